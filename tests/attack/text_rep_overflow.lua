-- A length that does not fit into a number.
local s = string.rep("xxxxxxxxxxxxxxxx", math.tointeger(2.0 ^ 62))
