-- Would move for ever.
table.move({ 1 }, 1, 2 ^ 40, 2)
