-- Would list the parts of the state.
for k in pairs(clock) do end
