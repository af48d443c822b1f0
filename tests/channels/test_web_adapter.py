"""The municipality's own page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from channels.base import Account, Receipt, Wire
from channels.web.adapter import WebAdapter
from tests.channels.builders import TOKEN, a_post, picture


@pytest.fixture
def page() -> WebAdapter:
    return WebAdapter(Account("", {}), Wire())


def test_a_post_stands_at_its_permalink(page: WebAdapter) -> None:
    assert page.publish(a_post(), page.prepare_media(a_post())) == Receipt(TOKEN, f"/p/{TOKEN}")
    assert page.remote_id(f"https://alborada.gob.pa/p/{TOKEN}") == TOKEN


def test_a_piece_needs_its_title_its_text_and_its_alternative_text(page: WebAdapter) -> None:
    problems = page.validate(a_post(" ", titulo="", imagen=picture(alt=" ")))
    assert [problem.campo for problem in problems] == ["titulo", "texto", "alt"]
    assert page.validate(a_post(imagen=picture())) == []


def test_there_is_no_limit_and_no_cost(page: WebAdapter) -> None:
    measure = page.measure("a" * 100_000, None)
    assert (measure.cabe, measure.costo_usd) == (True, Decimal(0))
