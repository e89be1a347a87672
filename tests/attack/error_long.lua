-- An error of 60 KB.
error(("x"):rep(60000))
