-- Dana's mind and the post's week, with the parameters of this scenario. All texts are in the JSON.
local mind = require "mind"
local vacancy = require "vacancy"

-- Warm but burned: what she felt about that week lies on top of everything, and she forgives well.
local DANA = { forgiving = 130, pride = 100, patience = 9, doubts = { d7 = 1 } }

-- What each case file makes her doubt, whatever you do.
local CASES = {
    fear = { d1 = 0, d2 = 2, d3 = 3, d6 = 1 },
    counter = { d1 = 2, d2 = 3, d3 = 2, d5 = 2, d6 = 1 },
}

local NAMES = { "ability", "respect", "integrity", "patience", "heard", "missed", "asked", "trust" }

-- What the mind may see, as it will be once `set` is done.
local function view(set)
    local seen = {}
    for _, name in ipairs(NAMES) do seen[name] = state[name] end
    for _, name in ipairs(mind.DOUBTS) do seen[name] = state[name] end
    for name, value in pairs(set or {}) do seen[name] = value end
    return seen
end

-- How often she voiced each doubt. The ninth has one question only.
local function voiced()
    local times = { d9 = 2 * visits.ask_d9 }
    for _, name in ipairs(mind.DOUBTS) do
        if name ~= "d9" then
            times[name] = visits["ask_" .. name] + visits["ask_" .. name .. "_more"]
        end
    end
    return times
end

local function size_of_largest(seen)
    local _, size = mind.largest(seen, 1)
    return size
end

-- An event, early on the day of the regret: where she stands by then.
function meet()
    local doubts = {}
    for name, size in pairs(CASES[state.case]) do doubts[name] = size end
    doubts.d8 = state.director == "strict" and 2 or 1
    local said = state.said
    if state.case == "fear" then
        -- A frightened no names the obstacle: she will come back to it.
        if said == "straight" then doubts.d6 = 2 end
        if state.said_money and said ~= "fit" then said = "money" end
    end
    local set = mind.meet({
        channel = state.channel, said = said, hinted = state.hinted, late = state.late,
        listened = state.listened, joke = state.joke,
        extra = state.goodwill - (state.slight and 3 or 0) - (state.bargained and 3 or 0),
    }, doubts, DANA)
    set.patience = set.patience + state.her_day
    set.worry = size_of_largest(set)
    return { set = set }
end

-- A choice in the call: what she makes of it, and what she will ask next.
function hear(choice)
    local set = mind.hear(view(), choice.data, DANA)
    local seen = view(set)
    set.next = mind.question(seen, voiced()) or "none"
    set.worry = size_of_largest(seen)
    return { set = set }
end

-- Her answer, one of the words for an ending.
function answer()
    local stands = not state.resolved and
        (state.stands_known or told.dana.gone and not lied.dana.gone)
    return mind.weigh(view(), {
        live = vacancy.live(state.vacancy), offer_out = state.vacancy == "offer_out",
        stands = stands, asked_plainly = state.plain_ask,
    })
end

-- An event, every morning: from the Monday after the no.
function vacancy_day()
    if not state.declined or not clock.workday or clock.day < 3 then return nil end
    local now = {}
    for _, name in ipairs({ "vacancy", "vacancy_age", "vacancy_left", "runner_up" }) do
        now[name] = state[name]
    end
    return { set = vacancy.day(now, vacancy.PROFILES.close, roll) }
end
