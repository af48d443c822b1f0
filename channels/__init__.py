"""The public is told: the approved version of a piece goes to the web, Facebook and X.

What a channel is: `base`, `errors`, `registry`, and one folder for each (adapter, limits; client
and errors where there is a network). What a post goes through: `queue` (written, claimed, begun),
`sending` (one attempt), `settling` (what it leads to), `reconcile` (read back when in doubt),
`withdrawing`, `decisions` (of people), `holds` (accounts and the switch), `accounts`.

Nothing here tells anybody: functions return an `Outcome`, and whoever called tells people.
"""
