-- check_toplevel.lua ROOT: the top of the source holds exactly what is listed here.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

local WANTED = tree.set([[
    engine scenarios assets scripts tests CMakeLists.txt CMakePresets.json README.md LICENSE
    .ci .clang-format .clang-tidy .editorconfig .gitignore .luacheckrc
]])
-- Not part of the source: git's own folder (a file in a worktree) and what is built.
local IGNORED = tree.set(".git build")

local seen = {}
local list = tree.run("ls -A " .. tree.quote(root))
for name in list:gmatch("[^\n]+") do
    seen[name] = true
    if not WANTED[name] and not IGNORED[name] then
        tree.problem("%s does not belong at the top of the source", name)
    end
end
local missing = {}
for name in pairs(WANTED) do
    if not seen[name] then missing[#missing + 1] = name end
end
table.sort(missing)
for _, name in ipairs(missing) do tree.problem("%s is missing", name) end
tree.finish("check_toplevel")
