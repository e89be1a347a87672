-- check_format.lua ROOT: all C is laid out as .clang-format says; scripts/dev/format does it.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

if not tree.has("clang-format") then
    print("clang-format is not installed")
    os.exit(77)
end
local version = tree.clang_version("clang-format")
if version ~= tree.CLANG then
    print(("clang-format %s lays code out differently from %d; not checked"):format(version,
        tree.CLANG))
    os.exit(77)
end
local paths, told = {}, {}
for _, folder in ipairs({ "engine", "tests" }) do
    for _, path in ipairs(tree.files(root, folder, { ".c", ".h" })) do
        paths[#paths + 1] = tree.quote(path)
    end
end
local text, ok = tree.run("cd " .. tree.quote(root) ..
    " && clang-format --style=file --dry-run -Werror " .. table.concat(paths, " "))
-- The first place of each file is enough: formatting it puts all of them right.
for line in text:gmatch("[^\n]+") do
    local path = line:match("^(.-):%d+:%d+: error:")
    if path and not told[path] then
        told[path] = true
        tree.problem("%s", line)
    end
end
if not ok and tree.problems == 0 then tree.problem("%s", text) end
tree.finish("check_format")
