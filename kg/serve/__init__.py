"""The explorer: a local web application over a finished build (`kg serve`)."""
