"""A defect in an adapter, or in the library beneath it, is an outcome like any other.

A defect cannot be made by a network, so here it is put in the adapter's place.
"""

from __future__ import annotations

import logging

import pytest

from channels import accounts, decisions, queue, reconcile, sending, withdrawing
from channels.facebook.adapter import FacebookAdapter
from channels.models import Cuenta, Publicacion
from channels.settling import settle
from core.models import Expediente
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS, queued

TOKEN = FACEBOOK_SECRETS["page_token"]


@pytest.fixture
def row(sandbox: Sandbox, expediente: Expediente, pagina: Cuenta) -> Publicacion:
    return queued(expediente, pagina)


def defect(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def broken(*_args: object) -> None:
        raise KeyError(f"access_token={TOKEN}")

    monkeypatch.setattr(FacebookAdapter, call, broken)


def attempt() -> None:
    [claimed] = queue.claim()
    settle(claimed, sending.send(claimed))


def test_before_the_request_it_surely_was_not_sent(
    row: Publicacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect(monkeypatch, "prepare_media")
    attempt()
    row.refresh_from_db()
    assert (row.estado, row.error_clase, row.fallos) == ("pendiente", "pasajero", 1)
    assert row.lease_until is None


def test_in_the_request_it_is_a_doubt(row: Publicacion, monkeypatch: pytest.MonkeyPatch) -> None:
    defect(monkeypatch, "publish")
    attempt()
    row.refresh_from_db()
    assert (row.estado, row.error_clase) == ("desconocida", "desconocido")
    assert "KeyError" in row.detalle


def test_reading_back_leaves_the_doubt_and_looks_again_later(
    row: Publicacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect(monkeypatch, "publish")
    attempt()
    defect(monkeypatch, "find_existing")
    [claimed] = reconcile.claim()
    before = claimed.disponible_en
    reconcile.settle(claimed, reconcile.read(claimed))
    row.refresh_from_db()
    assert (row.estado, row.lecturas, row.lease_until) == ("desconocida", 0, None)
    assert row.disponible_en > before


def test_taking_away_is_tried_again(row: Publicacion, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt()
    decisions.withdraw(row.expediente_id)
    defect(monkeypatch, "delete")
    [claimed] = withdrawing.claim()
    withdrawing.settle(claimed, withdrawing.take_away(claimed))
    row.refresh_from_db()
    assert (row.estado, row.fallos, row.error_clase) == ("publicada", 1, "pasajero")


def test_a_check_says_that_the_account_could_not_be_asked(
    sandbox: Sandbox, pagina: Cuenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect(monkeypatch, "check_credentials")
    checked = accounts.check(pagina)
    assert (checked.valida, checked.cuenta.estado) == (None, "activa")


def test_neither_the_log_nor_the_row_repeats_what_the_defect_says(
    row: Publicacion, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    defect(monkeypatch, "publish")
    with caplog.at_level(logging.ERROR):
        attempt()
    row.refresh_from_db()
    assert "KeyError" in caplog.text
    assert "test_asking.py" in caplog.text
    assert TOKEN not in caplog.text + row.detalle + row.error
