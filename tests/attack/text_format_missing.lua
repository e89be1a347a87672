-- Fewer values than the form wants.
local s = string.format("%d %d %s", 1)
