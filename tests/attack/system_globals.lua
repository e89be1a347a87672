-- Looks for what is not offered.
local v = _G.io
