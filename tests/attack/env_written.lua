-- Writes what belongs to Rapport through the environment.
_ENV.pairs = nil
