-- What changes in a face: brows, eyes, mouth and the folds around them, one layer a mood.
local pen = require("art_pen")
local d, fill, line, mix = pen.d, pen.fill, pen.line, pen.mix

local face = {}

-- Moods in the order of the scenario format; calm is shown where a line names none.
-- open: the upper lid, 1 is awake. low: the lower lid, less is drawn up. look: how far pupils go.
-- brow: how far inner end, arch and outer end rise, for the viewer's left and right.
-- wide, sag, left, right, lips, part: the mouth's width, the middle's depth, how far its corners
-- rise, fullness, how far it is open. fold, frown, bag, crease: marks from 0 to 1.
face.moods = {
    calm = { open = 0.9, low = 0.95, look = { 0, 0 }, brow = { 1, 1, 0, 1, 1, 0 },
        wide = 1.02, sag = 2.6, left = 1.6, right = 1.6 },
    neutral = { open = 0.93, low = 1, look = { 0, 0 }, brow = { 0, 0, 0, 0, 0, 0 },
        wide = 0.96, sag = 0.6, left = 0, right = 0 },
    warm = { open = 0.84, low = 0.4, look = { 0, 0 }, brow = { 2, 4, 1, 2, 4, 1 },
        wide = 1.2, sag = 6.5, left = 6, right = 6, lips = 0.76, fold = 0.8, cheek = 1 },
    guarded = { open = 0.76, low = 0.78, look = { 0, 0 }, brow = { -3, -2, -1, -3, -1, -1 },
        wide = 0.84, sag = -0.5, left = -1.6, right = -1, lips = 0.7, frown = 0.4 },
    cool = { open = 0.64, low = 0.95, look = { 0, 0.4 }, brow = { -2, -1, 0, 1, 4, 3 },
        wide = 0.92, sag = 0, left = -1.4, right = 0, lips = 0.85 },
    hurt = { open = 0.8, low = 0.95, look = { 3, 2.4 }, brow = { 5.5, 0, -2.5, 5.5, 0, -2.5 },
        wide = 0.86, sag = -1.6, left = -2.4, right = -2.4, lips = 0.9, frown = 0.4,
        crease = 0.6 },
    angry = { open = 0.72, low = 0.7, look = { 0, 0 }, brow = { -5.5, 0, 2, -5.5, 0, 2 },
        wide = 0.9, sag = -1.4, left = -2.8, right = -2, lips = 0.62, frown = 1 },
    tired = { open = 0.48, low = 1, look = { 0, 1.6 }, brow = { 1.5, -1, -3, 1.5, -1, -3 },
        wide = 0.92, sag = 0, left = -1.4, right = -1.4, lips = 0.92, bag = 1 },
    amused = { open = 0.8, low = 0.45, look = { 0, -0.4 }, brow = { 0, 1, 0, 3, 7, 4 },
        wide = 1.08, sag = 3.4, left = 1.4, right = 7, lips = 0.88, fold = 0.6, side = 1,
        cheek = 0.6 },
    thinking = { open = 0.9, low = 0.9, look = { 4, -2.6 }, brow = { -1.5, -1, -1, 3, 6, 3 },
        wide = 0.82, sag = -0.4, left = -1.8, right = 0.6, lips = 0.8, shift = 4, frown = 0.3 },
    relieved = { open = 0.42, low = 0.62, look = { 0, 0.8 }, brow = { 4.5, 3, -1, 4.5, 3, -1 },
        wide = 1.08, sag = 5, left = 4.5, right = 4.5, lips = 0.85, part = 4.5, fold = 0.5,
        cheek = 0.6 },
}
face.order = { "calm", "neutral", "warm", "guarded", "cool", "hurt", "angry", "tired", "amused",
    "thinking", "relieved" }

-- A point on a cubic curve given by its four points.
local function on_curve(c, t)
    local s = 1 - t
    local a, b, g, h = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return a * c[1] + b * c[3] + g * c[5] + h * c[7], a * c[2] + b * c[4] + g * c[6] + h * c[8]
