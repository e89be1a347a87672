-- Long texts, referred to in very many places.
local s, t = ("x"):rep(60000), {}
for i = 1, 10000 do t[i] = s end
return t
