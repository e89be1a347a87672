-- A pattern that would take minutes.
local s = string.find(("a"):rep(300), (".-"):rep(8) .. "b")
