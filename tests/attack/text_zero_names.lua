-- A name with a zero byte in it.
local v = _ENV["trust\0more"]
