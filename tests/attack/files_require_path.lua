-- Would require a file from elsewhere.
require "../../../etc/passwd"
