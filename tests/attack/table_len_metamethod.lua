-- Would make insert believe in a billion entries.
table.insert(setmetatable({}, { __len = function() return 1 << 30 end }), 1, 1)
