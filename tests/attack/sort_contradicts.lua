-- A comparison that contradicts itself. Harmless.
local t = {}
for i = 1, 500 do t[i] = (i * 7919) % 500 end
table.sort(t, function(a, b) return (a + b) % 3 == 0 end)
