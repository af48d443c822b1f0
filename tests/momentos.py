"""The morning on which most of what is tested happens."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONA = ZoneInfo("America/Panama")
# Inside office hours, in a month without holidays.
MIERCOLES = datetime(2026, 9, 9, 10, 0, tzinfo=ZONA)
