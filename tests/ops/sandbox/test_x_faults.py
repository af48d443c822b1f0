"""Every way X can misbehave, as tweepy meets it."""

import time

import pytest
import requests
import tweepy

from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from ops.sandbox.kinds import KINDS, X
from tests.ops.sandbox.sdks import send_media, session_to, x_as, x_signature

# kind: (exception that the SDK raises, whether the post was taken)
ERRORS: dict[str, tuple[type[Exception], bool]] = {
    "rate_limit": (tweepy.TooManyRequests, False),
    "rate_limit_no_reset": (tweepy.TooManyRequests, False),
    "daily_limit": (tweepy.TooManyRequests, False),
    "usage_capped": (tweepy.Forbidden, False),
    "credits": (tweepy.HTTPException, False),
    "server_error_json": (tweepy.TwitterServerError, False),
    "server_error_html": (tweepy.TwitterServerError, False),
    "error_list": (AttributeError, False),
    "not_json": (requests.JSONDecodeError, True),
    "redirect": (requests.TooManyRedirects, False),
    "reset": (requests.ConnectionError, False),
    "lost_response": (requests.ConnectionError, True),
    "mute": (requests.ReadTimeout, False),
    "mute_accepted": (requests.ReadTimeout, True),
    "slow": (requests.ReadTimeout, True),
    "truncated": (requests.exceptions.ChunkedEncodingError, True),
    "dead_token": (tweepy.Unauthorized, False),
    "wrong_token": (tweepy.Forbidden, False),
    "missing_permission": (tweepy.Forbidden, False),
    "duplicate": (tweepy.Forbidden, False),
    "policy_block": (tweepy.Forbidden, False),
}
TESTED_BELOW = {"errors_no_data", "endless", "bad_media", "late_timeline"}


@pytest.fixture
def hasty(sandbox: Sandbox) -> tweepy.Client:
    return x_as(session_to(sandbox.url, patience=1))


def test_every_kind_of_fault_is_tested() -> None:
    assert {*ERRORS, *TESTED_BELOW} == {kind.name for kind in KINDS if X in kind.targets}


@pytest.mark.parametrize("kind", ERRORS)
def test_the_sdk_raises(
    sandbox: Sandbox, x: tweepy.Client, hasty: tweepy.Client, kind: str
) -> None:
    expected, taken = ERRORS[kind]
    sandbox.fault("x", kind)

    with pytest.raises(expected):
        (hasty if expected is requests.ReadTimeout else x).create_tweet(text="Hola")

    assert len(sandbox.posts("x")) == taken
    x.create_tweet(text="El siguiente sale")


def raised(x: tweepy.Client) -> requests.Response:
    with pytest.raises(tweepy.HTTPException) as error:
        x.create_tweet(text="Hola")
    response: requests.Response = error.value.response
    return response


def test_a_limit_says_when_it_ends(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "rate_limit", seconds=300)

    with pytest.raises(tweepy.TooManyRequests) as error:
        x.create_tweet(text="Hola")

    assert 290 <= error.value.reset_time - time.time() <= 301


def test_a_limit_may_not_say_when_it_ends(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "rate_limit_no_reset")

    with pytest.raises(tweepy.TooManyRequests) as error:
        x.create_tweet(text="Hola")

    assert error.value.reset_time is None


def test_the_limit_of_a_day_is_in_headers_of_its_own(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "daily_limit", seconds=7200)

    headers = raised(x).headers

    assert headers["x-user-limit-24hour-remaining"] == "0"
    assert int(headers["x-user-limit-24hour-reset"]) - time.time() > 7000
    assert int(headers["x-rate-limit-reset"]) - time.time() < 120


@pytest.mark.parametrize(
    ("kind", "status", "problem"),
    [
        ("usage_capped", 403, "usage-capped"),
        ("credits", 402, "credits"),
        ("missing_permission", 403, "oauth1-permissions"),
        ("wrong_token", 403, "unsupported-authentication"),
    ],
)
def test_the_type_of_the_problem_names_it(
    sandbox: Sandbox, x: tweepy.Client, kind: str, status: int, problem: str
) -> None:
    sandbox.fault("x", kind)

    response = raised(x)

    assert response.status_code == status
    assert response.json()["type"].rsplit("/", 1)[1] == problem


def test_errors_without_data_are_no_exception(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "errors_no_data")

    answer = x.create_tweet(text="Hola")

    assert (answer.data, len(answer.errors)) == (None, 1)
    assert sandbox.posts("x") == []


def test_an_endless_answer_never_lets_a_read_time_out(
    sandbox: Sandbox, session: requests.Session
) -> None:
    sandbox.fault("x", "endless")
    started, taken = time.monotonic(), 0

    with session.post(
        "https://api.twitter.com/2/tweets", json={"text": "Hola"}, auth=x_signature(), stream=True
    ) as answer:
        for _piece in answer.iter_content(1):
            taken += 1
            if time.monotonic() - started > 0.5:
                break

    assert taken > 50
    assert len(sandbox.posts("x")) == 1


def test_a_bad_image_is_refused(sandbox: Sandbox, session: requests.Session) -> None:
    sandbox.fault("x", "bad_media")

    assert send_media(session).status_code == 400
    assert send_media(session).status_code == 200


def test_a_late_timeline_shows_a_post_after_a_while(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "late_timeline", seconds=2)
    x.create_tweet(text="Hola")

    assert x.get_users_tweets(accounts.X_USER_ID, user_auth=True).data is None
    time.sleep(2.1)
    assert len(x.get_users_tweets(accounts.X_USER_ID, user_auth=True).data) == 1


def test_a_fault_acts_on_its_own_call_only(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "server_error_json", op="timeline", times=2)

    x.create_tweet(text="Hola")
    for _ in range(2):
        with pytest.raises(tweepy.TwitterServerError):
            x.get_users_tweets(accounts.X_USER_ID, user_auth=True)
    assert len(x.get_users_tweets(accounts.X_USER_ID, user_auth=True).data) == 1


def test_a_dead_token_is_dead_for_every_call(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "dead_token", times=None)

    for call in (x.get_me, lambda: x.create_tweet(text="Hola")):
        with pytest.raises(tweepy.Unauthorized):
            call()
    sandbox.clear("x")
    x.get_me()
