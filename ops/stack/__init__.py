"""The whole installation on one machine: servers, web, worker, beat and sandbox.

`make demo` runs one under `var/`; the journeys of the tests run their own elsewhere.
"""

from ops.stack.stack import Stack, StackError

__all__ = ["Stack", "StackError"]
