-- A form that ends in the middle.
local s = string.format("%", 1)
