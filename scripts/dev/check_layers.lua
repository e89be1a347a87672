-- check_layers.lua ROOT: every #include follows the arrows between the rooms.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

-- Which rooms a room may include, and the libraries of others that are its own. CMakeLists.txt has
-- the same table for linking.
local ROOMS = {
    base = { uses = "" },
    story = { uses = "base" },
    host = { uses = "base story", owns = "lua%.h lauxlib%.h lualib%.h" },
    load = { uses = "base story", owns = "cJSON%.h cjson/.*" },
    store = { uses = "base story", owns = "sqlite3%.h" },
    review = { uses = "base story" },
    -- The one room that shares work out among cores.
    session = { uses = "base story host load store review", owns = "pthread%.h" },
    ui = { uses = "base", owns = "SDL.*%.h SDL2/.*" },
    screen = { uses = "base session ui" },
    cli = { uses = "base story session" },
}
-- The program joins the two rooms that do not know each other.
local PROGRAM = "engine/rapport.c"
local PROGRAM_USES = tree.set("base cli screen")

-- Headers that only compute; the rooms below may have no others from the system, so that they need
-- no files, no clock, no threads and (story) no stdio.
local PURE = "assert.h errno.h float.h inttypes.h limits.h math.h setjmp.h stdalign.h stdarg.h " ..
    "stdbool.h stddef.h stdint.h stdnoreturn.h string.h"
local SYSTEM = {
    story = tree.set(PURE),
    -- Lua's time limit needs a clock.
    host = tree.set(PURE .. " stdio.h stdlib.h time.h"),
    load = tree.set(PURE .. " stdio.h stdlib.h"),
    review = tree.set(PURE .. " stdio.h stdlib.h"),
}
local PLAIN = tree.set(PURE .. " ctype.h dirent.h dlfcn.h fcntl.h getopt.h locale.h signal.h " ..
    "spawn.h stdio.h stdlib.h strings.h sys/ioctl.h sys/mman.h sys/stat.h sys/types.h " ..
    "sys/wait.h termios.h time.h unistd.h wchar.h")

local function owns(room, header)
    for pattern in (ROOMS[room].owns or ""):gmatch("%S+") do
        if header:match("^" .. pattern .. "$") then return true end
    end
    return false
end

local function owner(header)
    for room in pairs(ROOMS) do
        if owns(room, header) then return room end
    end
    return nil
end

local function check_ours(path, number, room, header)
    local other = header:match("^([a-z]+)/")
    if not other or not ROOMS[other] then
        return tree.problem('%s:%d: "%s" is not written as "room/file.h"', path, number, header)
    end
    local allowed
    if room then
        allowed = other == room or tree.set(ROOMS[room].uses)[other]
    else
        allowed = PROGRAM_USES[other]
    end
    if not allowed then
        return tree.problem("%s:%d: %s may not know %s", path, number, room or "the program", other)
    end
    if header:match("_internal%.h$") and other ~= room then
        return tree.problem("%s:%d: %s is private to %s", path, number, header, other)
    end
end

local function check_others(path, number, room, header)
    local own = owner(header)
    if own then
        if own ~= room then
            return tree.problem("%s:%d: only %s may include <%s>", path, number, own, header)
        end
        if path:match("%.h$") and not path:match("_internal%.h$") then
            return tree.problem("%s:%d: <%s> belongs in a .c or _internal.h", path,
                number, header)
        end
        return
    end
    local allowed = room and SYSTEM[room] or PLAIN
    if not allowed[header] then
        tree.problem("%s:%d: %s may not include <%s>", path, number, room or "the program", header)
    end
end

for _, path in ipairs(tree.files(root, "engine", { ".c", ".h", ".def" })) do
    local room = path:match("^engine/([^/]+)/[^/]+$")
    if room and not ROOMS[room] or not room and path ~= PROGRAM then
        tree.problem("%s: this is in no room", path)
    else
        for number, line in tree.lines(tree.read(root, path)) do
            local ours = line:match('^%s*#%s*include%s*"([^"]+)"')
            local others = line:match("^%s*#%s*include%s*<([^>]+)>")
            if ours then check_ours(path, number, room, ours) end
            if others and path ~= "engine/base/base_banned.h" then
                check_others(path, number, room, others)
            end
        end
    end
end
tree.finish("check_layers")
