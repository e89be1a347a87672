-- Small pens for pictures: numbers, colours and shapes as SVG text. Only what nanosvg draws.
local pen = {}

-- A number with at most one decimal, without a needless zero.
function pen.num(value)
    local text = ("%.1f"):format(value)
    text = text:gsub("%.0$", "")
    text = text:gsub("^(%-?)0%.", "%1.")
    return text == "-0" and "0" or text
end

-- A path from words and numbers: pen.d("M", 10, 20, "L", 30.25, 40).
function pen.d(...)
    local out = {}
    for _, part in ipairs({ ... }) do
        out[#out + 1] = type(part) == "number" and pen.num(part) or part
    end
    local text = table.concat(out, " ")
    text = text:gsub("%s*(%a)%s*", "%1"):gsub(" %-", "-")
    return text
end

-- The colour between two, both written RRGGBB; part 0 is the first, 1 the second.
function pen.mix(first, second, part)
    local out = {}
    for at = 1, 5, 2 do
        local a = tonumber(first:sub(at, at + 1), 16)
        local b = tonumber(second:sub(at, at + 1), 16)
        out[#out + 1] = ("%02X"):format(math.floor(a + (b - a) * part + 0.5))
    end
    return table.concat(out)
end

function pen.fill(d, colour, opacity)
    local extra = opacity and (' opacity="%s"'):format(opacity) or ""
    return ('<path fill="#%s"%s d="%s"/>'):format(colour, extra, d)
end

function pen.line(d, colour, width, opacity)
    local extra = opacity and (' opacity="%s"'):format(opacity) or ""
    return ('<path fill="none" stroke="#%s" stroke-width="%s"%s d="%s"/>'):format(colour,
        pen.num(width), extra, d)
end

function pen.ellipse(x, y, rx, ry, colour, opacity)
    local extra = opacity and (' opacity="%s"'):format(opacity) or ""
    return ('<ellipse cx="%s" cy="%s" rx="%s" ry="%s" fill="#%s"%s/>'):format(pen.num(x),
        pen.num(y), pen.num(rx), pen.num(ry), colour, extra)
end

-- Shapes in one group, turned by some degrees about (200, 290), the throat of a portrait, and so
-- far down that the middle of the canvas shows a whole face; lines in it end round.
function pen.placed(degrees, shapes)
    local turn = degrees == 0 and "" or ("rotate(%s 200 290)"):format(pen.num(degrees))
    return ('<g stroke-linecap="round" stroke-linejoin="round" transform="translate(0 16)%s">\n' ..
        '%s\n</g>'):format(turn, shapes)
end

return pen
