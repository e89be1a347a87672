-- Would loop in a finalizer, where hooks are off.
setmetatable({}, { __gc = function() while true do end end })
