"""What the web server loads before it forks: all that is shared, and nothing that must not be."""

from __future__ import annotations

import os
import subprocess
import sys

from ops.stack.stack import ROOT

PROBE = """
import sys
import django
django.setup()
from django.db import connection
from django.template.loader import get_template
from ops import preload
preload.everything()
known = set(sys.modules)
get_template("piezas/una.html").template
assert connection.connection is None, "a connection would be shared by every process"
assert {"tweepy", "facebook", "webui.mi_dia.views"} <= known, "a page would load it"
heavy = {"numpy", "shapely", "openpyxl", "xlsxwriter"}
assert not heavy & known, "only who writes or reads a sheet needs it"
assert set(sys.modules) == known, set(sys.modules) - known
"""


def test_it_loads_what_pages_need_and_opens_no_connection() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "ops.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
