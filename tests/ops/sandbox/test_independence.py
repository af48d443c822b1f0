"""The sandbox stands alone, and what others import of it starts nothing."""

import subprocess
import sys

import pytest

from ops.sandbox.client import ROOT


def loaded_by(module: str) -> set[str]:
    """Return the top-level packages that a fresh process has after importing the module."""
    program = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    found = subprocess.run(  # noqa: S603 our own modules
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(found.stdout.split())


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("ops.sandbox.app", {"django", "celery", "core", "workflows", "channels", "webui"}),
        ("ops.sandbox.client", {"django", "aiohttp", "aiosmtpd", "twitter_text"}),
        ("ops.sandbox.accounts", {"django", "aiohttp", "requests"}),
    ],
)
def test_a_module_stands_alone(module: str, absent: set[str]) -> None:
    assert loaded_by(module) & absent == set()
