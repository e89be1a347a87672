-- Dice without end.
while true do roll(6) end
