-- How luacheck reads our Lua; run it from this folder. Scenario scripts and the modules they require
-- may use only what the engine offers; the tools in scripts/dev run under plain Lua 5.4.

local function read(path)
    local file = io.open(path)
    if not file then return "" end
    local text = file:read("*a")
    file:close()
    return text
end

-- The functions scripts may call: the engine's own list, so that there is no second one here.
local offered = {}
for lib, name in read("engine/host/host_api.def"):gmatch("\nAPI%w-_?%w*%(([%w_]+), ([%w_]+),") do
    if lib == "base" then
        offered[name] = {}
    else
        offered[lib] = offered[lib] or { fields = {} }
        offered[lib].fields[name] = {}
    end
end
-- What is true at the moment: see "Expressions" in scenarios/README.md.
for _, root in ipairs({ "chosen", "clock", "contradictions", "discovered", "due", "ending", "fact",
    "fired", "lied", "lies", "score", "state", "steps", "told", "visits" }) do
    offered[root] = { other_fields = true }
end
stds.rapport = { read_globals = offered }

std = "rapport"
max_line_length = 100
-- A scene is a global function, called by its name from scenario.json.
allow_defined_top = true
ignore = {
    "131", -- a global that is set and never read: the engine calls it
    "212", -- an unused argument: functions of one kind all get the same ones
}

-- A scenario's scripts can also read its variables, in whichever of its files they are declared.
local scenarios = io.popen("ls scenarios/*/*.json 2>/dev/null")
local declared = {}
for path in scenarios:lines() do
    local folder = path:match("^(.*)/")
    declared[folder] = declared[folder] or {}
    local names = declared[folder]
    local variables = read(path):match('"state"%s*:%s*(%b{})') or ""
    local flat = variables:sub(2, -2):gsub("%b{}", "1"):gsub("%b[]", "1")
    for name in flat:gmatch('"([%w_]+)"%s*:') do names[#names + 1] = name end
    files[folder] = { read_globals = names }
end
scenarios:close()

-- A module returns what it offers; a global in it would be a leak.
files["scripts/lua"] = { allow_defined_top = false }
files["scripts/dev"] = { std = "lua54", allow_defined_top = false }
-- Hostile on purpose.
exclude_files = { "build", "tests/attack", "tests/fuzz" }
