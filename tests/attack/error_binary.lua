-- An error that is no text anybody could read.
error("\0\255\254%s%n")
