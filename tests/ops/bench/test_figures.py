"""A figure says beside what it stands, and whether it is good enough."""

from __future__ import annotations

import json

from ops.bench.figures import Figure, as_markdown

SLOW = Figure("sweep", 30.0, "ms", "bare SQL", 10.0, bound=2)
FAST = Figure("queue", 900.0, "rows/s", "bare SQL", 1000.0, bound=0.5, sense="least")


def test_a_bound_is_on_the_ratio_where_there_is_a_peer() -> None:
    assert (SLOW.ratio, SLOW.promise, SLOW.met) == (3.0, "≤ 2 ×", False)
    assert (FAST.ratio, FAST.promise, FAST.met) == (0.9, "≥ 0.5 ×", True)


def test_and_on_the_value_where_there_is_none() -> None:
    figure = Figure("page", 59.0, "ms", bound=60)
    assert (figure.ratio, figure.promise, figure.met) == (None, "≤ 60 ms", True)


def test_without_a_bound_it_is_told_and_not_judged() -> None:
    figure = Figure("page", 59.0, "ms")
    assert (figure.promise, figure.met) == ("", None)


def test_a_line_is_json_with_three_digits() -> None:
    line = json.loads(Figure("pages", 1234.5678, "pages/s").as_json())
    assert line == {
        "name": "pages",
        "value": 1230,
        "unit": "pages/s",
        "peer": "",
        "peer_value": None,
        "ratio": None,
        "bound": "",
        "met": None,
    }


def test_the_table_shows_what_is_not_met() -> None:
    _head, _line, slow, fast = as_markdown([SLOW, FAST]).splitlines()
    assert slow == "| sweep | 30 ms | bare SQL: 10 ms | 3.0 × | ≤ 2 × | **not met** |"
    assert fast.endswith("| 0.9 × | ≥ 0.5 × | met |")
