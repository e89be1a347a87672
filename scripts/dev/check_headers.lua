-- check_headers.lua ROOT COMPILER [FLAGS]: every header compiles alone, so that the order of
-- includes never matters.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."
local compiler = assert(arg[2], "which compiler?")
local flags = arg[3] or ""

for _, path in ipairs(tree.files(root, "engine", { ".h" })) do
    -- Through stdin: as the main file, its static functions would be called unused.
    local text, ok = tree.run(("echo '#include \"%s\"' | %s -std=c17 -D_POSIX_C_SOURCE=200809L " ..
        "-D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%s/engine %s -x c -")
        :format(path:gsub("^engine/", ""), tree.quote(compiler), tree.quote(root), flags))
    if not ok then tree.problem("%s does not compile alone:\n%s", path, text) end
end
tree.finish("check_headers")
