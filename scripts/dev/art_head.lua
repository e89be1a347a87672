-- What stays the same in a portrait: ground, hair, neck, clothes, head and nose, back to front.
local pen = require("art_pen")
local d, fill, line = pen.d, pen.fill, pen.line

local head = {}

-- The sides of a head: temple, jaw, chin, for an outline that shade and beard can follow.
local function outline(p)
    local h = p.head
    return 200 + p.turn * 0.5, h.wide, h.jaw, h.chin, h.low
end

local function right_side(p)
    local chin_x, w, j, k, low = outline(p)
    return d("C", 200 + w, 192, 200 + j + 5, 216, 200 + j, 236, "C", 200 + j - 6, 258, chin_x + k,
        low, chin_x, low)
end

local function skull(p)
    local chin_x, w, j, k, low = outline(p)
    return d("M", 200 - w, 158, "C", 200 - w, 100, 200 - w * 0.62, 64, 200, 64, "C",
        200 + w * 0.62, 64, 200 + w, 100, 200 + w, 158) .. right_side(p) .. d("C", chin_x - k, low,
        200 - j + 6, 258, 200 - j, 236, "C", 200 - j - 5, 216, 200 - w, 192, 200 - w, 158, "Z")
end

-- The side away from the light, along the outline and back by the cheekbone.
local function shade(p)
    local chin_x, w, j, _, low = outline(p)
    local turn = p.turn
    return d("M", 200 + w - 14, 92, "C", 200 + w - 4, 112, 200 + w, 136, 200 + w, 158) ..
        right_side(p) .. d("C", chin_x + 12, low - 6, 200 + j - 30, 254, 200 + j - 20, 226, "C",
        200 + w - 16 + turn * 0.4, 206, 200 + w - 14 + turn * 0.4, 188, 200 + w - 11 + turn * 0.3,
        166, "C", 200 + w - 9, 140, 200 + w - 12, 112, 200 + w - 14, 92, "Z")
end

local function ear(p, side)
    local far = side * p.turn > 0
    local x = 200 + side * (p.head.wide - (far and 5 or 3))
    local s = side * (far and 0.7 or 1)
    local tone = side > 0 and p.skin.shade or p.skin.light
    return fill(d("M", x, 160, "C", x + 6 * s, 150, x + 20 * s, 154, x + 19 * s, 172, "C",
        x + 18 * s, 186, x + 10 * s, 202, x - 2 * s, 204, "Z"), tone) .. "\n" ..
        line(d("M", x + 4 * s, 166, "C", x + 10 * s, 160, x + 14 * s, 166, x + 12 * s, 174, "C",
            x + 11 * s, 180, x + 7 * s, 184, x + 4 * s, 188), p.skin.fold, 2, 0.8)
end

local function nose(p)
    local x, y = 200 + p.turn * 1.25, p.nose and p.nose.y or 212
    local w = p.nose and p.nose.wide or 12
    local b = p.eye.y - 6
    return fill(d("M", x + 6, b, "C", x + 6, b + 18, x + w, y - 16,
        x + (w + 1), y - 6, "C", x + (w + 1), y + 2, x + 4, y + 5,
        x - (w - 4), y + 3, "C", x - 2, y + 1, x + 4, y - 2, x + 5,
        y - 8, "C", x + 5, y - 18, x + 3, b + 14, x + 6, b, "Z"),
        p.skin.shade) .. "\n" ..
        line(d("M", x - w + 1, y - 1, "Q", x - w + 2, y + 3.5, x - w + 7, y + 2.6, "M", x + w - 7,
            y + 2.4, "Q", x + w - 2, y + 3, x + w - 0.5, y - 2), p.skin.fold, 2.4)
end

local function neck(p)
    local n = p.neck or 33
    local fall = 200 + p.turn * 0.4
    return fill(d("M", 200 - n, 226, "L", 200 - n, 276, "C", 200 - n, 296, 150, 306, 120, 314,
        "L", 130, 400, "L", 270, 400, "L", 280, 314, "C", 250, 306, 200 + n, 296, 200 + n, 276,
        "L", 200 + n, 226, "Z"), p.skin.light) .. "\n" ..
        fill(d("M", 200 - n, 236, "C", 200 - n + 8, 262, fall - 6, 288, fall + 22, 294, "C",
            fall + 34, 300, 244, 312, 262, 318, "L", 280, 314, "C", 250, 306, 200 + n, 296,
            200 + n, 276, "L", 200 + n, 226, "L", 200 - n, 226, "Z"), p.skin.shade)
end

-- Draws a person's own shapes: { colour, path, opacity } filled, { colour, path, width = w } as a
-- line; a colour may be one of the person's names for it.
function head.shapes(p, list)
    local out = {}
    for _, shape in ipairs(list or {}) do
        local colour = p.colours[shape[1]] or p.skin[shape[1]] or shape[1]
        if shape.width then
            out[#out + 1] = line(shape[2], colour, shape.width, shape[3])
        else
            out[#out + 1] = fill(shape[2], colour, shape[3])
        end
    end
    return table.concat(out, "\n")
end

local function cheeks(p)
    local out = {}
    for side = -1, 1, 2 do
        out[#out + 1] = pen.ellipse(200 + p.turn * 0.6 + side * 38, p.eye.y + 34, 15, 10,
            p.skin.blush, p.rosy or 0.28)
    end
    return table.concat(out, "\n")
end

-- Lines that years leave; p.age runs from 0 to 1.
local function years(p)
    local age = p.age or 0
    if age <= 0 or p.bearded then return "" end
    local x, y = 200 + p.turn, p.mouth.y
    return line(d("M", x - 23, y - 24, "Q", x - 31, y - 15, x - 31, y - 6, "M", x + 25, y - 24,
        "Q", x + 33, y - 15, x + 33, y - 6), p.skin.fold, 2, age * 0.7) .. (age > 0.6 and "\n" ..
        line(d("M", x - 22, 136, "Q", x, 131, x + 22, 136, "M", x - 17, 126, "Q", x, 122, x + 17,
            126), p.skin.fold, 2, 0.4) or "")
end

-- Everything of a portrait but its mood.
function head.base(p)
    local tilt = p.tilt or 0
    local function turned(text) return pen.placed(tilt, text) end
    local parts = { ('<path fill="#%s" d="M0 0H400V400H0Z"/>'):format(p.ground[1]) }
    parts[#parts + 1] = fill("M400 96C330 120 300 190 312 262C320 316 356 352 400 366Z",
        p.ground[2])
    if p.back then parts[#parts + 1] = turned(head.shapes(p, p.back)) end
    parts[#parts + 1] = pen.placed(0, neck(p) .. "\n" .. head.shapes(p, p.clothes))
    local above = {}
    if p.fall then above[#above + 1] = head.shapes(p, p.fall) end
    if not p.no_ears then
        above[#above + 1] = ear(p, -1)
        above[#above + 1] = ear(p, 1)
    end
    above[#above + 1] = fill(skull(p), p.skin.light)
    above[#above + 1] = fill(shade(p), p.skin.shade)
    above[#above + 1] = cheeks(p)
    if p.beard then above[#above + 1] = head.shapes(p, p.beard) end
    above[#above + 1] = nose(p)
    above[#above + 1] = years(p)
    if p.marks then above[#above + 1] = head.shapes(p, p.marks) end
    above[#above + 1] = head.shapes(p, p.front)
    parts[#parts + 1] = turned(table.concat(above, "\n"))
    local text = table.concat(parts, "\n")
    return (text:gsub("\n\n+", "\n"))
end

return head
