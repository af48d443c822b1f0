"""What is said in percent."""

from __future__ import annotations

import pytest

from core.tasas import por_ciento


@pytest.mark.parametrize(
    ("parte", "total", "dicho"),
    [(0, 0, None), (0, 4, 0), (1, 3, 33), (2, 3, 67), (4, 4, 100), (999, 1000, 99)],
)
def test_the_whole_is_said_only_of_all_of_them(parte: int, total: int, dicho: int | None) -> None:
    assert por_ciento(parte, total) == dicho
