-- Would swallow the error that stops it, were there a pcall.
while true do pcall(function() while true do end end) end
