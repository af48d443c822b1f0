"""Images for X: upload, alternative text, and how long they live."""

from typing import Any

import pytest
import requests
import tweepy

from ops.sandbox.client import Sandbox
from ops.sandbox.faults import Faults
from ops.sandbox.records import Image
from ops.sandbox.state import State
from ops.sandbox.wire import RefusedError
from ops.sandbox.world import World
from ops.sandbox.x.media import MEDIA_LIFE_S, usable_media
from tests.ops.sandbox.sdks import PNG, send_media, upload_media, x_signature

METADATA = "/2/media/metadata"


def described(media_id: str, text: str) -> dict[str, Any]:
    return {"id": media_id, "metadata": {"alt_text": {"text": text}}}


def test_an_image_with_its_alternative_text_is_published(
    sandbox: Sandbox, session: requests.Session, x: tweepy.Client
) -> None:
    media_id = upload_media(session)
    x.request("POST", METADATA, json=described(media_id, "Un sol"), user_auth=True)

    x.create_tweet(text="Con foto", media_ids=[media_id])

    assert sandbox.posts("x")[0]["image_ids"] == [media_id]
    (image,) = sandbox.state()["images"]
    assert (image["id"], image["alt_text"]) == (media_id, "Un sol")


def test_an_upload_says_when_the_image_ends(session: requests.Session) -> None:
    assert send_media(session).json()["data"]["expires_after_secs"] == MEDIA_LIFE_S


REFUSED: dict[str, tuple[bytes, dict[str, str]]] = {
    "no image": (b"texto", {}),
    "empty": (b"", {}),
    "too large": (PNG + b"0" * 5 * 1024 * 1024, {}),
    "another type than it says": (PNG, {"media_type": "image/jpeg"}),
    "no category": (PNG, {"media_category": ""}),
    "a video": (PNG, {"media_category": "tweet_video"}),
    "an unknown field": (PNG, {"alt_text": "Un sol"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_upload_is_refused(sandbox: Sandbox, session: requests.Session, case: str) -> None:
    data, fields = REFUSED[case]

    assert send_media(session, data, **fields).status_code == 400
    assert sandbox.state()["images"] == []


def test_an_upload_without_file_is_refused(session: requests.Session) -> None:
    answer = session.post(
        "https://api.twitter.com/2/media/upload",
        files={"media_category": (None, "tweet_image")},
        auth=x_signature(),
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        described("1", "No está"),
        described("ID", " "),
        described("ID", "a" * 1001),
        {"id": "ID", "metadata": {"alt_text": "Un sol"}},
        {"id": "ID", "alt_text": {"text": "Un sol"}},
        {"id": 5, "metadata": {"alt_text": {"text": "Un sol"}}},
        {**described("ID", "Un sol"), "extra": 1},
        ["Un sol"],
    ],
)
def test_an_alternative_text_is_refused(
    session: requests.Session, x: tweepy.Client, body: Any
) -> None:
    media_id = upload_media(session)
    if isinstance(body, dict) and body["id"] == "ID":
        body = {**body, "id": media_id}

    with pytest.raises(tweepy.BadRequest):
        x.request("POST", METADATA, json=body, user_auth=True)


def test_an_image_lives_a_day() -> None:
    now = 1_000_000.0
    state = State(clock=lambda: now)
    state.put_image(Image("7", "x", "image/png", created_at=now), PNG)
    world = World(state, Faults())

    now += MEDIA_LIFE_S - 1
    assert usable_media("7", world) == "7"
    now += 2
    with pytest.raises(RefusedError):
        usable_media("7", world)


def test_an_image_of_facebook_is_none_of_x() -> None:
    state = State()
    state.put_image(Image("7", "facebook", "image/png", created_at=state.clock()), PNG)

    with pytest.raises(RefusedError):
        usable_media("7", World(state, Faults()))
