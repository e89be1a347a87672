-- Tables in tables until memory is spent.
local t = {}
while true do t = { t, {}, {}, {} } end
