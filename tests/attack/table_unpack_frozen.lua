-- Walks what belongs to Rapport. Harmless.
for k, v in pairs(string) do error(k) end
local n = #_ENV + #string
