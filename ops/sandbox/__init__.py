"""The real wire without the real world: a local Facebook Graph API, X API v2 and mail server.

A client sends https://HOST/path to http://SANDBOX/HOST/path and signs the real address; whatever a
network answers is answered in its own words, refusals included. `facebook` and `x` are the
networks, `smtp` the mail, `kinds` the ways to misbehave, `pages` what people see, `control` the API
under `/_sandbox/`, `accounts` the keys that work, `client` how tests and the demo drive it.
It stands alone: no Django, nothing of the rest of the house.
"""
