-- Flags without end.
local s = string.format("%----------------------------------------------------d", 1)
