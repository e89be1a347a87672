-- Numbers that are none.
return { 0 / 0, 1 / 0 }
