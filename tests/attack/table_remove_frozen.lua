-- Would take something out of what belongs to Rapport.
table.remove(_ENV, 1)
