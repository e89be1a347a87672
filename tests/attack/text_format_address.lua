-- Asks for an address.
local s = string.format("%p", {})
