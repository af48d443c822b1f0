"""Everything the database needs before a start; run as the owner of the tables."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import connection

from ops import beat


class Command(BaseCommand):
    """Migrates, makes the cache table and seeds the clock; repeating it changes nothing."""

    help = "Brings the database to this version: tables, cache and schedule."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the three steps and say how many entries of the schedule were new."""
        with connection.cursor() as cursor:
            # Changing a large table takes as long as it takes.
            cursor.execute("SET statement_timeout = 0")
        quiet = {"verbosity": max(options["verbosity"] - 1, 0), "stdout": self.stdout}
        call_command("migrate", interactive=False, **quiet)
        call_command("createcachetable", **quiet)
        self.stdout.write(f"Schedule: {beat.seed()} new entries.")
