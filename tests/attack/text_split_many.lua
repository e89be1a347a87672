-- Splits into very many pieces, and keeps them.
local s, keep = (","):rep(60000), {}
while true do keep[#keep + 1] = text.split(s, ",") end
