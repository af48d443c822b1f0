"""Only who signs properly, with keys that may, gets through to X."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import tweepy
from requests_oauthlib import OAuth1

from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import x_as, x_signature

ME = "https://api.twitter.com/2/users/me"
KEYS = (
    accounts.X_CONSUMER_KEY,
    accounts.X_CONSUMER_SECRET,
    accounts.X_ACCESS_TOKEN,
    accounts.X_ACCESS_TOKEN_SECRET,
)


def with_key(place: int) -> Callable[[], OAuth1]:
    return lambda: OAuth1(*(f"{key}x" if n == place else key for n, key in enumerate(KEYS)))


UNSIGNED: dict[str, tuple[Callable[[], Any], str]] = {
    "nobody": (lambda: None, "no OAuth"),
    "a password": (lambda: ("ana", "secreto"), "no OAuth"),
    "unknown application": (with_key(0), "unknown consumer key"),
    "wrong secret of the application": (with_key(1), "wrong signature"),
    "unknown user": (with_key(2), "unknown access token"),
    "wrong secret of the user": (with_key(3), "wrong signature"),
    "another method": (lambda: x_signature(signature_method="PLAINTEXT"), "HMAC-SHA1"),
    "an old signature": (lambda: x_signature(timestamp="1600000000"), "timestamp"),
    "a strange time": (lambda: x_signature(timestamp="ayer"), "timestamp"),
}


@pytest.mark.parametrize("case", UNSIGNED)
def test_a_call_without_a_good_signature_is_unauthorized(
    sandbox: Sandbox, session: requests.Session, case: str
) -> None:
    auth, reason = UNSIGNED[case]

    answer = session.get(ME, auth=auth())

    assert answer.status_code == 401
    assert answer.json()["detail"] == "Unauthorized"
    assert reason in sandbox.calls("x")[0]["detail"]


def test_a_signature_is_good_once(session: requests.Session) -> None:
    signed = session.prepare_request(requests.Request("GET", ME, auth=x_signature()))
    url = signed.url

    assert session.send(signed).status_code == 200
    signed.url = url
    assert session.send(signed).status_code == 401


def test_a_signature_is_of_its_own_address(session: requests.Session) -> None:
    signed = session.prepare_request(requests.Request("GET", ME, auth=x_signature()))
    signed.url = f"{signed.url}?user.fields=name"

    assert session.send(signed).status_code == 401


def test_a_broken_header_is_unauthorized(session: requests.Session) -> None:
    for header in ("OAuth", "OAuth oauth_token", 'OAuth oauth_token="%zz"', "OAuth =,=,="):
        assert session.get(ME, headers={"Authorization": header}).status_code == 401


def test_the_query_is_part_of_the_signature(x: tweepy.Client) -> None:
    params = {"user.fields": "name,username"}

    assert x.request("GET", "/2/users/me", params=params, user_auth=True).status_code == 200


def test_the_other_host_of_x_answers_too(session: requests.Session) -> None:
    answer = session.get("https://api.x.com/2/users/me", auth=x_signature())

    assert answer.json()["data"]["id"] == accounts.X_USER_ID


def test_keys_that_may_only_read_read(session: requests.Session) -> None:
    x = x_as(session, accounts.X_READ_ONLY_TOKEN, accounts.X_READ_ONLY_TOKEN_SECRET)
    assert x.get_me().data.username == accounts.X_USERNAME

    with pytest.raises(tweepy.Forbidden) as error:
        x.create_tweet(text="Hola")

    assert error.value.response.json()["type"].endswith("/oauth1-permissions")


def test_the_token_of_the_application_alone_is_refused(session: requests.Session) -> None:
    x = tweepy.Client(bearer_token=accounts.X_APP_BEARER)
    x.session = session

    with pytest.raises(tweepy.Forbidden) as error:
        x.create_tweet(text="Hola", user_auth=False)

    assert error.value.response.json()["title"] == "Unsupported Authentication"
