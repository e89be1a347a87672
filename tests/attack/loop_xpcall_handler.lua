-- Would loop inside an error handler, where no hook runs.
xpcall(function() error("x") end, function() while true do end end)
