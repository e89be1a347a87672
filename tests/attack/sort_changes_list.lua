-- A comparison that empties the list being sorted. Harmless.
local t = {}
for i = 1, 100 do t[i] = 101 - i end
table.sort(t, function(a, b) for i = 1, #t do t[i] = nil end return a < b end)
