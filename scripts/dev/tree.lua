-- tree.lua: what the checks share. A check is called with the root of the source, collects what is
-- wrong, and ends with finish().
local tree = { problems = 0 }

-- Quotes a text for the shell.
function tree.quote(text)
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- The output of a command as text, and whether it succeeded.
function tree.run(command)
    local pipe = assert(io.popen(command .. " 2>&1"))
    local text = pipe:read("a")
    local ok = pipe:close()
    return text, ok == true
end

-- True when a program of this name can be started.
function tree.has(program)
    local _, ok = tree.run("command -v " .. tree.quote(program))
    return ok
end

-- Files below root/folder whose names end in one of the endings, sorted, relative to root.
function tree.files(root, folder, endings)
    local found = {}
    local list = tree.run("cd " .. tree.quote(root) .. " && test -e " .. tree.quote(folder) ..
        " && find " .. tree.quote(folder) .. " -type f | LC_ALL=C sort")
    for path in list:gmatch("[^\n]+") do
        for _, ending in ipairs(endings) do
            if path:sub(-#ending) == ending then
                found[#found + 1] = path
                break
            end
        end
    end
    return found
end

-- The whole text of a file.
function tree.read(root, path)
    local file = assert(io.open(root .. "/" .. path, "rb"))
    local text = file:read("a")
    file:close()
    return text
end

-- Lines of a text with their numbers; a last line without a line end counts.
function tree.lines(text)
    local number = 0
    if text ~= "" and text:sub(-1) ~= "\n" then text = text .. "\n" end
    local next_line = text:gmatch("(.-)\n")
    return function()
        local line = next_line()
        if not line then return nil end
        number = number + 1
        return number, line
    end
end

-- A set of the words in a text.
function tree.set(words)
    local set = {}
    for word in words:gmatch("%S+") do set[word] = true end
    return set
end

-- Records something that makes the check fail.
function tree.problem(format, ...)
    tree.problems = tree.problems + 1
    print(format:format(...))
end

-- The version of the reference system's clang tools. Others lay out and judge code differently.
tree.CLANG = 14

-- The major version of a clang tool, or nil.
function tree.clang_version(program)
    return tonumber((tree.run(program .. " --version"):match("version (%d+)")))
end

-- Ends the check: 0 when nothing was wrong, else 1.
function tree.finish(name)
    if tree.problems == 0 then
        print(name .. ": good")
        os.exit(0)
    end
    print(("%s: %d wrong"):format(name, tree.problems))
    os.exit(1)
end

return tree
