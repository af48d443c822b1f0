"""Knowing a post again, whatever the network made of its text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from channels.base import Fingerprint, Receipt
from channels.matching import Candidate, match, normalize

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)


def candidate(
    number: str, texto: str = "", *enlaces: str, creado: datetime | None = NOW
) -> Candidate:
    return Candidate(Receipt(number, f"https://x.com/{number}"), texto, enlaces, creado)


def found(mark: Fingerprint, *candidates: Candidate) -> list[str]:
    return [receipt.remote_id for receipt in match(mark, candidates)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Agua & luz", "Agua &amp; luz"),
        ("2 < 3 > 1", "2 &lt; 3 &gt; 1"),
        ("El nin\u0303o", "El niño"),
        ("Vea https://alborada.gob.pa/p/k7Qz2", "Vea https://t.co/aBc123"),
        ("Vea alborada.gob.pa hoy", "Vea https://t.co/aBc123 hoy"),
        ("(https://alborada.gob.pa/p/k7Qz2)", "(https://t.co/aBc123)"),
        ("Con foto", "Con foto https://t.co/foto1"),
        ("Uno\n\ndos   tres", "Uno dos tres"),
        ("Feria 👨‍👩‍👧‍👦 🎉", "Feria 👨‍👩‍👧‍👦 🎉"),
    ],
)
def test_what_a_network_does_to_a_text_is_undone(ours: str, theirs: str) -> None:
    assert normalize(ours) == normalize(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mañana no hay agua", "Hoy no hay agua"), ("Son 3.500 vecinos", "Son 3.600 vecinos")],
)
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_a_permalink_counts_more_than_a_text() -> None:
    mark = Fingerprint("k7Qz2", "Abre el muelle", NOW)
    same_text = candidate("1", "Abre el muelle")
    same_link = candidate("2", "Editado", "https://alborada.gob.pa/p/k7Qz2?utm=x")
    assert found(mark, same_text, same_link) == ["2"]
    assert found(mark, same_text) == ["1"]


def test_a_permalink_in_the_text_counts() -> None:
    mark = Fingerprint("k7Qz2", "", NOW)
    assert found(mark, candidate("1", "Vea https://alborada.gob.pa/p/k7Qz2.")) == ["1"]


def test_a_longer_token_is_another_piece() -> None:
    mark = Fingerprint("k7Qz2", "", NOW)
    assert found(mark, candidate("1", "", "https://alborada.gob.pa/p/k7Qz2b")) == []


def test_a_text_that_is_only_a_link_matches_nothing_by_text() -> None:
    mark = Fingerprint("k7Qz2", normalize("https://ejemplo.org"), NOW)
    assert found(mark, candidate("1", "https://t.co/otro")) == []


def test_all_that_may_be_ours_are_returned() -> None:
    mark = Fingerprint("k7Qz2", "Abre el muelle", NOW)
    assert found(mark, candidate("1", "Abre el muelle"), candidate("2", "Abre el muelle")) == [
        "1",
        "2",
    ]


@pytest.mark.parametrize(("minutes", "expected"), [(-3, []), (-1, ["1"]), (60, ["1"])])
def test_only_posts_since_the_attempt_count(minutes: int, expected: list[str]) -> None:
    mark = Fingerprint("k7Qz2", "Abre", NOW)
    assert found(mark, candidate("1", "Abre", creado=NOW + timedelta(minutes=minutes))) == expected


def test_a_text_of_many_hyphens_is_read_in_no_time() -> None:
    assert normalize("a-" * 30_000).startswith("a-")
