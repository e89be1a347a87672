-- A text from many long operands at once.
local s = string.rep("x", 60000)
local t = s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s
