-- check_lua.lua ROOT: luacheck over all Lua, with .luacheckrc.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

if not tree.has("luacheck") then
    print("luacheck is not installed")
    os.exit(77)
end
local paths = {}
for _, folder in ipairs({ "scenarios", "scripts" }) do
    for _, path in ipairs(tree.files(root, folder, { ".lua" })) do
        paths[#paths + 1] = tree.quote(path)
    end
end
if #paths > 0 then
    local text, ok = tree.run("cd " .. tree.quote(root) .. " && luacheck --no-color --quiet " ..
        table.concat(paths, " "))
    if not ok then tree.problem("%s", text) end
end
tree.finish("check_lua")
