"""The clock of a sandbox is moved by hand, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reread() -> Iterator[None]:
    """The offset is read again, before and after."""
    clock.forget()
    yield
    clock.forget()


def test_the_clock_goes_on_from_the_municipalitys_hour() -> None:
    call_command("mover_reloj", "2027-04-05T09:00", verbosity=0)

    assert f"{clock.local(clock.now()):%Y-%m-%d %H:%M}" == "2027-04-05 09:00"


def test_an_instant_may_have_a_zone() -> None:
    call_command("mover_reloj", "2027-04-05T09:00+00:00", verbosity=0)

    assert clock.local(clock.now()).utcoffset() == timedelta(hours=-5)
    assert f"{clock.local(clock.now()):%H:%M}" == "04:00"


def test_what_is_no_instant_is_refused() -> None:
    with pytest.raises(CommandError, match="Write it as"):
        call_command("mover_reloj", "mañana")


def test_only_with_the_sandbox(settings: Settings) -> None:
    settings.SANDBOX = False
    with pytest.raises(CommandError, match="SANDBOX=1"):
        call_command("mover_reloj", "2027-04-05T09:00")
