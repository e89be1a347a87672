function call()
  return { lines = { "Hello." }, choices = { { id = "go", say = "Go.", to = "end" } } }
end

function hear(choice)
  return { reply = { "Heard " .. choice.id .. "." } }
end

function vacancy()
  return nil
end
