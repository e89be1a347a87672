-- An error that is no text.
error({ "x" })
