-- Would stop the collector and learn how much memory is used.
collectgarbage("stop")
