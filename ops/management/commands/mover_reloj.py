"""Moves the clock of an installation with the sandbox on: for journeys and demonstrations."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from core import clock
from core.models import Municipio


class Command(BaseCommand):
    """Refuses an installation without the sandbox, and what is not an instant."""

    help = "Moves the clock of web, worker and beat to an instant (only with the sandbox)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One instant, in ISO 8601; without a zone it is the municipality's wall clock."""
        parser.add_argument("momento", help="2027-04-05T09:00")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the offset; from there the clock goes on."""
        if not settings.SANDBOX:
            raise CommandError("The clock moves only with the sandbox: set SANDBOX=1.")
        try:
            momento = datetime.fromisoformat(options["momento"])
        except ValueError as error:
            raise CommandError(f"{error}. Write it as 2027-04-05T09:00.") from None
        if momento.tzinfo is None:
            momento = momento.replace(tzinfo=Municipio.actual().zona)
        clock.set_offset(momento - datetime.now(UTC))
        if options["verbosity"]:
            self.stdout.write(f"{clock.local(clock.now()):%d/%m/%Y %H:%M}")
