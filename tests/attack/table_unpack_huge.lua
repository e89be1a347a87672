-- More values than fit on the stack.
local n = select("#", table.unpack({}, 1, 100000000))
