-- More numbers than fit on the stack.
local n = select("#", string.byte(("x"):rep(60000), 1, -1))
