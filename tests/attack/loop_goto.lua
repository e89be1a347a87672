-- Never ends, by goto.
::again::
goto again
