-- check_art.lua ROOT: the pictures hold only what nanosvg draws, on the canvas of their kind and
-- small; every portrait has every mood and is what scripts/dev/art.lua writes.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local face = require("art_face")
local root = arg[1] or "."

local ALLOWED = tree.set("svg g path circle ellipse rect")
-- By folder: the canvas, and how many bytes a picture may have.
local KINDS = {
    people = { "0 0 400 400", 8192 }, places = { "0 0 640 400", 12288 },
    cover = { "0 0 640 400", 12288 }, icons = { "0 0 24 24", 1024 }, app = { "0 0 256 256", 8192 },
}

local function check(path, text)
    local kind = KINDS[path:match("^assets/art/([^/]+)/")]
    if not kind then
        tree.problem("%s: a folder that assets/art/README.md does not know", path)
        return
    end
    if text:match('viewBox="([^"]*)"') ~= kind[1] then
        tree.problem("%s: the canvas (viewBox) has to be %s", path, kind[1])
    end
    if #text > kind[2] then
        tree.problem("%s has %d bytes; at most %d", path, #text, kind[2])
    end
    for element in text:gmatch("<(%a[%w:]*)") do
        if not ALLOWED[element] then tree.problem("%s: <%s> is not drawn", path, element) end
    end
    for _, word in ipairs({ "style=", "class=", "url%(", "filter=", "mask=" }) do
        if text:match(word) then tree.problem("%s: %s is not drawn", path, word) end
    end
end

local drawn = {}
for _, path in ipairs(tree.files(root, "assets/art", { ".svg" })) do
    drawn[path] = tree.read(root, path)
    check(path, drawn[path])
end

local fresh = os.tmpname()
os.remove(fresh)
local script = arg[0]:gsub("[^/]*$", "") .. "art.lua"
local report, ok = tree.run(("mkdir -p %s/people && %s %s %s"):format(tree.quote(fresh),
    tree.quote(arg[-1]), tree.quote(script), tree.quote(fresh)))
if not ok then tree.problem("%s: %s", script, report) end
local names = {}
for _, path in ipairs(tree.files(fresh, "people", { ".svg" })) do
    names[path:match("people/(%w+)")] = true
    if drawn["assets/art/" .. path] ~= tree.read(fresh, path) then
        tree.problem("assets/art/%s is not what art.lua writes: run it anew", path)
    end
end
tree.run("rm -r " .. tree.quote(fresh))
for name in pairs(names) do
    for _, mood in ipairs(face.order) do
        local path = ("assets/art/people/%s.%s.svg"):format(name, mood)
        if not drawn[path] then tree.problem("%s is missing", path) end
    end
end
tree.finish("check_art")
