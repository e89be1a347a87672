-- Many long values in one form.
local s = string.rep("x", 60000)
local t = string.format(string.rep("%s", 200), s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
