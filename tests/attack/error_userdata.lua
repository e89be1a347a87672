-- An error that is a part of the engine.
error(clock)
