-- A table that grows while it is walked; its keys were listed before. Harmless.
local t = { 1 }
for k in pairs(t) do t[k + 1] = k end
