-- Her mind and the post's week, with the parameters of this scenario. All texts are in the JSON.
local mind = require "mind"
local vacancy = require "vacancy"

-- What each case file makes her doubt, whatever you do.
local CASES = {
    fear = { d1 = 0, d2 = 2, d3 = 3, d6 = 1 },
    counter = { d1 = 2, d2 = 3, d3 = 2, d5 = 2, d6 = 1 },
    job = { d1 = 1, d2 = 2, d3 = 2, d6 = 3 },
    pay = { d2 = 2, d3 = 2, d5 = 3 },
    private = { d2 = 2, d3 = 2, d6 = 3 },
    held = { d1 = 3, d2 = 2, d3 = 2, d6 = 1 },
    commute = { d2 = 2, d3 = 2, d6 = 3 },
}

-- Worked out once: they hang on nothing but two words.
local TRAITS = {}
for persona in pairs(mind.PERSONAS) do
    TRAITS[persona] = {}
    for level in pairs(mind.LEVELS) do TRAITS[persona][level] = mind.traits(persona, level) end
end

local function traits()
    return TRAITS[state.persona][state.level]
end

local function view(set)
    return mind.view(state, set)
end

-- How often she voiced each doubt. The sixth has a question of its own in two of the cases.
local function voiced()
    local times = {}
    for _, name in ipairs(mind.DOUBTS) do
        times[name] = visits["ask_" .. name] + visits["ask_" .. name .. "_more"]
    end
    times.d2 = times.d2 + visits.what_is_done
    times.d6 = times.d6 + visits.ask_started + visits.ask_home + visits.ask_fenwick
    return times
end

-- Was money any part of it?
local function about_money()
    return state.case == "counter" or state.case == "pay"
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
    end
    if state.said_money and not about_money() and said ~= "fit" then said = "money" end
    -- Who has been told of it need not ask.
    if state.case == "private" and told.dana.home and not lied.dana.home then doubts.d6 = 1 end
    -- With something private, saying that it is private is the straight answer.
    if state.case == "private" and said == "private" then said = "straight" end
    -- An auction over the true reason is not a false record: only a slight.
    local auction = state.case == "pay" and said == "money"
    if auction then said = "list" end
    local set = mind.meet({
        channel = state.channel, said = said, hinted = state.hinted, late = state.late,
        listened = state.listened, joke = state.joke,
        extra = state.goodwill - (state.slight and 3 or 0) - (state.bargained and 3 or 0),
    }, doubts, traits())
    if auction and set.memory == "list" then set.memory = "money" end
    set.patience = set.patience + state.her_day
    set.worry = size_of_largest(set)
    return { set = set }
end

-- A reason that can be checked also speaks against the next time, but only where being unsure was
-- the reason itself: a clause, a handshake. Otherwise she still asks.
local UNSURE = { fear = true, counter = true }

local function move_of(choice)
    local move = choice.data
    if UNSURE[state.case] or not move.settles or not move.settles.d2 then return move end
    local other = {}
    for name, value in pairs(move) do other[name] = value end
    other.settles = {}
    for name, size in pairs(move.settles) do
        if name ~= "d2" then other.settles[name] = size end
    end
    return other
end

-- A choice in the call: what she makes of it, and what she will ask next.
function hear(choice)
    local seen = view()
    local set = mind.hear(seen, move_of(choice), traits())
    for name, value in pairs(set) do seen[name] = value end
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
        stands = stands, caught = discovered > 0, asked_plainly = state.plain_ask,
    }, traits())
end

-- By letter one doubt is settled at most; and nobody gives a post away in writing.
function by_letter()
    local word, seen, open, wide = answer(), view(), 0, 0
    for _, name in ipairs(mind.DOUBTS) do
        if seen[name] >= 2 then open = open + 1 end
        if seen[name] >= 3 then wide = wide + 1 end
    end
    if wide > 1 then return word == "no_closed" and word or "no_open" end
    local willing = word == "yes" or word == "conditions" or word == "no_open"
    if willing and vacancy.live(state.vacancy) and open <= 4 then return "second_interview" end
    return word
end

-- The pronouns follow the name, and nothing else does.
local MEN = { daniel = true, kofi = true, ravi = true, henrik = true, luca = true }

function is_he()
    return MEN[state.first] or false
end

-- A face goes with a name, and neither goes with a temper.
local FACES = {
    dana = "robin", miriam = "ada", amara = "zola", ingrid = "kit", yasmin = "noor", mei = "wen",
    daniel = "kit", kofi = "chidi", ravi = "robin", henrik = "goran", luca = "jun",
}

function face_of(name)
    return FACES[name] or "robin"
end

-- How likely it is that the one who came second is somebody to be had.
function second_is_good(luck)
    return luck <= vacancy.PROFILES[state.pool].runner_up
end

-- An event, every working morning from the Monday after the no until she has answered.
function vacancy_day()
    local now = {
        vacancy = state.vacancy, vacancy_age = state.vacancy_age,
        vacancy_left = state.vacancy_left, runner_up = state.runner_up,
    }
    return { set = vacancy.day(now, vacancy.PROFILES[state.pool], roll) }
end
