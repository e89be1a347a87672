--[[ mind: a person who has reason to doubt you.

    local mind = require "mind"

She has trust in three parts, nine doubts, patience, and a memory of how you said no. Keep them as
variables of your scenario; this module is pure: it gets what it needs and returns what should
change. Nothing is kept here between calls.

Variables it speaks of (whole numbers unless it says otherwise; declare them all):
  d1 .. d9   the doubts, 0 settled to 3 open wide. She needs every one at 1 or less for a yes:
             d1 second choice, d2 flight risk, d3 judgement, d4 straightness, d5 money,
             d6 the obstacle, d7 respect, d8 "can I defend it", d9 fairness to somebody else
  ability, respect, integrity   trust, 0 to 100.  trust: the three in one, for the chart
  patience   exchanges she still has for you.  heard: she has felt heard.  missed: answers that
             were to another question

A view is a table with those names as keys, and `asked`, the doubt she voiced last ("d2").

Traits (a table; what is left out counts as written here):
  forgiving 100   percent: how far goodwill and apologies count with her
  pride 100       percent: how far slights count
  patience 9      exchanges at the start
  doubts {}       what she brings along whatever you did, e.g. { d7 = 1 }; -1 for one she hardly has
  most 3          how large a doubt can be at the start
  likes {}        respect for a kind of move, e.g. { fact = 2, feeling = -2 }: see `kind`
  tires {}        patience it costs besides, e.g. { feeling = 1 }
  manner "plain"  how she decides: "plain"; "process", a yes has to be signed by others, so little
                  may be left open; "whole", yes or no and nothing between
mind.PERSONAS has five such tables, mind.LEVELS three; mind.traits puts one of each together.

A move is the `data` of a choice:
  answers "d2"    which doubt it speaks to         strength 0..3   how far that goes
  raises {d3=1}   doubts it feeds                  settles {d1=1}  others it lowers on the way
  respect, integrity   what it does to trust: integrity falls three times as fast as it rises
  room 1 / -1     leaves her free / presses her
  padding true    costs her time                   heard true      you listened first
  apology 1 / 2   small / full; half before she has spoken, double once she feels heard
  free true       costs no patience (a courtesy, a short answer)
  kind "fact"     what sort of move it is, for her likes: fact, feeling, praise, cost (names hers),
                  record (puts it right), fair (to somebody else). Any word will do

Functions:
  mind.meet(memory, doubts, traits)  where she stands when the phone rings: `set` of all variables.
      memory: { channel, said, hinted, late, listened, joke, extra }; see there.
  mind.hear(view, move, traits)      what a move does: `set`.
  mind.largest(view, at)             her largest doubt of size `at` (2) or more, and its size.
  mind.view(state, set)              the view, as it will be once `set` is done (or as it is).
  mind.question(view, asked)         the doubt to voice next: the largest open one that still has a
      question left. asked: how often each was voiced ({ d2 = 1, d3 = 0 }); each has two, and one
      that is not named there has none in your scenario. nil: she weighs.
  mind.traits(persona, level)        the traits of one of PERSONAS at one of LEVELS.
  mind.weigh(view, world, traits)    her answer, one of the words of section 10 of the manual.
      world: { live, offer_out, stands, caught, asked_plainly }.
  mind.trust(view)                   the three in one.

A small scenario that uses all this, with its Lua, is in README.md beside this file. ]]

local mind = {}

--[[ Who they are. Names, sex and background belong to a scenario and say nothing about these.
     burned   warm, and hurt by it: has to be heard, then forgives wholly
     brisk    wants facts and dates; feelings cost her time
     partner  by the book: cannot promise, compares with her notes, answers for the procedure
     founder  proud: it is her own house. Praise makes her wary; having her cost named does not
     neutral  declining is allowed, and she holds no grudge ]]
mind.PERSONAS = {
    burned = {
        forgiving = 130, pride = 100, patience = 11, doubts = { d7 = 2 }, likes = { cost = 2 },
    },
    brisk = {
        forgiving = 70, pride = 70, patience = 10, doubts = { d7 = -1, d6 = -1 },
        likes = { fact = 2, feeling = -2, cost = -1 }, tires = { feeling = 1, cost = 1 },
    },
    partner = {
        forgiving = 100, pride = 60, patience = 11, doubts = { d4 = 1, d7 = -1, d8 = 1 },
        likes = { record = 3, fact = 1, fair = 2, praise = -2, feeling = -1 }, manner = "process",
    },
    founder = {
        forgiving = 140, pride = 160, patience = 10,
        doubts = { d1 = 1, d2 = -1, d3 = -1, d5 = -1, d6 = -1, d7 = 2, d8 = -2 },
        likes = { praise = -4, cost = 4, feeling = 1 }, manner = "whole",
    },
    neutral = { patience = 11, pride = 60, doubts = { d7 = -2, d1 = -1 } },
}

