-- Much work in C for few steps.
while true do local s = string.rep("x", 60000) end
