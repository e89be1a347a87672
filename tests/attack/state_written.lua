-- Would change the story behind the engine's back.
clock.hour = 3
