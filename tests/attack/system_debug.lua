-- Would switch the limit off.
debug.sethook()
