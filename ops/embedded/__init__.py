"""A real PostgreSQL and a real Valkey from wheels, for the demonstration and the tests.

Production uses the system's own servers: nothing here is imported there.
"""

from ops.embedded.base import EmbeddedError
from ops.embedded.postgres import APP, OWNER, Postgres
from ops.embedded.valkey import Valkey

__all__ = ["APP", "OWNER", "EmbeddedError", "Postgres", "Valkey"]