end

-- The height of a curve at x; its x must run one way.
local function height_at(c, x)
    local low, high = 0, 1
    local rising = c[7] > c[1]
    for _ = 1, 24 do
        local t = (low + high) / 2
        local at = on_curve(c, t)
        if (at < x) == rising then low = t else high = t end
    end
    local _, y = on_curve(c, (low + high) / 2)
    return y
end

-- A disc cut off at the lids, as a polygon.
local function cut_disc(x, y, radius, upper, lower)
    local points = {}
    for step = 0, 15 do
        local turn = step * math.pi / 8
        local px, py = x + radius * math.cos(turn), y + radius * math.sin(turn)
        local top, bottom = height_at(upper, px), height_at(lower, px)
        if top > bottom then top, bottom = bottom, top end
        py = math.max(top, math.min(bottom, py))
        points[#points + 1] = pen.num(px) .. " " .. pen.num(py)
    end
    return "M" .. table.concat(points, "L") .. "Z"
end

local function curve(c)
    return d("C", c[3], c[4], c[5], c[6], c[7], c[8])
end

-- The two curves of one eye and where they are.
local function eye_of(p, m, side)
    local e = p.eye
    local far = side * p.turn > 0
    local a = e.wide * (far and 0.92 or 1)
    local x, y = 200 + p.turn + side * e.apart * (far and 0.96 or 1), e.y
    local u, l = e.tall * m.open, e.tall * 0.58 * m.low
    local ix, iy, ox, oy = x - side * a, y + 2, x + side * a, y - e.slant
    return { x = x, y = y, a = a, side = side, u = u, l = l,
        upper = { ix, iy, x - side * a * 0.55, y - u * 1.3, x + side * a * 0.5,
            y - u * 1.36 - e.slant, ox, oy },
        lower = { ix, iy, x - side * a * 0.45, y + l * 1.3, x + side * a * 0.6,
            y + l * 1.3 - e.slant * 0.5, ox, oy } }
end

local function lid(p, v)
    local e, up = p.eye, v.upper
    local fold = math.max(e.tall + e.fold, v.u + 2)
    return d("M", up[1], up[2] - 1, "C", v.x - v.side * v.a * 0.8, v.y - fold * 1.25,
        v.x + v.side * v.a * 0.6, v.y - fold * 1.4 - e.slant, up[7] + v.side * 2, up[8] - 1, "L",
        up[7], up[8], "C", up[5], up[6], up[3], up[4], up[1], up[2], "Z")
end

local function white(_, v)
    local lo = v.lower
    return d("M", v.upper[1], v.upper[2], curve(v.upper), "C", lo[5], lo[6], lo[3], lo[4], lo[1],
        lo[2], "Z")
end

local function lash(p, v)
    local e, up, side = p.eye, v.upper, v.side
    return d("M", up[1], up[2] + 0.4, curve(up), "L", up[7] + side * e.flick,
        up[8] - e.flick * 0.6, "C", up[5] + side, up[6] - e.lash * 1.5, up[3],
        up[4] - e.lash * 1.2, up[1], up[2] + 0.4, "Z")
end

local function eyes(p, m)
    local out = {}
    local left, right = eye_of(p, m, -1), eye_of(p, m, 1)
    local function both(part) return part(p, left) .. part(p, right) end
    local function disc(part)
        return function(_, v)
            return cut_disc(v.x + m.look[1] + p.turn * 0.1, v.y - p.eye.tall * 0.18 + m.look[2],
                p.eye.iris * part, v.upper, v.lower)
        end
    end
    out[#out + 1] = fill(both(lid), p.skin.lid)
    out[#out + 1] = fill(both(white), p.skin.white)
    out[#out + 1] = fill(both(disc(1)), p.eye.colour)
    out[#out + 1] = fill(both(disc(0.52)), p.skin.ink)
    if m.open > 0.6 then
        out[#out + 1] = fill(both(function(_, v)
            return d("M", v.x + m.look[1] - 3.4, v.y - 3 + m.look[2], "a1.3 1.3 0 1 0 .1 0Z")
        end), "FFFFFF", 0.9)
    end
    out[#out + 1] = fill(both(lash), p.skin.ink)
    out[#out + 1] = line(both(function(_, v)
        local a, b = v.upper[1] + v.side * 5, v.upper[7] - v.side * 4
        return d("M", a, height_at(v.lower, a) + 0.6, "Q", v.x + v.side * 2, v.y + v.l + 1.6, b,
            height_at(v.lower, b) + 0.6)
    end), p.skin.fold, 1.5)
    local bag = (m.bag or 0) * 0.9 + (p.age or 0) * 0.4
    if bag > 0.2 then
        out[#out + 1] = line(both(function(_, v)
            return d("M", v.upper[1] + v.side * 4, v.y + 10, "Q", v.x, v.y + 15,
                v.upper[7] - v.side * 5, v.y + 11)
        end), p.skin.fold, 2, pen.num(math.min(0.9, bag)))
    end
    return table.concat(out, "\n")
end

local function brow(p, m, side)
    local b = p.brow
    local at = side < 0 and 1 or 4
    local far = side * p.turn > 0 and 0.94 or 1
    local x = 200 + p.turn + side * p.eye.apart * far
    local y = p.eye.y - b.above
    local ix, iy = x - side * b.inner * far, y - m.brow[at]
    local mx, my = x + side * 5, y - b.arch - m.brow[at + 1] * 1.5
    local ox, oy = x + side * b.outer * far, y + b.drop - m.brow[at + 2]
    local t = b.thick
    return d("M", ix, iy - t * 0.4, "Q", mx, my - t * 0.75, ox, oy, "Q", mx, my + t * 0.6,
        ix + side, iy + t * 0.6, "Q", ix - side * t * 0.3, iy + t * 0.1, ix, iy - t * 0.4, "Z")
end

-- The folds between the brows, over them, and from nose to mouth.
local function marks(p, m, mouth)
    local out = {}
    local x, y = 200 + p.turn, p.eye.y
    if (m.frown or 0) > 0.2 then
        local o = m.frown * 0.8
        out[#out + 1] = line(d("M", x - 5, y - 26, "L", x - 3.5, y - 15, "M", x + 5, y - 25, "L",
            x + 4, y - 16), p.skin.fold, 2, pen.num(o))
    end
    if (m.crease or 0) > 0 then
        out[#out + 1] = line(d("M", x - 16, y - 40, "Q", x, y - 45, x + 16, y - 40),
            p.skin.fold, 2, 0.6)
    end
    local fold = (p.whiskers or (p.age or 0) > 0.4) and 0 or m.fold or 0
    if fold > 0 then
        local left, right = mouth.left, mouth.right
        local t = line(d("M", right + 9, mouth.y - 17, "Q", right + 14, mouth.y - 8, right + 9,
            mouth.y + 2), p.skin.fold, 2.2, fold * 0.8)
        if not m.side then
            t = t .. "\n" .. line(d("M", left - 9, mouth.y - 17, "Q", left - 14, mouth.y - 8,
                left - 9, mouth.y + 2), p.skin.fold, 2.2, fold * 0.8)
        end
        out[#out + 1] = t
    end
    return table.concat(out, "\n")
end

local function mouth(p, m)
    local o = p.mouth
    local x, y = 200 + p.turn * 0.9 + (m.shift or 0), o.y
    local half = o.wide * m.wide
    local full = o.full * (m.lips or 1)
    local lx, ly, rx, ry = x - half, y - m.left, x + half, y - m.right
    local sag = y + m.sag
    local part = m.part or 0
    local out = {}
    local top = d("C", x + half * 0.45, sag, x - half * 0.45, sag, lx, ly)
    local bow = full * 0.85
    out[#out + 1] = fill(d("M", lx, ly, "C", x - half * 0.5, y - bow * 0.7 - m.left * 0.4, x - 8,
        y - bow - 2, x - 5, y - bow - 1, "Q", x, y - bow + 2, x + 5, y - bow - 1, "C", x + 8,
        y - bow - 2, x + half * 0.5, y - bow * 0.7 - m.right * 0.4, rx, ry, top, "Z"), o.upper)
    if part > 0 then
        out[#out + 1] = fill(d("M", lx + 3, ly, "C", x - half * 0.4, sag + part * 1.6,
            x + half * 0.4, sag + part * 1.6, rx - 3, ry, top, "Z"), "4A1F20")
        out[#out + 1] = fill(d("M", lx + 6, ly + 1, "C", x - half * 0.4, sag + 3, x + half * 0.4,
            sag + 3, rx - 6, ry + 1, "C", x + half * 0.4, sag, x - half * 0.4, sag, lx + 6, ly + 1,
            "Z"), "F3EAE0")
    end
    local low = sag + part * 1.25
    out[#out + 1] = fill(d("M", lx + 4, ly + 0.6, "C", x - half * 0.4, low, x + half * 0.4, low,
        rx - 4, ry + 0.6, "C", x + half * 0.5, low + full * 1.25, x - half * 0.5,
        low + full * 1.25, lx + 4, ly + 0.6, "Z"), o.lower)
    if part == 0 then
        out[#out + 1] = line(d("M", lx, ly, "C", x - half * 0.45, sag, x + half * 0.45, sag, rx,
            ry), p.skin.seam, 2.2)
    else
        out[#out + 1] = line(d("M", lx, ly, "L", lx + 3, ly + 0.6, "M", rx - 3, ry + 0.6, "L", rx,
            ry), p.skin.seam, 2.2)
    end
    if not p.whiskers then
        out[#out + 1] = line(d("M", x - 8, low + full + 7, "Q", x, low + full + 9, x + 8,
            low + full + 7), p.skin.fold, 2.2, 0.7)
    end
    return table.concat(out, "\n"), { left = lx, right = rx, y = y }
