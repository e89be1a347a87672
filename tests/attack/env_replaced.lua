-- Takes another environment; finds no functions in it.
local _ENV = {}
x = 1
pairs({})
