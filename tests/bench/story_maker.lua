-- story_maker.lua SCENES KIND FOLDER: writes the story every figure of the benchmark is taken with.
-- SCENES scenes with three choices each, five whole numbers as state, conditions and effects; the
-- same SCENES give the same story. KIND "json" writes scenario.json alone; "lua" writes the same
-- story with every scene as a Lua function, in scenario.json and story.lua.
local count, kind, folder = tonumber(arg[1]), arg[2], arg[3]
if not folder or count < 2 or (kind ~= "json" and kind ~= "lua") then
    io.stderr:write("usage: story_maker.lua SCENES json|lua FOLDER\n")
    os.exit(2)
end

-- A generator of its own, so that every Lua writes the same story (Park and Miller, 1988).
local seed = 20261124
local function below(n)
    seed = seed * 48271 % 2147483647
    return seed % n
end

local function variable()
    return "v" .. (below(5) + 1)
end

local TALK = { "I would rather hear it from you first.", "Could we look at the dates once more?",
    "That is fair, and it changes my answer.", "I have thought about it since Friday.",
    "Let me say plainly what I can do.", "What would make it easier on your side?" }

local function say(i, k)
    return ("%s Number %d of scene %d."):format(TALK[below(#TALK) + 1], k, i)
end

-- The three choices of scene i. The third is always open, so that every play goes on; the first
-- leads to the next scene, so that every scene can be reached.
local function choices(i)
    local list = {}
    for k = 1, 3 do
        local to = k == 1 and (i + 1) % count or below(count)
        local one = { id = "c" .. k, say = say(i, k), to = to, set = {} }
        if k == 1 then one.when = ("%s >= %d"):format(variable(), below(13) * 5) end
        if k == 2 then
            one.when = ("%s < %d and %s > %d"):format(variable(), 40 + below(12) * 5, variable(),
                below(8) * 5)
        end
        local first = below(5) + 1
        one.set[1] = { name = "v" .. first, add = below(15) - 7 }
        if k > 1 then
            one.set[2] = { name = "v" .. (first % 5 + 1), other = "v" .. (below(5) + 1),
                less = below(9) + 1 }
        end
        list[k] = one
    end
    return list
end

local out = assert(io.open(folder .. "/scenario.json", "w"))
local lua = kind == "lua" and assert(io.open(folder .. "/story.lua", "w"))

local function json_set(set)
    local parts = {}
    for _, s in ipairs(set) do
        local value = s.add and ("%+d"):format(s.add) or ("%s - %d"):format(s.other, s.less)
        parts[#parts + 1] = ('"%s": "%s"'):format(s.name, value)
    end
    return "{ " .. table.concat(parts, ", ") .. " }"
end

local function json_choice(c)
    local when = c.when and ('"if": "%s", '):format(c.when) or ""
    return ('      { "id": "%s", %s"say": "%s",\n        "set": %s, "to": "s%d" }'):format(c.id,
        when, c.say, json_set(c.set), c.to)
end

local function lua_set(set)
    local parts = {}
    for _, s in ipairs(set) do
        local value = s.add and ('"%+d"'):format(s.add) or ("%s - %d"):format(s.other, s.less)
        parts[#parts + 1] = ("%s = %s"):format(s.name, value)
    end
    return "{ " .. table.concat(parts, ", ") .. " }"
end

local function lua_choice(c)
    local text = ('list[#list + 1] = { id = "%s", say = "%s", set = %s, to = "s%d" }'):format(c.id,
        c.say, lua_set(c.set), c.to)
    return c.when and ("if %s then %s end"):format(c.when, text) or text
end

out:write([[
{
  "format": 1, "id": "generated", "title": "A generated story", "summary": "For the benchmark.",
  "minutes": 5, "clock": "2026-03-06 16:30",
  "cast": { "dana": { "name": "Dana Whitfield", "role": "Head of Design" } },
  "state": {
]])
for v = 1, 5 do
    out:write(('    "v%d": { "start": %d, "min": 0, "max": 100 }%s\n'):format(v, 30 + v * 5,
        v < 5 and "," or ""))
end
out:write("  },\n")
if lua then out:write('  "scripts": ["story.lua"],\n') end
out:write('  "endings": { "done": { "title": "It is over." } },\n')
out:write('  "start": "s0",\n  "scenes": {\n')

-- No play of the benchmark comes to its end; the story has one because every story must.
local LEAVE = '{ "id": "leave", "if": "v1 > 1000", "say": "I have to go.", "ending": "done", ' ..
    '"to": "end" }'
local LEAVE_LUA = 'if v1 > 1000 then list[#list + 1] = { id = "leave", say = "I have to go.", ' ..
    'ending = "done", to = "end" } end'

for i = 0, count - 1 do
    local line = ("%s Question %d comes up once more."):format(
        TALK[below(#TALK) + 1], i)
    local list, ending = choices(i), i < count - 1 and "," or ""
    if lua then
        out:write(('    "s%d": { "lua": "s%d" }%s\n'):format(i, i, ending))
        lua:write(('function s%d()\n  local list = {}\n'):format(i))
        for _, c in ipairs(list) do lua:write("  ", lua_choice(c), "\n") end
        if i == 0 then lua:write("  ", LEAVE_LUA, "\n") end
        lua:write(('  return { with = "dana", lines = { { dana = "%s" } }, choices = list }\nend\n')
            :format(line))
    else
        local parts = {}
        for k, c in ipairs(list) do parts[k] = json_choice(c) end
        if i == 0 then parts[#parts + 1] = "      " .. LEAVE end
        out:write(('    "s%d": { "with": "dana", "lines": [ { "dana": "%s" } ],\n'):format(i, line))
        out:write('      "choices": [\n', table.concat(parts, ",\n"), ("\n      ] }%s\n"):format(
            ending))
    end
end
out:write("  }\n}\n")
out:close()
if lua then lua:close() end
