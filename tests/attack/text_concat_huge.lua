-- Joins to a long text.
local t = {}
for i = 1, 10000 do t[i] = ("x"):rep(100) end
local s = table.concat(t)
