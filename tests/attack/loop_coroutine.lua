-- Would run free of the hook in a coroutine.
local co = coroutine.wrap(function() while true do end end)
co()
