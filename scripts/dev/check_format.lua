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
for _, folder in ipairs({ "engine", "tests" }) do
    for _, path in ipairs(tree.files(root, folder, { ".c", ".h" })) do
        local text, ok = tree.run("cd " .. tree.quote(root) ..
            " && clang-format --style=file --dry-run -Werror --ferror-limit=1 " .. tree.quote(path))
        if not ok then
            tree.problem("%s", text:match("^[^\n]*"))
        end
    end
end
tree.finish("check_format")
