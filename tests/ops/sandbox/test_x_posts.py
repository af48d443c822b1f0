"""Posts on X, written and read with tweepy over real HTTP."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import tweepy

from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import upload_media, x_as, x_signature

USER = accounts.X_USER_ID
LINK = "https://puertoalborada.gob.pa/p/k7Qz2"
FAMILY = "\U0001f468‍\U0001f469‍\U0001f467"


def publish(x: tweepy.Client, text: str, **more: Any) -> str:
    return str(x.create_tweet(text=text, **more).data["id"])


def timeline(x: tweepy.Client, **more: Any) -> list[tweepy.Tweet]:
    fields = ["created_at", "entities"]
    return x.get_users_tweets(USER, tweet_fields=fields, user_auth=True, **more).data or []


def test_a_text_is_published(sandbox: Sandbox, x: tweepy.Client) -> None:
    answer = x.create_tweet(text="Planos aprobados")

    (tweet,) = sandbox.posts("x")
    assert tweet["text"] == "Planos aprobados"
    assert answer.data == {
        "id": tweet["id"],
        "text": "Planos aprobados",
        "edit_history_tweet_ids": [tweet["id"]],
    }


def test_the_timeline_shortens_links_and_escapes_marks(x: tweepy.Client) -> None:
    publish(x, f"Río & playa <sábado> {LINK} y muni.gob.pa")

    (tweet,) = timeline(x)

    first, second = tweet.entities["urls"]
    assert tweet.text == f"Río &amp; playa &lt;sábado&gt; {first['url']} y {second['url']}"
    assert first["url"].startswith("https://t.co/")
    assert tweet.text[first["start"] : first["end"]] == first["url"]
    assert first["expanded_url"] == LINK
    assert second["expanded_url"] == "http://muni.gob.pa"


def test_an_image_adds_its_own_link(session: requests.Session, x: tweepy.Client) -> None:
    publish(x, "Con foto", media_ids=[upload_media(session)])

    (tweet,) = timeline(x)

    (link,) = tweet.entities["urls"]
    assert tweet.text == f"Con foto {link['url']}"
    assert link["media_key"].startswith("3_")


def test_a_text_is_kept_composed(sandbox: Sandbox, x: tweepy.Client) -> None:
    publish(x, unicodedata.normalize("NFD", "Año ñandú"))

    assert sandbox.posts("x")[0]["text"] == unicodedata.normalize("NFC", "Año ñandú")


@pytest.mark.parametrize(
    "text", ["ñ" * 280, "市" * 140, FAMILY * 140, "a" * 256 + f" {LINK}" + "x" * 200]
)
def test_a_text_of_280_by_the_weight_of_x_fits(x: tweepy.Client, text: str) -> None:
    publish(x, text)


@pytest.mark.parametrize("text", ["ñ" * 281, "市" * 141, FAMILY * 141, "a" * 257 + f" {LINK}"])
def test_a_longer_text_is_forbidden(sandbox: Sandbox, x: tweepy.Client, text: str) -> None:
    with pytest.raises(tweepy.Forbidden) as error:
        publish(x, text)

    assert "too long" in error.value.api_messages[0]
    assert sandbox.posts("x") == []


def test_the_same_text_twice_is_a_duplicate(sandbox: Sandbox, x: tweepy.Client) -> None:
    first = publish(x, "Hola")
    publish(x, "Otra")

    with pytest.raises(tweepy.Forbidden) as error:
        publish(x, "  Hola ")

    assert error.value.api_codes == []
    assert error.value.api_messages == [
        "You are not allowed to create a Tweet with duplicate content."
    ]
    x.delete_tweet(first)
    publish(x, "Hola")
    assert len(sandbox.posts("x")) == 2


REFUSED: dict[str, Any] = {
    "nothing": {},
    "an empty text": {"text": " "},
    "no object": ["Hola"],
    "a text that is none": {"text": 5},
    "an unknown field": {"text": "Hola", "mesage": "Hola"},
    "an unknown field of the media": {"text": "Hola", "media": {"ids": ["1"]}},
    "no images": {"media": {"media_ids": []}},
    "five images": {"media": {"media_ids": ["1", "2", "3", "4", "5"]}},
    "an image that is not there": {"media": {"media_ids": ["1"]}},
    "an image that is a number": {"media": {"media_ids": [1]}},
    "a forbidden character": {"text": "Hola \ufffe"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_request_is_refused(sandbox: Sandbox, x: tweepy.Client, case: str) -> None:
    with pytest.raises(tweepy.BadRequest) as error:
        x.request("POST", "/2/tweets", json=REFUSED[case], user_auth=True)

    assert error.value.response.json()["type"].endswith("/invalid-request")
    assert error.value.response.headers["Content-Type"] == "application/problem+json"
    assert sandbox.posts("x") == []


def test_a_body_that_is_not_json_is_refused(session: requests.Session) -> None:
    answer = session.post(
        "https://api.twitter.com/2/tweets",
        data=b"{",
        headers={"Content-Type": "application/json"},
        auth=x_signature(),
    )

    assert answer.status_code == 400


def test_the_timeline_comes_newest_first_since_an_id(x: tweepy.Client) -> None:
    ids = [publish(x, f"Nota {number}") for number in range(7)]

    assert [str(tweet.id) for tweet in timeline(x, max_results=5)] == ids[:1:-1]
    assert [str(tweet.id) for tweet in timeline(x, since_id=ids[4])] == [ids[6], ids[5]]
    assert [str(tweet.id) for tweet in timeline(x, until_id=ids[1])] == [ids[0]]


def test_the_timeline_starts_and_ends_when_asked(x: tweepy.Client) -> None:
    publish(x, "Nota")
    now = datetime.now(UTC)

    assert len(timeline(x, start_time=now - timedelta(minutes=2))) == 1
    assert timeline(x, start_time=now + timedelta(minutes=2)) == []
    assert timeline(x, end_time=now - timedelta(minutes=2)) == []


def test_an_empty_timeline_has_no_data(x: tweepy.Client) -> None:
    answer = x.get_users_tweets(USER, user_auth=True)

    assert (answer.data, answer.meta) == (None, {"result_count": 0})


@pytest.mark.parametrize(
    "parameters",
    [
        {"max_results": "4"},
        {"max_results": "101"},
        {"since_id": "uno"},
        {"start_time": "ayer"},
        {"tweet.fields": "created_at,likes"},
        {"exclude": "replies"},
    ],
)
def test_a_read_with_wrong_parameters_is_refused(
    x: tweepy.Client, parameters: dict[str, str]
) -> None:
    with pytest.raises(tweepy.BadRequest):
        x.request("GET", f"/2/users/{USER}/tweets", params=parameters, user_auth=True)


def test_the_timeline_of_somebody_else_is_not_there(x: tweepy.Client) -> None:
    with pytest.raises(tweepy.NotFound):
        x.get_users_tweets("1", user_auth=True)


def test_one_post_is_read_and_deleted(sandbox: Sandbox, x: tweepy.Client) -> None:
    tweet_id = publish(x, "Se retira")
    assert x.get_tweet(tweet_id, user_auth=True).data.text == "Se retira"

    assert x.delete_tweet(tweet_id).data == {"deleted": True}

    gone = x.get_tweet(tweet_id, user_auth=True)
    assert (gone.data, gone.errors[0]["title"]) == (None, "Not Found Error")
    assert sandbox.posts("x") == []
    with pytest.raises(tweepy.NotFound):
        x.delete_tweet(tweet_id)


def test_the_account_says_who_it_is(x: tweepy.Client) -> None:
    me = x.get_me(user_fields=["verified"]).data

    assert (str(me.id), me.username, me.verified) == (USER, accounts.X_USERNAME, False)


def test_the_level_of_access_comes_in_a_header(session: requests.Session) -> None:
    read_only = x_as(session, accounts.X_READ_ONLY_TOKEN, accounts.X_READ_ONLY_TOKEN_SECRET)

    for x, level in ((x_as(session), "read-write"), (read_only, "read")):
        answer = x.request("GET", "/2/users/me", user_auth=True)
        assert answer.headers["x-access-level"] == level


def test_the_version_1_of_the_api_is_gone(session: requests.Session) -> None:
    answer = session.post("https://upload.twitter.com/1.1/media/upload.json", auth=x_signature())

    assert answer.status_code == 404
