"""What the docs draw is what is declared."""

from __future__ import annotations

from ops import diagrams


def test_the_diagrams_of_the_docs_are_current() -> None:
    assert diagrams.TARGET.read_text() == diagrams.page(), "run: python -m ops.diagrams"
