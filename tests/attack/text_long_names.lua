-- A name of many letters.
local name = ("x"):rep(60000)
local v = _ENV[name]
