-- A pattern on a method of a text.
local s = ("a"):rep(300):gsub("a*a*a*a*b", "")
