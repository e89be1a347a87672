-- A place far outside the list.
table.insert({}, 1073741824, 1)
