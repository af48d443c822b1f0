"""Parts of a whole, in percent."""

from __future__ import annotations


def por_ciento(parte: int, total: int) -> int | None:
    """How many in a hundred, None of none: the whole is said only where it is all of them."""
    if not total:
        return None
    return 100 if parte == total else min(round(100 * parte / total), 99)
