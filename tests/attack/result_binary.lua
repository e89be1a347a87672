-- Texts that are no text.
return { say = "\0\255", ["\255"] = 1 }
