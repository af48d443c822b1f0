"""The same Monday and the same people as in the tests of the process."""

from tests.workflows.metas.conftest import lunes, persona

__all__ = ["lunes", "persona"]
