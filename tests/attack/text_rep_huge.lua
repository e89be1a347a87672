-- A text of a billion letters.
local s = string.rep("x", 1000000000)
