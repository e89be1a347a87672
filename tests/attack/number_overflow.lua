-- Whole numbers at their edge. Harmless.
local a, b = 9223372036854775807, -9223372036854775807 - 1
local x = { a + 1, b - 1, b // -1, b % -1, -b, math.abs(b), a * a, string.format("%d", b) }
if #x ~= 8 then error("lost one") end
