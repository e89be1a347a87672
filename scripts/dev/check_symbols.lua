-- check_symbols.lua ROOT FOLDER: what the compiled rooms need and keep. FOLDER holds lib<room>.a,
-- built without sanitizers. The story computes and nothing else; no room has a variable that
-- outlives a call.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local folder = assert(arg[2], "which folder holds the libraries?")

-- What the story may call outside itself.
local STORY_BASE = { "^base_alloc$", "^base_realloc$", "^base_free$", "^base_alloc_", "^arena_",
    "^err_", "^strbuf_", "^rng_", "^hash64", "^utf8_", "^tree_", "^problem" }
local STORY_LIBC = tree.set("memcpy memmove memset memcmp memchr strlen strcmp strncmp strchr " ..
    "strrchr strstr strspn strcspn strpbrk floor ceil fmod pow")
-- What the compiler itself puts in.
local COMPILER = tree.set("_GLOBAL_OFFSET_TABLE_ __stack_chk_fail __popcountdi2 __assert_fail")

-- These may not need files or threads. Of base_file only what looks at a name and no file.
local NO_FILES = { "host", "load", "review" }
local NAMES_ONLY = tree.set("file_name_is_safe")
local FILES = tree.set("fopen fopen64 freopen open open64 openat creat opendir stat lstat fstat " ..
    "mkdir unlink remove rename mkstemp system popen fork execve socket getenv")
local THREADS = { "^pthread_", "^thrd_", "^mtx_", "^cnd_", "^sem_" }

-- The only variables that outlive a call:
local MUTABLE = {
    -- the fault counters, in test builds;
    base = tree.set("faults_left blocks_live"),
    -- where cJSON's allocation hooks, which are given nothing, find the arena; one a thread.
    load = tree.set("parsing"),
}

local function undefined_and_defined(library)
    local needs, has = {}, {}
    local text, ok = tree.run("nm " .. tree.quote(library))
    if not ok then tree.problem("nm %s: %s", library, text) end
    for line in text:gmatch("[^\n]+") do
        local kind, name = line:match("(%a) (%S+)$")
        if kind == "U" or kind == "w" then
            needs[#needs + 1] = name
        elseif kind then
            has[name] = true
        end
    end
    return needs, has
end

local function matches(name, patterns)
    for _, pattern in ipairs(patterns) do
        if name:match(pattern) then return true end
    end
    return false
end

local function check_story(library)
    local needs, has = undefined_and_defined(library)
    for _, name in ipairs(needs) do
        local known = has[name] or STORY_LIBC[name] or COMPILER[name] or matches(name, STORY_BASE)
        if not known then tree.problem("story: calls %s", name) end
    end
end

local function check_no_files(room, library)
    for _, name in ipairs((undefined_and_defined(library))) do
        if FILES[name] or name:match("^file_") and not NAMES_ONLY[name] then
            tree.problem("%s: needs a file system or the machine: %s", room, name)
        elseif matches(name, THREADS) then
            tree.problem("%s: needs threads: %s", room, name)
        end
    end
end

local function check_variables(room, library)
    local allowed = MUTABLE[room] or {}
    local text, ok = tree.run("objdump -t " .. tree.quote(library))
    if not ok then tree.problem("objdump %s: %s", library, text) end
    for line in text:gmatch("[^\n]+") do
        -- value, flags, section, size, name
        local flags, section, size, name = line:match("^%x+ (.......) (%S+)%s+(%x+)%s+(.+)$")
        local mutable = section and (section:match("^%.t?data") or section:match("^%.t?bss") or
            section == "*COM*") and not section:match("^%.data%.rel%.ro")
        local is_section = flags and flags:find("d", 1, true)
        if mutable and not is_section and tonumber(size, 16) > 0 then
            local plain = name:gsub("%.%d+$", "")
            if not allowed[plain] then
                tree.problem("%s: the variable %s outlives a call (%s)", room, name, section)
            end
        end
    end
end

local found = 0
for _, path in ipairs(tree.files(folder, ".", { ".a" })) do
    local room = path:match("lib(%w+)%.a$")
    local library = folder .. "/" .. path
    if room == "story" then check_story(library) end
    for _, other in ipairs(NO_FILES) do
        if room == other then check_no_files(room, library) end
    end
    check_variables(room, library)
    found = found + 1
end
if found == 0 then tree.problem("%s holds no libraries", folder) end
tree.finish("check_symbols")
