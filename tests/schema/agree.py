"""agree.py RAPPORT SOURCE: the schemas and the engine are of one mind.

Every scenario of the repository fits the schemas. Everything in good/ is accepted by both. Each
entry of bad.json is one mistake put into good/everything.json that both must reject; mistakes only
the engine can see (a name that is declared nowhere) do not belong there. What the program records
as an attempt fits the schema of attempts.

Ends with 0 when they agree, 1 when not, 77 when python3-jsonschema is not installed."""
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed: skipped")
    sys.exit(77)

rapport, source = sys.argv[1:3]
here = os.path.join(source, "tests", "schema")
complaints = []


def complain(text):
    complaints.append(text)
    print(text)


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def schemas():
    """The three schemas, with what one of them borrows from another put into it."""
    found = {kind: load(source, "scenarios", kind + ".schema.json")
             for kind in ("scenario", "part", "attempt")}
    borrowed = json.dumps(found["part"]).replace("scenario.schema.json#", "#")
    found["part"] = dict(json.loads(borrowed), definitions=found["scenario"]["definitions"])
    for schema in found.values():
        jsonschema.Draft7Validator.check_schema(schema)
    return {kind: jsonschema.Draft7Validator(schema) for kind, schema in found.items()}


schema = schemas()


def fits(kind, value, name):
    for error in schema[kind].iter_errors(value):
        complain(f"{name}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def scenario_folders():
    for folder in ("scenarios", os.path.join("tests", "scenarios")):
        for entry in sorted(os.scandir(os.path.join(source, folder)), key=lambda e: e.name):
            if os.path.exists(os.path.join(entry.path, "scenario.json")):
                yield entry.path


def check_folder(folder):
    """The further files are those that scenario.json names, and others lying in the folder."""
    fits("scenario", load(folder, "scenario.json"), os.path.join(folder, "scenario.json"))
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json") and name != "scenario.json":
            fits("part", load(folder, name), os.path.join(folder, name))


def engine(folder, scenario):
    """The exit code of `rapport check` for a scenario among the files of with/."""
    shutil.copytree(os.path.join(here, "with"), folder)
    with open(os.path.join(folder, "scenario.json"), "w", encoding="utf-8") as file:
        json.dump(scenario, file)
    home = os.path.join(folder, "home")
    done = subprocess.run([rapport, "check", folder], env=dict(os.environ, RAPPORT_HOME=home),
                          capture_output=True, text=True, errors="replace", check=False)
    return done.returncode, done.stdout + done.stderr


def edited(base, edit):
    """A copy with one place taken out or put in; places are written as JSON Pointers."""
    value = copy.deepcopy(base)
    *way, last = edit.get("at", edit.get("take")).split("/")[1:]
    at = value
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    if isinstance(at, list):
        last = int(last)
    if "put" in edit:
        at[last] = edit["put"]
    else:
        del at[last]
    return value


def check_good(place):
    fits("part", load(here, "with", "more.json"), "with/more.json")
    for name in sorted(os.listdir(os.path.join(here, "good"))):
        scenario = load(here, "good", name)
        fits("scenario", scenario, name)
        code, said = engine(os.path.join(place, name), scenario)
        if code != 0:
            complain(f"{name}: the engine rejects it ({code}):\n{said}")


def check_bad(place):
    base = load(here, "good", "everything.json")
    edits = load(here, "bad.json")

    def one(number):
        scenario = edited(base, edits[number])
        code, said = engine(os.path.join(place, f"bad{number}"), scenario)
        return schema["scenario"].is_valid(scenario), code, said

    with ThreadPoolExecutor(2) as pool:
        for edit, (accepted, code, said) in zip(edits, pool.map(one, range(len(edits)))):
            if accepted:
                complain(f"the schema accepts {json.dumps(edit)}")
            if code != 1:
                complain(f"the engine does not reject {json.dumps(edit)} ({code}):\n{said[:600]}")
    return len(edits)


def check_attempt(place):
    folder, record = os.path.join(place, "play"), os.path.join(place, "attempt.json")
    shutil.copytree(os.path.join(here, "with"), folder)
    shutil.copy(os.path.join(here, "good", "readme.json"), os.path.join(folder, "scenario.json"))
    script = os.path.join(place, "script.txt")
    with open(script, "w", encoding="utf-8") as file:
        file.write("seed 7\nask_time\n")
    done = subprocess.run([rapport, "play", folder, "--script", script, "--record", record],
                          env=dict(os.environ, RAPPORT_HOME=os.path.join(place, "home")),
                          capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        complain(f"the play was not recorded ({done.returncode}): {done.stderr}")
        return
    attempt = load(record)
    fits("attempt", attempt, "the recorded attempt")
    shutil.copy(record, os.path.join(place, "attempt.whole.json"))
    for key in ("format", "attempt", "scenario", "scenario_hash", "seed", "begin_hash", "inputs"):
        less = {k: v for k, v in attempt.items() if k != key}
        with open(record, "w", encoding="utf-8") as file:
            json.dump(less, file)
        done = subprocess.run([rapport, "replay", record, "--scenario", folder],
                              capture_output=True, check=False)
        if schema["attempt"].is_valid(less) or done.returncode == 0:
            complain(f"an attempt without \"{key}\" is accepted")


def check_rated(place):
    """What a player guessed may stand in an attempt, in one form only."""
    folder, record = os.path.join(place, "play"), os.path.join(place, "attempt.json")
    good = {"tact": 0, "speed": 50, "honesty": 100}
    wrong = [[], 7, {}, dict(good, tact=101), dict(good, speed=-1), dict(good, honesty="1"),
             {"tact": 1, "speed": 2}, dict(good, tact=1.5), dict(good, speed=None)]
    base = load(place, "attempt.whole.json")
    for rated in [good, *wrong]:
        attempt = dict(base, rated=rated)
        with open(record, "w", encoding="utf-8") as file:
            json.dump(attempt, file)
        done = subprocess.run([rapport, "replay", record, "--scenario", folder],
                              capture_output=True, check=False)
        accepted = schema["attempt"].is_valid(attempt), done.returncode == 0
        if accepted != (rated is good, rated is good):
            complain(f"an attempt with \"rated\": {json.dumps(rated)}: schema and engine {accepted}")


for path in scenario_folders():
    check_folder(path)
with tempfile.TemporaryDirectory() as temporary:
    check_good(temporary)
    tried = check_bad(temporary)
    check_attempt(temporary)
    check_rated(temporary)
print(f"{tried} mistakes tried, {len(complaints)} complaints")
sys.exit(1 if complaints else 0)
