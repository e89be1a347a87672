-- Would replace a library function for everybody.
string.rep = function() return "poison" end
