-- What the people of the portraits are put together from, on the canvas of 400 by 400.
local pen = require("art_pen")

local parts = {}

function parts.eye(t)
    local e = { wide = 14, tall = 7.6, apart = 27, y = 172, slant = 1, fold = 3.5, iris = 6.6,
        lash = 2.6, flick = 1.5, }
    for key, value in pairs(t) do e[key] = value end
    e.iris = math.max(e.iris, e.tall * 0.9)
    return e
end

function parts.brow(colour, t)
    local b = { colour = colour, above = 20, inner = 14, outer = 20, arch = 7, drop = 2, thick = 5 }
    for key, value in pairs(t or {}) do b[key] = value end
    return b
end

function parts.mouth(upper, lower, t)
    local m = { y = 238, wide = 23, full = 7, upper = upper, lower = lower }
    for key, value in pairs(t or {}) do m[key] = value end
    return m
end

-- Round or square glasses, over the eyes.
function parts.glasses(colour, shape)
    return function(p)
        local out = {}
        local x, y = 200 + p.turn, p.eye.y + 2
        for side = -1, 1, 2 do
            local cx = x + side * (p.eye.apart + 1)
            if shape == "round" then
                out[#out + 1] = ('<circle cx="%s" cy="%s" r="23" fill="none" stroke="#%s" ' ..
                    'stroke-width="3.4"/>'):format(pen.num(cx), pen.num(y + 1), colour)
            else
                out[#out + 1] = ('<rect x="%s" y="%s" width="48" height="38" rx="11" ' ..
                    'fill="none" stroke="#%s" stroke-width="3.4"/>'):format(pen.num(cx - 24),
                    pen.num(y - 18), colour)
            end
        end
        out[#out + 1] = pen.line(pen.d("M", x - 5, y - 3, "Q", x, y - 7, x + 5, y - 3, "M",
            x - p.eye.apart - 25, y - 6, "L", 200 - p.head.wide + 10, y - 7, "M",
            x + p.eye.apart + 25, y - 6, "L", 200 + p.head.wide - 12, y - 7), colour, 3.4)
        return table.concat(out, "\n")
    end
end

-- A plain upper body; the shade is its right third.
parts.BODY = "M24 400C26 362 42 336 92 320C124 310 150 302 164 284C172 306 228 306 236 284" ..
    "C250 302 276 310 308 320C358 336 374 362 376 400Z"
-- The same, open to a point below the throat.
parts.BODY_V = "M24 400C26 362 42 336 92 320C124 310 148 302 160 280C166 318 184 342 200 366" ..
    "C216 342 234 318 240 280C252 302 276 310 308 320C358 336 374 362 376 400Z"

-- Curls as one path of discs: x, y, radius.
function parts.curls(list)
    local out = {}
    for at = 1, #list, 3 do
        local x, y, r = list[at], list[at + 1], list[at + 2]
        out[#out + 1] = ("M%d %da%d %d 0 1 1 %d 0a%d %d 0 1 1-%d 0Z"):format(x - r, y, r, r, 2 * r,
            r, r, 2 * r)
    end
    return table.concat(out)
end

return parts
