-- Lives at the memory limit, where each new text would cost a whole collection.
local keep = {}
for i = 1, 480 do keep[i] = ("x"):rep(60000) .. i end
for i = 1, 1000000 do local s = ("y"):rep(30000) .. i keep[481 + i % 40] = s end
