-- A for loop whose iterator never stops.
for _ in function() return 1 end do end
