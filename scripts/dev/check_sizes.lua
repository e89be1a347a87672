-- check_sizes.lua ROOT: files and functions small enough to be read in one go. Above the soft limit
-- a note, above the hard one the check fails.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

local FILE_SOFT, FILE_HARD = 500, 800
local FUNCTION_SOFT, FUNCTION_HARD = 60, 100

local function judge(what, size, soft, hard)
    if size > hard then
        tree.problem("%s has %d lines; the limit is %d", what, size, hard)
    elseif size > soft then
        print(("note: %s has %d lines; %d would be better"):format(what, size, soft))
    end
end

-- Where a function starts and ends. The layout check holds C to a brace in the first column; Lua
-- functions of a file start and end there too.
local STYLE = {
    c = {
        first = function(line, before)
            if line == "{" then return before:match("([%w_]+)%s*%(") or "?" end
        end,
        last = "}",
    },
    lua = {
        first = function(line)
            return line:match("^local function ([%w_.:]+)") or line:match("^function ([%w_.:]+)") or
                line:match("^([%w_.]+) = function")
        end,
        last = "end",
    },
}

local function check(path, style)
    local count, name, started, before = 0, nil, 0, ""
    for number, line in tree.lines(tree.read(root, path)) do
        count = number
        local starts = not name and style.first(line, before)
        if starts then
            name, started = starts, number
        elseif name and line:sub(1, #style.last) == style.last then
            judge(("%s:%d: %s"):format(path, started, name), number - started + 1, FUNCTION_SOFT,
                FUNCTION_HARD)
            name = nil
        end
        -- The signature may take several lines; its first one starts in the first column.
        if line:match("^[%a_]") then before = line end
    end
    judge(path, count, FILE_SOFT, FILE_HARD)
end

for _, folder in ipairs({ "engine", "tests/unit", "tests/fuzz", "tests/bench", "scripts",
    "scenarios" }) do
    for _, path in ipairs(tree.files(root, folder, { ".c", ".h", ".def" })) do
        check(path, STYLE.c)
    end
    for _, path in ipairs(tree.files(root, folder, { ".lua" })) do
        check(path, STYLE.lua)
    end
end
tree.finish("check_sizes")
