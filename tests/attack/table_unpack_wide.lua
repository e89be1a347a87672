-- A range whose length does not fit into a number.
local n = select("#", table.unpack({}, math.tointeger(-2.0 ^ 63), 9223372036854775807))
