-- Sorts a list with holes: comparing with nil.
table.sort({ 3, nil, 1, nil, 2, 5 })
