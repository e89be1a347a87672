-- An error that claims to be elsewhere.
error("scenario.json:99999999999999: %s%n%d nothing", 0)
