-- A table that holds itself.
local t = {}
t.t = t
return t