mind.LEVELS = {
    gentle = { forgiving = 20, pride = -20, patience = 2, most = 2 },
    real = {},
    hard = { forgiving = -20, pride = 20, patience = -1, doubts = { d2 = 1, d8 = 1 } },
}

mind.DOUBTS = { "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9" }

-- When two doubts are equally large, the one that hurts comes before the one that can wait.
local ORDER = { "d9", "d7", "d4", "d3", "d2", "d1", "d6", "d5", "d8" }

local function within(value, least, most)
    return math.max(least, math.min(most, value))
end

local function percent(value, trait)
    local scaled = value * (trait or 100)
    return scaled >= 0 and scaled // 100 or -(-scaled // 100)
end

function mind.traits(persona, level)
    local who, how = mind.PERSONAS[persona] or {}, mind.LEVELS[level] or {}
    local doubts = {}
    for _, name in ipairs(mind.DOUBTS) do
        doubts[name] = ((who.doubts or {})[name] or 0) + ((how.doubts or {})[name] or 0)
    end
    return {
        forgiving = (who.forgiving or 100) + (how.forgiving or 0),
        pride = (who.pride or 100) + (how.pride or 0),
        patience = (who.patience or 9) + (how.patience or 0),
        doubts = doubts, most = how.most, likes = who.likes, tires = who.tires, manner = who.manner,
    }
end

local SEEN = { "ability", "respect", "integrity", "patience", "heard", "missed", "asked", "trust" }

function mind.view(state, set)
    local seen = {}
    for _, name in ipairs(SEEN) do seen[name] = state[name] end
    for _, name in ipairs(mind.DOUBTS) do seen[name] = state[name] end
    for name, value in pairs(set or {}) do seen[name] = value end
    return seen
end

function mind.trust(view)
    -- Ability hardly moves; the other two decide whether she rings you back.
    return (view.ability + 2 * view.respect + 2 * view.integrity) // 5
end

--[[ memory.channel  phone, mail, hr, text: how the no reached her
     memory.said     straight, fit, private, list, money, cover, nothing: the reason she was given
     memory.hinted   you had let her think it was a yes
     memory.late     she had to wait for it
     memory.listened you let her say what it cost, or owned it
     memory.joke     a remark she has not forgotten
     memory.extra    goodwill from elsewhere, -10 to 10
   The result also has `memory`, the word for her first line. ]]
function mind.meet(memory, doubts, traits)
    local respect, d4, d7 = 50, 0, 0
    local word = "plain"
    if memory.channel == "phone" then
        respect = respect + 6
    elseif memory.channel == "mail" then
        d7 = d7 + 1
        word = "mail"
    else
        respect, d7 = respect - 9, d7 + 2
    end
    if memory.said == "straight" then
        respect = respect + 5
        word = "sorry"
    elseif memory.said == "fit" then
        d4 = 3
        word = "fit"
    elseif memory.said == "money" then
        d4 = 2
        word = "money"
    elseif memory.said == "list" then
        respect, d4 = respect - 5, 1
        word = "list"
    elseif memory.said == "cover" then
        d4 = 2
        word = "cover"
    elseif memory.said == "private" then
        d4 = 1
    else
        d4 = 2
    end
    if memory.late then respect, d7, word = respect - 4, d7 + 1, "late" end
    if memory.hinted then respect, d7, word = respect - 4, d7 + 1, "hinted" end
    if memory.channel == "hr" then word = "hr" end
    if memory.listened then respect, d7 = respect + 4, d7 - 1 end
    local set = {
        ability = 80, integrity = 60, patience = traits.patience or 9, heard = false, missed = 0,
        memory = word,
        respect = within(respect + (memory.extra or 0), 35, 65),
    }
    local given = { d4 = d4, d7 = d7, d1 = memory.joke and 1 or 0 }
    for _, name in ipairs(mind.DOUBTS) do
        local size = (doubts[name] or 0) + (given[name] or 0)
        if traits.doubts then size = size + (traits.doubts[name] or 0) end
        set[name] = within(size, 0, traits.most or 3)
    end
    set.trust = mind.trust(set)
    return set
end

function mind.largest(view, at)
    local found, size = nil, (at or 2) - 1
    for _, name in ipairs(ORDER) do
        if (view[name] or 0) > size then found, size = name, view[name] end
    end
    return found, found and size or 0
end

function mind.question(view, asked)
    local left = {}
    for _, name in ipairs(ORDER) do
        if (asked[name] or 2) < 2 then left[name] = view[name] end
    end
    -- She stays with what she has just asked as long as it is open: a follow-up, in other words.
    local last = view.asked
    if last and left[last] and left[last] >= 2 and asked[last] == 1 then
        return last
    end
    return (mind.largest(left, 2))
