-- Moves a long list for every entry.
local t = {}
while true do table.insert(t, 1, 1) end
