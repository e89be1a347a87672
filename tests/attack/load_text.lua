-- Would make code out of text.
load("while true do end")()
