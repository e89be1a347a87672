-- check_tidy.lua ROOT BUILD: clang-tidy over the engine, with the checks of .clang-tidy. BUILD is a
-- configured build folder with compile_commands.json.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."
local build = assert(arg[2], "which build folder?")

if not tree.has("clang-tidy") then
    print("clang-tidy is not installed")
    os.exit(77)
end
local version = tree.clang_version("clang-tidy")
local paths = {}
for _, path in ipairs(tree.files(root, "engine", { ".c" })) do
    paths[#paths + 1] = tree.quote(root .. "/" .. path)
end
-- Two at a time: the reference machine has two cores. One file a call, and once in the build: after
-- the first, clang-tidy 14 takes every va_list for uninitialised.
local text, ok = tree.run("printf '%s\\n' " .. table.concat(paths, " ") ..
    " | xargs -P 2 -n 1 clang-tidy --quiet -p " .. tree.quote(build))
if not ok then
    if version ~= tree.CLANG then
        print(text)
        print(("clang-tidy %s judges differently from %d; the above is only a hint"):format(version,
            tree.CLANG))
        os.exit(77)
    end
    tree.problem("%s", text)
end
tree.finish("check_tidy")
