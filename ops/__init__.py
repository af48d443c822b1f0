"""The composition root: settings, processes, servers and the commands that start them."""
