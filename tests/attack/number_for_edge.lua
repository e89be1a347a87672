-- A loop to the last whole number, in large steps. Harmless.
for i = 1, 9223372036854775807, 4611686018427387904 do local x = i end
