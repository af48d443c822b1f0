"""Looks at the installation from outside and writes to its administrators when it does not work.

By another route than the engine (X03): without Celery, without the broker, without Django, by a
mail server of its own, and with a memory in a file, so that it works while any of them does not.
`python -m ops.vigilar` looks once and ends; whoever runs it every minute is the system's own clock.
"""
