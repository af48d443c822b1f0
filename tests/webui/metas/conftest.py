"""The same Monday and the same people as in the tests of the process."""

from tests.workflows.metas.conftest import gobierno, lunes, persona

__all__ = ["gobierno", "lunes", "persona"]
