-- check_words.lua ROOT: nothing that only made sense to whoever wrote it: folders of one machine,
-- notes of work left undone.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

-- Written in two halves, so that this file does not find itself.
local NOTES = { "TO" .. "DO", "FIX" .. "ME", "XX" .. "X", "HA" .. "CK" }
local PLACES = { "/wo" .. "rk/", "/ro" .. "ot/", "/ho" .. "me/%w", "/tmp/bu" .. "ild" }
local ENDINGS = { ".c", ".h", ".def", ".lua", ".json", ".txt", ".md", ".sh", ".cmake", ".svg" }

local function check(path)
    for number, line in tree.lines(tree.read(root, path)) do
        for _, note in ipairs(NOTES) do
            if line:match("%f[%w_]" .. note .. "%f[^%w_]") then
                tree.problem("%s:%d: %s: do it, or leave it out", path, number, note)
            end
        end
        for _, place in ipairs(PLACES) do
            if line:match(place) then
                tree.problem("%s:%d: %s is a folder of one machine", path, number,
                    line:match(place .. "%S*"))
            end
        end
    end
end

for _, folder in ipairs({ "engine", "scripts", "scenarios", "tests/unit", "tests/play",
    "tests/checks", "tests/bench", "assets", "README.md", "CMakeLists.txt" }) do
    for _, path in ipairs(tree.files(root, folder, ENDINGS)) do check(path) end
end
for _, path in ipairs({ "scripts/play", "scripts/test", ".ci/run" }) do
    local file = io.open(root .. "/" .. path)
    if file then
        file:close()
        check(path)
    end
end
tree.finish("check_words")
