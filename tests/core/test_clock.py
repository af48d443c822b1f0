"""The clock: real, moved for everybody, or moved for one thread that loads a past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from core import clock

pytestmark = pytest.mark.django_db


def test_without_an_offset_it_is_real_time() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=2)


def test_an_offset_moves_it_for_everybody() -> None:
    clock.set_offset(timedelta(days=3))

    assert clock.now() - datetime.now(UTC) > timedelta(days=2, hours=23)
    clock.set_offset(timedelta())


def test_one_thread_can_live_in_the_past() -> None:
    past = datetime(2026, 3, 2, 15, tzinfo=UTC)

    with clock.moved_to(past):
        assert clock.now() == past
    assert clock.now() > past


def test_today_is_the_municipalitys_date_not_utcs() -> None:
    with clock.moved_to(datetime(2026, 3, 2, 3, tzinfo=UTC)):
        assert clock.today().isoformat() == "2026-03-01"


@override_settings(SANDBOX=False)
def test_production_neither_moves_nor_reads_the_offset() -> None:
    with pytest.raises(RuntimeError):
        clock.set_offset(timedelta(days=1))
    with pytest.raises(RuntimeError), clock.moved_to(datetime(2026, 1, 1, tzinfo=UTC)):
        pass