end

local function hear_doubts(view, move, set)
    local answered = move.answers == view.asked or view.asked == "none" or view.asked == nil
    for name, size in pairs(move.settles or {}) do
        set[name] = within((set[name] or view[name]) - size, 0, 3)
    end
    if move.answers then
        -- An answer to a question she has not asked is half an answer.
        local strength = move.strength or 1
        if not answered then strength = strength // 2 end
        set[move.answers] = within((set[move.answers] or view[move.answers]) - strength, 0, 3)
    end
    for name, size in pairs(move.raises or {}) do
        set[name] = within((set[name] or view[name]) + size, 0, 3)
    end
    return answered or move.answers == nil
end

local function hear_apology(view, move, traits, set)
    local worth = 3 * (move.apology or 0)
    if worth == 0 then return 0 end
    if view.heard then
        worth = worth * 2
        set.d7 = within((set.d7 or view.d7) - 1, 0, 3)
    elseif view.asked == "none" then
        worth = worth // 2
    end
    return percent(worth, traits.forgiving)
end

function mind.hear(view, move, traits)
    local set = {}
    local answered = hear_doubts(view, move, set)

    local respect = (move.respect or 0) + 3 * (move.room or 0)
    respect = respect < 0 and percent(respect, traits.pride) or percent(respect, traits.forgiving)
    respect = respect + hear_apology(view, move, traits, set)
    if move.padding then respect = respect - 1 end

    local liked = move.kind and traits.likes and traits.likes[move.kind] or 0
    respect = respect + liked

    local integrity = move.integrity or 0
    if integrity < 0 then integrity = integrity * 3 end

    local patience = move.free and 0 or -1
    if move.padding then patience = patience - 1 end
    if move.kind and traits.tires then patience = patience - (traits.tires[move.kind] or 0) end
    if not answered then
        patience = patience - 1
        set.missed = view.missed + 1
    end
    if move.heard then
        patience = patience + 1
        set.heard = true
    end

    set.respect = within(view.respect + respect, 0, 100)
    set.integrity = within(view.integrity + integrity, 0, 100)
    set.ability = within(view.ability + (move.ability or 0), 0, 100)
    set.patience = within(view.patience + patience, 0, 12)
    set.trust = mind.trust(set)
    return set
end

local function count_open(view)
    local open, wide, rest = 0, 0, 0
    for _, name in ipairs(mind.DOUBTS) do
        local size = view[name] or 0
        if size >= 2 then open = open + 1 end
        if size >= 3 then wide = wide + 1 end
        if size == 1 then rest = rest + 1 end
    end
    return open, wide, rest
end

local function plainly(view, world)
    local open, wide, rest = count_open(view)
    if open == 0 then
        if world.stands or not world.asked_plainly or rest >= 7 then return "conditions" end
        return view.trust >= 50 and "yes" or "conditions"
    end
    if wide == 0 and open == 1 then
        return (view.d3 >= 2 or view.d8 >= 2 or view.d4 >= 2) and "second_interview" or "conditions"
    end
    if wide == 0 and open == 2 and view.respect >= 45 then return "second_interview" end
    if open == 1 and view.respect >= 52 then return "second_interview" end
    return "no_open"
end

-- What she would say on her own, as far as she may or wants to say it.
local function in_her_manner(word, view, world, manner)
    if manner == "process" then
        -- A yes has to be signed by others: she gets it for those who leave nothing to be asked.
        local _, _, rest = count_open(view)
        if word == "yes" then
            if rest <= 2 and view.trust >= 65 then return "yes" end
            return rest <= 4 and view.trust >= 58 and "conditions" or "second_interview"
        end
        if word == "conditions" then return "second_interview" end
    elseif manner == "whole" then
        if word == "conditions" and not world.stands then
            return view.respect >= 50 and "yes" or "no_open"
        end
        if word == "second_interview" then return view.respect >= 62 and "yes" or "no_open" end
    end
    return word
end

--[[ world.live       no other offer is out and the post exists
     world.offer_out  somebody else is thinking about it
     world.stands     the old reason is still there and she knows it
     world.caught     she has found you out in an untruth, mended since or not: no plain yes
     world.asked_plainly   you put a question she could answer ]]
function mind.weigh(view, world, traits)
    local open = count_open(view)
    if view.integrity < 30 or (view.d7 >= 2 and view.respect < 40) then return "no_closed" end
    if world.offer_out then
        if view.respect >= 45 and view.d9 <= 1 and open <= 2 then return "waitlist" end
        return "no_open"
    end
    if not world.live then return "no_open" end
    local word = in_her_manner(plainly(view, world), view, world, traits and traits.manner)
    -- Trust that was let down once comes back, but not all of it (Schweitzer 2006).
    return word == "yes" and world.caught and "conditions" or word
end

return mind
