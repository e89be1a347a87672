-- A table that grows until memory is spent.
local t = {}
for i = 1, 1000000000 do t[i] = i end
