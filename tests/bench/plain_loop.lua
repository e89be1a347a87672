-- plain_loop.lua: the generated story's functions played by Lua alone.
local NAMES = { "v1", "v2", "v3", "v4", "v5" }
local START = { 35, 40, 45, 50, 55 }

local function held(value)
    return math.min(math.max(value, 0), 100)
end

local function step(scene)
    local choices = _G[scene]().choices
    local choice = choices[math.random(#choices)]
    local now = {}
    for name, value in pairs(choice.set) do
        now[name] = held(type(value) == "string" and _G[name] + math.tointeger(value) or value)
    end
    for name, value in pairs(now) do _G[name] = value end
    return choice.to
end

function play_plain(plays, steps)
    for _ = 1, plays do
        for i, name in ipairs(NAMES) do _G[name] = START[i] end
        local scene = "s0"
        for _ = 1, steps do scene = step(scene) end
    end
end
