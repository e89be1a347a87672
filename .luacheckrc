-- How luacheck reads our Lua. Scenario scripts and the modules they require may use only what the
-- engine's sandbox offers; the tools in scripts/dev run under plain Lua 5.4.
local nothing = {}
stds.rapport = {
    read_globals = {
        "assert", "error", "ipairs", "pairs", "require", "select", "tonumber", "tostring", "type",
        "_VERSION",
        string = {
            fields = {
                len = nothing, sub = nothing, upper = nothing, lower = nothing, byte = nothing,
                char = nothing, reverse = nothing, rep = nothing, format = nothing,
            },
        },
        table = {
            fields = {
                insert = nothing, remove = nothing, concat = nothing, unpack = nothing,
                sort = nothing,
            },
        },
        math = {
            fields = {
                floor = nothing, ceil = nothing, min = nothing, max = nothing, abs = nothing,
                tointeger = nothing, type = nothing, maxinteger = nothing, mininteger = nothing,
                huge = nothing,
            },
        },
        game = { other_fields = true },
    },
}

std = "rapport"
max_line_length = 100
-- A scene is a global function of the script that defines it, called by name from scenario.json.
allow_defined_top = true
ignore = {
    "131", -- a global that is set and never read: the engine calls it
    "212", -- an unused argument: every scene gets the same ones
}

-- A module returns what it offers; a global in it would be a leak.
files["scripts/lua"] = { allow_defined_top = false }
files["scripts/dev"] = { std = "lua54", allow_defined_top = false }
-- Hostile on purpose.
exclude_files = { "build", "tests/attack", "tests/fuzz" }
