-- Would run bytecode.
load(string.dump(function() end))()
