-- One table, referred to in very many places.
local t = { 1 }
for _ = 1, 15 do t = { t, t, t, t, t, t, t, t } end
return t
