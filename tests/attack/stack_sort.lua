-- C calls Lua calls C, without end.
local function f() table.sort({ 1, 2 }, function(a, b) f() return a < b end) end
f()
