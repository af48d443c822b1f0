"""The lock holds what older Pythons bring with every environment, and newer ones do not.

A library that quietly counted on it kept the application from starting on Python 3.12.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements" / "app.lock"
BROUGHT = {"pip": "pip", "pkg_resources": "setuptools", "setuptools": "setuptools"}
LOADED = """
import sys
import django
django.setup()
import channels.facebook.adapter, channels.twitter.adapter, ops.celery, webui.urls
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_what_a_process_loads_of_an_old_environment_is_in_the_lock() -> None:
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-W", "ignore", "-c", LOADED],
        cwd=LOCK.parents[1],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"django", "twitter_text"} <= loaded
    locked = set(re.findall(r"^([\w.-]+)==", LOCK.read_text(), re.MULTILINE))
    assert {BROUGHT[name] for name in loaded & BROUGHT.keys()} <= locked
