"""Every row of the table of X's errors, each made by a real answer to a real request."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import requests
import tweepy

from channels.base import Fingerprint
from channels.errors import ChannelError, ErrorKind
from channels.twitter.errors import classify
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import TOKEN, a_post, minutes_ago, picture, x

FAULTS = [
    ("dead_token", ErrorKind.AUTH),
    ("wrong_token", ErrorKind.AUTH),
    ("missing_permission", ErrorKind.AUTH),
    ("credits", ErrorKind.PAUSED),
    ("policy_block", ErrorKind.PAUSED),
    ("usage_capped", ErrorKind.RATE),
    ("rate_limit", ErrorKind.RATE),
    ("rate_limit_no_reset", ErrorKind.RATE),
    ("daily_limit", ErrorKind.RATE),
    ("duplicate", ErrorKind.DUPLICATE),
    ("server_error_json", ErrorKind.UNKNOWN),
    ("server_error_html", ErrorKind.UNKNOWN),
    ("not_json", ErrorKind.UNKNOWN),
    ("errors_no_data", ErrorKind.UNKNOWN),
    ("error_list", ErrorKind.UNKNOWN),
    ("redirect", ErrorKind.UNKNOWN),
    ("truncated", ErrorKind.UNKNOWN),
    ("endless", ErrorKind.UNKNOWN),
    ("reset", ErrorKind.UNKNOWN),
    ("lost_response", ErrorKind.UNKNOWN),
    ("mute", ErrorKind.UNKNOWN),
    ("mute_accepted", ErrorKind.UNKNOWN),
]


def failure_of_publishing(sandbox: Sandbox, fault: str = "") -> ChannelError:
    with pytest.raises(ChannelError) as failure:
        x(sandbox, fault=fault).publish(a_post(), ())
    return failure.value


@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_failed_publication_has_its_class(sandbox: Sandbox, fault: str, kind: ErrorKind) -> None:
    sandbox.fault("x", fault, op="publish")
    failure = failure_of_publishing(sandbox, fault)
    assert failure.kind is kind
    assert failure.plain
    assert failure.detail


@pytest.mark.parametrize(
    "fault",
    ["server_error_json", "server_error_html", "not_json", "error_list", "reset", "mute"],
)
@pytest.mark.parametrize("op", ["media", "metadata"])
def test_a_doubt_about_an_upload_is_no_doubt(sandbox: Sandbox, fault: str, op: str) -> None:
    sandbox.fault("x", fault, op=op)
    with pytest.raises(ChannelError) as failure:
        x(sandbox, fault=fault).prepare_media(a_post(imagen=picture()))
    assert failure.value.kind is ErrorKind.TRANSIENT


def test_a_picture_that_is_refused_is_final(sandbox: Sandbox) -> None:
    sandbox.fault("x", "bad_media")
    with pytest.raises(ChannelError) as failure:
        x(sandbox).prepare_media(a_post(imagen=picture()))
    assert failure.value.kind is ErrorKind.PERMANENT


def test_a_limit_of_an_upload_holds_until_its_time(sandbox: Sandbox) -> None:
    sandbox.fault("x", "rate_limit", op="media", seconds=600)
    with pytest.raises(ChannelError) as failure:
        x(sandbox).prepare_media(a_post(imagen=picture()))
    assert failure.value.kind is ErrorKind.RATE
    assert _minutes(failure.value) == 10


def test_a_limit_says_when_to_come_back(sandbox: Sandbox) -> None:
    sandbox.fault("x", "rate_limit", seconds=420)
    assert _minutes(failure_of_publishing(sandbox)) == 7


def test_of_two_limits_the_later_counts(sandbox: Sandbox) -> None:
    sandbox.fault("x", "daily_limit", seconds=7200)
    assert _minutes(failure_of_publishing(sandbox)) == 120


def test_a_limit_without_a_time_is_the_window_of_x() -> None:
    failure = classify(tweepy.TooManyRequests(_answer(429, {})), creating=True, secrets=())
    assert _minutes(failure) == 15


def test_a_cap_without_a_time_is_a_day() -> None:
    body = {"detail": "Usage cap exceeded", "type": "https://api.x.com/2/problems/usage-capped"}
    failure = classify(tweepy.Forbidden(_answer(403, body)), creating=True, secrets=())
    assert _minutes(failure) == 24 * 60


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (
            403,
            {"errors": [{"code": 187, "message": "Status is a duplicate."}]},
            ErrorKind.DUPLICATE,
        ),
        (403, {"errors": [{"code": 326, "message": "Locked."}]}, ErrorKind.PAUSED),
        (403, {"type": "https://api.x.com/2/problems/client-forbidden"}, ErrorKind.AUTH),
        (403, {"detail": "You are not permitted to perform this action."}, ErrorKind.PERMANENT),
        (413, {"detail": "Too large"}, ErrorKind.PERMANENT),
        (418, {"detail": "A surprise"}, ErrorKind.UNKNOWN),
    ],
)
def test_each_refusal_has_its_class(status: int, body: object, kind: ErrorKind) -> None:
    error = tweepy.HTTPException(_answer(status, body))
    assert classify(error, creating=True, secrets=()).kind is kind


def test_a_repeated_post_is_a_duplicate(sandbox: Sandbox) -> None:
    x(sandbox).publish(a_post(), ())
    assert failure_of_publishing(sandbox).kind is ErrorKind.DUPLICATE


def test_nobody_listening_is_surely_not_sent(closed_port: Sandbox) -> None:
    assert failure_of_publishing(closed_port).kind is ErrorKind.TRANSIENT


def test_a_timeline_that_answers_with_errors_is_not_empty(sandbox: Sandbox) -> None:
    sandbox.fault("x", "errors_no_data", op="timeline")
    with pytest.raises(ChannelError) as failure:
        x(sandbox).find_existing(Fingerprint(TOKEN, "", minutes_ago(1)))
    assert failure.value.kind is ErrorKind.TRANSIENT


@pytest.mark.parametrize("fault", ["reset", "dead_token", "server_error_html", "truncated"])
def test_no_failure_carries_a_secret(sandbox: Sandbox, fault: str) -> None:
    sandbox.fault("x", fault, op="publish")
    failure = failure_of_publishing(sandbox)
    text = f"{failure!r} {failure} {failure.detail} {failure.plain}"
    for secret in (accounts.X_ACCESS_TOKEN, accounts.X_ACCESS_TOKEN_SECRET):
        assert secret not in text
    assert failure.__context__ is None


def _minutes(failure: ChannelError) -> int:
    assert failure.retry_at is not None
    return round((failure.retry_at - datetime.now(UTC)) / timedelta(minutes=1))


def _answer(status: int, body: object) -> requests.Response:
    answer = requests.Response()
    answer.status_code = status
    answer._content = json.dumps(body).encode()
    return answer
