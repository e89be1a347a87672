-- art.lua [FOLDER]: draws the portraits anew into FOLDER/people, assets/art unless given. The same
-- script writes the same bytes; run it after a change to one of the art_*.lua.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local face = require("art_face")
local head = require("art_head")

local folder = (arg[1] or "assets/art") .. "/people/"

local function write(name, shapes)
    local file = assert(io.open(folder .. name .. ".svg", "wb"))
    file:write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" ' ..
        'height="400">\n', shapes, "\n</svg>\n")
    file:close()
end

local people, names = {}, {}
for _, module in ipairs({ "art_faces", "art_cast" }) do
    for name, person in pairs(require(module)) do
        people[name] = person
        names[#names + 1] = name
    end
end
table.sort(names)
for _, name in ipairs(names) do
    local person = people[name]
    write(name, head.base(person))
    for _, mood in ipairs(face.order) do write(name .. "." .. mood, face.layer(person, mood)) end
end
print(("%d portraits, %d moods each"):format(#names, #face.order))
