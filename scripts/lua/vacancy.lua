--[[ vacancy: what happens to a post after somebody has said no to it.

    local vacancy = require "vacancy"
    function vacancy_day()            -- an event: "at": "workday 09:00", "every": "1d"
        if not clock.workday or not declined then return nil end
        return { set = vacancy.day(now, vacancy.PROFILES.close, roll) }
    end

Pure: it is told where the post stands and returns what the next working day makes of it.

Variables it speaks of:
  vacancy        open, sounded_out, offer_out, filled, open_again, reposted, interviewing, frozen,
                 internal (one of these words)
  vacancy_age    working days in that state
  vacancy_left   working days until the next thing happens in it; 0: not worked out yet
  runner_up      there is somebody acceptable who came second

The way it goes: open (after a day or more she acts, and the runner-up is sounded out),
sounded_out (approval), offer_out (they think), then filled, or they decline: open_again, the
second window, then reposted, interviewing, offer_out. Without a runner-up it is reposted. On any
day before it is filled the post may be frozen or go to somebody inside.

Functions:
  vacancy.day(now, profile, roll)   the `set` of one working day. now: a table with the variables.
                                    roll: the scenario's roll(n).
  vacancy.live(word)                no offer is out and the post exists: she can say yes.
  vacancy.gone(word)                filled, frozen or given to somebody inside.
  vacancy.advert(word, age)         what the careers page shows: "up", "fresh" (reposted) or
                                    "down". It lags: an advert outlives the post by days, and a
                                    frozen post leaves the page though nobody has it.
  vacancy.newcomer(word, age)       a new face has been announced inside.

A profile: days as { least, most }, chances in percent or (freeze, internal) in ten thousand a day.
Rates are estimates to be tuned, set from published times to fill and acceptance rates. ]]

local vacancy = {}

vacancy.PROFILES = {
    -- Two good candidates until the last day.
    close = {
        runner_up = 75, acts = { 1, 4 }, approval = { 0, 2 }, thinks = { 2, 5 }, accepts = 78,
        tired = { 1, 6 }, searches = { 8, 14 }, interviews = { 4, 8 }, freeze = 40, internal = 30,
    },
    -- A rare skill, advertised twice before.
    thin = {
        runner_up = 25, acts = { 1, 4 }, approval = { 0, 2 }, thinks = { 2, 5 }, accepts = 78,
        tired = { 1, 6 }, searches = { 10, 20 }, interviews = { 5, 10 }, freeze = 40, internal = 30,
    },
    -- The work is being done on overtime.
    urgent = {
        runner_up = 70, acts = { 0, 2 }, approval = { 0, 1 }, thinks = { 2, 4 }, accepts = 72,
        tired = { 1, 2 }, searches = { 4, 8 }, interviews = { 2, 5 }, freeze = 20, internal = 60,
    },
    -- Panels, references before the offer.
    public = {
        runner_up = 65, acts = { 4, 10 }, approval = { 3, 10 }, thinks = { 3, 5 }, accepts = 76,
        tired = { 10, 25 }, searches = { 15, 25 }, interviews = { 8, 15 }, freeze = 40,
        internal = 30,
    },
    -- A fixed intake with long deadlines.
    graduate = {
        runner_up = 85, acts = { 1, 4 }, approval = { 0, 2 }, thinks = { 5, 12 }, accepts = 69,
        tired = { 1, 4 }, searches = { 6, 12 }, interviews = { 4, 8 }, freeze = 20, internal = 0,
    },
}

local function between(range, roll)
    return range[1] + roll(range[2] - range[1] + 1) - 1
end

local function chance(percent, roll)
    return roll(100) <= percent
end

function vacancy.live(word)
    return word == "open" or word == "sounded_out" or word == "open_again" or word == "reposted" or
        word == "interviewing"
end

function vacancy.gone(word)
    return word == "filled" or word == "frozen" or word == "internal"
end

function vacancy.advert(word, age)
    if word == "reposted" or word == "interviewing" then return "fresh" end
    if word == "frozen" then return "down" end
    if (word == "filled" or word == "internal") and age >= 3 then return "down" end
    return "up"
end

function vacancy.newcomer(word, age)
    return (word == "filled" or word == "internal") and age >= 1
end

-- How long each state lasts once entered, and what follows it.
local LASTS = {
    open = "acts", sounded_out = "approval", offer_out = "thinks", open_again = "tired",
    reposted = "searches", interviewing = "interviews",
}

local function after(now, profile, roll)
    local word = now.vacancy
    if word == "open" then return now.runner_up and "sounded_out" or "reposted" end
    if word == "sounded_out" then return "offer_out" end
    if word == "offer_out" then
        return chance(profile.accepts, roll) and "filled" or "open_again"
    end
    if word == "open_again" then return "reposted" end
    if word == "reposted" then return "interviewing" end
    return "offer_out"
end

function vacancy.day(now, profile, roll)
    local word, left = now.vacancy, now.vacancy_left
    if vacancy.gone(word) then
        return { vacancy_age = now.vacancy_age + 1 }
    end
    local luck = roll(10000)
    if luck <= profile.freeze then
        return { vacancy = "frozen", vacancy_age = 0, vacancy_left = 0 }
    elseif luck <= profile.freeze + profile.internal then
        return { vacancy = "internal", vacancy_age = 0, vacancy_left = 0 }
    end
    if left <= 0 then left = math.max(1, between(profile[LASTS[word]], roll)) end
    left = left - 1
    if left > 0 then
        return { vacancy_age = now.vacancy_age + 1, vacancy_left = left }
    end
    -- An approval that takes no day at all happens on the same morning.
    local next_word = after(now, profile, roll)
    local next_left = LASTS[next_word] and between(profile[LASTS[next_word]], roll) or 0
    if next_word == "sounded_out" and next_left == 0 then
        next_word = "offer_out"
        next_left = between(profile.thinks, roll)
    end
    return { vacancy = next_word, vacancy_age = 0, vacancy_left = next_left }
end

return vacancy