end

-- The layer of one mood, as shapes.
function face.layer(p, name)
    local m = face.moods[name]
    local lips, where = mouth(p, m)
    local out = {}
    if m.cheek then
        for side = -1, 1, 2 do
            out[#out + 1] = pen.ellipse(200 + p.turn * 0.6 + side * 38, p.eye.y + 34,
                15, 10, p.skin.blush, pen.num(m.cheek * 0.4))
        end
    end
    out[#out + 1] = eyes(p, m)
    out[#out + 1] = fill(brow(p, m, -1) .. brow(p, m, 1), p.brow.colour)
    out[#out + 1] = marks(p, m, where)
    out[#out + 1] = lips
    if p.over then out[#out + 1] = p.over(p) end
    return pen.placed(p.tilt or 0, table.concat(out, "\n"))
end

-- Skin tones: light is what most of a face shows; shade its side away from the light.
local function skin(light, shade, blush, lip, ink)
    return { light = light, shade = shade, blush = blush, lip = lip, ink = ink,
        fold = mix(shade, ink, 0.28), lid = mix(light, shade, 0.7), seam = mix(lip, ink, 0.6),
        white = mix("FBF6F0", shade, 0.14) }
end
face.skins = {
    fair = skin("F3D2BC", "DFAE96", "E59A88", "B9665D", "3B2522"),
    pale = skin("EFC9A9", "D6A180", "DD8F74", "AE5B4C", "38231D"),
    warm = skin("E8BE93", "CB9668", "D9855F", "A9573F", "33201A"),
    olive = skin("D9A878", "B98354", "C97752", "96503C", "2E1D17"),
    tan = skin("C18A5F", "9C683F", "B5643F", "86452F", "2A1913"),
    brown = skin("9A6441", "774828", "91492C", "703426", "21130F"),
    deep = skin("74482F", "573220", "7A3B27", "592A22", "190E0B"),
}

return face
