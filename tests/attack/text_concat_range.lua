-- Joins over a range without end.
local s = table.concat({}, "", 1, 9223372036854775807)
