-- Dana's mind and the post's week, with the parameters of this scenario. The texts are in the JSON.
local mind = require "mind"
local vacancy = require "vacancy"

-- Warm but burned: what she felt about the week lies on top of everything, and she forgives fully, once.
local DANA = { forgiving = 130, pride = 100, patience = 8, doubts = { d7 = 1 } }

-- What each case file makes her doubt, whatever you do.
local CASES = {
    fear = { d1 = 0, d2 = 2, d3 = 3, d6 = 1 },
    counter = { d1 = 2, d2 = 3, d3 = 2, d5 = 2, d6 = 1 },
}

local function view()
    local seen = {
        ability = ability, respect = respect, integrity = integrity, patience = patience,
        heard = heard, missed = missed, asked = asked,
    }
    for _, name in ipairs(mind.DOUBTS) do seen[name] = state[name] end
    return seen
end

local function voiced()
    local times = { d9 = 2 * visits.ask_d9 }
    for _, name in ipairs(mind.DOUBTS) do
        if name ~= "d9" then
            times[name] = visits["ask_" .. name] + visits["ask_" .. name .. "_more"]
        end
    end
    return times
end

-- The view as it will be once `set` is done.
local function after(set)
    local seen = view()
    for name, value in pairs(set) do seen[name] = value end
    return seen
end

-- An event, early on the day of the regret: where she stands by then.
function meet()
    local doubts = {}
    for name, size in pairs(CASES[case]) do doubts[name] = size end
    doubts.d8 = director == "strict" and 2 or 1
    -- A frightened no names the obstacle; she will come back to it.
    if case == "fear" and said == "straight" then doubts.d6 = 2 end
    local set = mind.meet({
        channel = channel, said = said_money and case == "fear" and said ~= "fit" and "money" or said,
        hinted = hinted, late = late, listened = listened, joke = joke,
        extra = goodwill - (slight and 3 or 0) - (bargained and 3 or 0),
    }, doubts, DANA)
    set.patience = set.patience + her_day
    local _, size = mind.largest(set, 1)
    set.worry = size
    set.notice = long_notice and 8 or 4
    return { set = set }
end

-- A choice in the call: what she makes of it, and what she will ask next.
function hear(choice)
    local set = mind.hear(view(), choice.data, DANA)
    local seen = after(set)
    set.next = mind.question(seen, voiced()) or "none"
    local _, size = mind.largest(seen, 1)
    set.worry = size
    return { set = set }
end

-- Her answer, one of the words for an ending.
function answer()
    return mind.weigh(after({ trust = trust }), {
        live = vacancy_live(),
        offer_out = state.vacancy == "offer_out",
        stands = not resolved and (stands_known or told.dana.gone and not lied.dana.gone),
        asked_plainly = plain_ask,
    })
end

function vacancy_live()
    return vacancy.live(state.vacancy)
end

-- An event, every morning: from the Monday after the no.
function vacancy_day()
    if not declined or not clock.workday or clock.day < 3 then return nil end
    return {
        set = vacancy.day({
            vacancy = state.vacancy, vacancy_age = vacancy_age, vacancy_left = vacancy_left,
            runner_up = runner_up,
        }, vacancy.PROFILES.close, roll),
    }
end
