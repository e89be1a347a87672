-- Never ends, with a call each time.
local function f() end
repeat f() until false
