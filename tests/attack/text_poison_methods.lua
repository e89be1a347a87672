-- Would replace the methods of all texts.
getmetatable("").__index = function() return 1 end
