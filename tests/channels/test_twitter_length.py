"""The count of X, case by case: what it refuses by and what it charges by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from channels.twitter.limits import compose, weigh


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("ñ" * 280, 280),
        ("n\u0303" * 280, 280),
        ("á" * 10, 10),
        ("水" * 140, 280),
        ("«comillas»", 10),
        ("—", 1),
        ("…", 2),
        ("🎉", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇵🇦", 2),
        ("https://alborada.gob.pa/p/k7Qz2?una=consulta&muy=larga", 23),
        ("muni.gob.ar", 23),
        ("vea https://a.co y https://b.co", 4 + 23 + 3 + 23),
        ("", 0),
        ("dos\r\nrenglones", 13),
    ],
)
def test_the_weight_of_a_text(text: str, length: int) -> None:
    assert weigh(text).largo == length


def test_two_hundred_and_eighty_fit_and_one_more_does_not() -> None:
    assert weigh("ñ" * 280).cabe
    assert not weigh("ñ" * 281).cabe


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("sin enlace", "0.015"),
        ("con https://alborada.gob.pa", "0.200"),
        ("con muni.gob.ar", "0.200"),
        ("fin.Empieza", "0.015"),
    ],
)
def test_a_link_costs_more_even_as_a_bare_domain(text: str, cost: str) -> None:
    assert weigh(text).costo_usd == Decimal(cost)


def test_the_link_goes_on_a_line_of_its_own_once() -> None:
    assert compose("Abre ", "https://a.co/p/1") == "Abre\nhttps://a.co/p/1"
    assert compose("Vea https://a.co/p/1 hoy", "https://a.co/p/1") == "Vea https://a.co/p/1 hoy"
    assert compose("Abre", None) == "Abre"
