"""The memory of the sandbox is bounded: the newest stay."""

import pytest

from ops.sandbox import state as state_module
from ops.sandbox.records import Image, Tweet
from ops.sandbox.state import Shelf, State, nothing


def test_the_oldest_records_leave() -> None:
    dropped: list[Tweet] = []
    shelf: Shelf[Tweet] = Shelf(3, nothing, dropped.append)

    for number in range(5):
        shelf.put(Tweet(str(number), "", 0.0))

    assert [tweet.id for tweet in shelf.newest_first()] == ["4", "3", "2"]
    assert [tweet.id for tweet in dropped] == ["0", "1"]


def test_a_record_is_replaced_where_it_stands() -> None:
    shelf: Shelf[Tweet] = Shelf(3, nothing, nothing)
    for number in range(3):
        shelf.put(Tweet(str(number), "", 0.0))

    shelf.put(Tweet("0", "otro", 0.0))

    assert [tweet.text for tweet in shelf.all()] == ["otro", "", ""]


def test_the_oldest_images_lose_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "KEPT_IMAGE_BYTES", 25)
    state = State()

    for number in range(4):
        state.put_image(Image(str(number), "x", "image/png", 0.0), b"0" * 10)

    assert list(state.image_bytes) == ["2", "3"]
    assert len(state.images) == 4


def test_ids_grow_even_when_the_clock_goes_back() -> None:
    now = 2_000_000_000.0
    state = State(clock=lambda: now)
    first = state.new_id()

    now -= 3600

    assert int(state.new_id()) == int(first) + 1
