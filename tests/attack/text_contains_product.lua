-- The worst case of a plain search, again and again.
local s, part = ("a"):rep(60000), ("a"):rep(30000) .. "b"
while true do local found = text.contains(s, part) end
