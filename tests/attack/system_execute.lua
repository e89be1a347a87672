-- Would run a program.
os.execute("true")
