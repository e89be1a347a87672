-- check_texts.lua ROOT: everything a player reads or hears in a window stands in a catalog. A
-- screen names an id (say, sayf, sayn, say_in); a text in quotes with a word in it must not reach a
-- widget. And every id of a catalog is used, and none stands twice.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua"
local tree = require("tree")
local root = arg[1] or "."

-- Functions of the widget layer whose texts are shown or said; names of keys are the same in every
-- language, and so are the marks between values.
local SHOWN = { "ui_text", "ui_textf", "ui_copyf", "ui_button", "ui_choice", "ui_bubble", "ui_cue",
    "ui_badge", "ui_score", "ui_point_line", "ui_hint", "ui_app_say", "screen_top_bar",
    "screen_card_begin", "screen_heading" }
local FIELDS = { "alt", "title", "label", "text" }
local KEYS = tree.set("Esc Enter Tab Space F1 F2 F5 F11 Ctrl Alt Shift Home End PgUp PgDn")

-- What is left of a text in quotes when escapes, conversions, marks of style and keys are gone.
local function words_of(text)
    text = text:gsub("\\x%x%x", ""):gsub("\\.", "")
    text = text:gsub("%%[-+0]*%d*%.?[%d*]*l*[dsucxf]", "")
    text = text:gsub("%a%w*", function(word)
        return (KEYS[word] or #word == 1) and "" or nil
    end)
    return text:match("%a%a+")
end

-- The source without comments; line ends stay, so that lines can be counted.
local function plain(text)
    text = text:gsub("/%*.-%*/", function(comment) return (comment:gsub("[^\n]", " ")) end)
    return (text:gsub("//[^\n]*", ""))
end

local function line_of(text, at)
    local _, count = text:sub(1, at):gsub("\n", "")
    return count + 1
end

-- The place of the quote that ends the text which begins at `at`.
local function quote_end(text, at)
    at = at + 1
    while text:sub(at, at) ~= '"' and at <= #text do
        at = at + (text:sub(at, at) == "\\" and 2 or 1)
    end
    return at
end

-- What follows the bracket that closes the call whose arguments begin at `at`. `each(at, stop)` is
-- told of every text in quotes among them, but not of those of another call in it: those of widgets
-- are found by themselves, and what sayf is given are names of values.
local function walk_call(text, at, each)
    while at <= #text do
        local name = text:match("^([%a_][%w_]*)%s*%(", at)
        local c = text:sub(at, at)
        if name then
            at = walk_call(text, text:find("(", at, true) + 1, function() end)
        elseif c == "(" then
            at = walk_call(text, at + 1, each)
        elseif c == ")" then
            return at + 1
        elseif c == '"' then
            local stop = quote_end(text, at)
            each(at, stop)
            at = stop + 1
        else
            at = at + #(text:match("^[%w_]+", at) or c)
        end
    end
    return at
end

local function check_call(path, text, name, from)
    walk_call(text, from, function(at, stop)
        local literal = text:sub(at + 1, stop - 1)
        if not words_of(literal) then return end
        tree.problem('%s:%d: "%s" in a call of %s: put it into screen_words.def', path,
            line_of(text, at), literal, name)
    end)
end

local used = {}
for _, path in ipairs(tree.files(root, "engine/screen", { ".c" })) do
    local text = plain(tree.read(root, path))
    for _, name in ipairs(SHOWN) do
        for at in text:gmatch("%f[%w_]" .. name .. "%(()") do check_call(path, text, name, at) end
    end
    for _, name in ipairs(FIELDS) do
        for at, literal in text:gmatch("%." .. name .. "%s*=%s*()\"(.-)\"") do
            if words_of(literal) then
                tree.problem('%s:%d: .%s = "%s": put it into screen_words.def', path,
                    line_of(text, at), name, literal)
            end
        end
    end
end

-- Ids that are said by their number from the first of them on, and how many they are.
local RANGES = { MONDAY = 7, MON = 7, TACT = 3, MOOD_NEUTRAL = 10, SURE_WEAK = 3 }

-- Every id of `defs` is named in some file of the folders, with `prefix` before it.
local function check_ids(defs, folder, prefix)
    local seen, covered = {}, 0
    for _, path in ipairs(tree.files(root, folder, { ".c", ".h" })) do
        for word in plain(tree.read(root, path)):gmatch("%f[%w_][%u][%u%d_]+%f[^%w_]") do
            used[word] = true
        end
    end
    for _, path in ipairs(tree.files(root, folder, { ".def" })) do
        if path:match(defs) then
            local rows = plain(tree.read(root, path))
            for kind, id in rows:gmatch("%f[%w_](%u+)%(%s*([%u%d_]+)%s*,") do
                if kind == "TEXT" or kind == "COUNTED" then
                    if seen[id] then
                        tree.problem("%s: %s stands in %s too; ids are unique", path, id, seen[id])
                    end
                    seen[id] = path
                    local said = used[prefix .. id]
                    if said and prefix ~= "" then covered = RANGES[id] or covered end
                    covered = covered - 1
                    if not said and covered < 0 then
                        tree.problem("%s: nothing says %s; take it out, or say it", path, id)
                    end
                end
            end
        end
    end
end

check_ids("screen_words[%w_]*%.def$", "engine/screen", "")
check_ids("ui_phrases%.def$", "engine/ui", "UI_SAYS_")
check_ids("session_words%.def$", "engine/session", "TEXT_")
check_ids("cli_words%.def$", "engine/cli", "SAY_")
tree.finish("check_texts")
