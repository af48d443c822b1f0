"""Every row of the table of Graph's errors, each made by a real answer to a real request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from channels.base import Fingerprint
from channels.errors import ChannelError, ErrorKind
from channels.facebook.errors import classify
from channels.facebook.sdk import GraphAPIError
from channels.transport import Answer
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, facebook, minutes_ago, picture

FAULTS = [
    ("dead_token", ErrorKind.AUTH),
    ("wrong_token", ErrorKind.AUTH),
    ("missing_permission", ErrorKind.AUTH),
    ("rate_limit", ErrorKind.RATE),
    ("rate_limit_no_reset", ErrorKind.RATE),
    ("policy_block", ErrorKind.PAUSED),
    ("duplicate", ErrorKind.DUPLICATE),
    ("server_error_json", ErrorKind.UNKNOWN),
    ("transient", ErrorKind.UNKNOWN),
    ("code1_after", ErrorKind.UNKNOWN),
    ("server_error_html", ErrorKind.UNKNOWN),
    ("not_json", ErrorKind.UNKNOWN),
    ("no_content_type", ErrorKind.UNKNOWN),
    ("no_error_key", ErrorKind.UNKNOWN),
    ("truncated", ErrorKind.UNKNOWN),
    ("endless", ErrorKind.UNKNOWN),
    ("redirect", ErrorKind.UNKNOWN),
    ("reset", ErrorKind.UNKNOWN),
    ("lost_response", ErrorKind.UNKNOWN),
    ("mute", ErrorKind.UNKNOWN),
    ("mute_accepted", ErrorKind.UNKNOWN),
]


def failure_of_publishing(sandbox: Sandbox, fault: str = "") -> ChannelError:
    with pytest.raises(ChannelError) as failure:
        facebook(sandbox, fault=fault).publish(a_post(), ())
    return failure.value


@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_failed_publication_has_its_class(sandbox: Sandbox, fault: str, kind: ErrorKind) -> None:
    sandbox.fault("facebook", fault, op="publish")
    failure = failure_of_publishing(sandbox, fault)
    assert failure.kind is kind
    assert failure.plain
    assert failure.detail


@pytest.mark.parametrize(
    "fault",
    [
        "server_error_json",
        "transient",
        "server_error_html",
        "not_json",
        "reset",
        "mute",
        "redirect",
    ],
)
def test_a_doubt_about_an_upload_is_no_doubt(sandbox: Sandbox, fault: str) -> None:
    sandbox.fault("facebook", fault, op="media")
    with pytest.raises(ChannelError) as failure:
        facebook(sandbox, fault=fault).prepare_media(a_post(imagen=picture()))
    assert failure.value.kind is ErrorKind.TRANSIENT


def test_a_picture_that_is_refused_is_final(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "bad_media")
    with pytest.raises(ChannelError) as failure:
        facebook(sandbox).prepare_media(a_post(imagen=picture()))
    assert failure.value.kind is ErrorKind.PERMANENT
    assert "Your photos couldn't be uploaded." in failure.value.plain


def test_a_refused_link_is_final(sandbox: Sandbox) -> None:
    with pytest.raises(ChannelError) as failure:
        facebook(sandbox).publish(a_post(enlace="ftp://alborada"), ())
    assert failure.value.kind is ErrorKind.PERMANENT


def test_a_repeated_post_is_a_duplicate(sandbox: Sandbox) -> None:
    facebook(sandbox).publish(a_post(), ())
    assert failure_of_publishing(sandbox).kind is ErrorKind.DUPLICATE


def test_a_limit_says_when_access_comes_back(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "rate_limit", seconds=1800)
    failure = failure_of_publishing(sandbox)
    assert failure.retry_at is not None
    assert timedelta(minutes=29) < failure.retry_at - datetime.now(UTC) < timedelta(minutes=31)


def test_a_limit_without_a_time_is_an_hour(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "rate_limit_no_reset")
    failure = failure_of_publishing(sandbox)
    assert failure.retry_at is not None
    assert timedelta(minutes=59) < failure.retry_at - datetime.now(UTC) < timedelta(minutes=61)


def test_nobody_listening_is_surely_not_sent(closed_port: Sandbox) -> None:
    assert failure_of_publishing(closed_port).kind is ErrorKind.TRANSIENT


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (102, ErrorKind.AUTH),
        (10, ErrorKind.AUTH),
        (299, ErrorKind.AUTH),
        (17, ErrorKind.RATE),
        (341, ErrorKind.RATE),
        (613, ErrorKind.RATE),
        (80001, ErrorKind.RATE),
        (368, ErrorKind.PAUSED),
        (506, ErrorKind.DUPLICATE),
        (100, ErrorKind.PERMANENT),
        (803, ErrorKind.PERMANENT),
        (1, ErrorKind.UNKNOWN),
        (2, ErrorKind.UNKNOWN),
        (None, ErrorKind.UNKNOWN),
    ],
)
def test_each_code_has_its_class(code: int | None, kind: ErrorKind) -> None:
    error = GraphAPIError({"error": {"message": "no", "code": code}})
    assert classify(error, Answer(400, {}), creating=True, secrets=()).kind is kind


def test_an_unlisted_code_is_final_unless_the_server_is_ill() -> None:
    error = GraphAPIError({"error": {"message": "no", "code": 1609005}})
    refused = classify(error, Answer(400, {}), creating=True, secrets=())
    ill = classify(error, Answer(500, {}), creating=True, secrets=())
    assert (refused.kind, ill.kind) == (ErrorKind.PERMANENT, ErrorKind.UNKNOWN)


def test_what_graph_calls_transient_is_a_doubt() -> None:
    error = GraphAPIError({"error": {"message": "no", "code": 1500, "is_transient": True}})
    failure = classify(error, Answer(400, {}), creating=True, secrets=())
    assert failure.kind is ErrorKind.UNKNOWN


@pytest.mark.parametrize("fault", ["reset", "mute", "truncated", "server_error_html"])
def test_no_failure_carries_a_secret(sandbox: Sandbox, fault: str) -> None:
    """A broken GET has the token in the address that requests puts into its message."""
    sandbox.fault("facebook", fault, op="timeline")
    with pytest.raises(ChannelError) as caught:
        facebook(sandbox, fault=fault).find_existing(Fingerprint("k7Qz2", "", minutes_ago(1)))
    failure = caught.value
    text = f"{failure!r} {failure} {failure.detail} {failure.plain}"
    assert accounts.FB_PAGE_TOKEN not in text
    assert accounts.FB_APP_SECRET not in text
    assert failure.__context__ is None
    assert failure.__cause__ is None


def test_a_broken_check_does_not_carry_the_secret_of_the_application(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "reset", op="debug_token")
    with pytest.raises(ChannelError) as caught:
        facebook(sandbox).check_credentials()
    assert accounts.FB_APP_SECRET not in caught.value.detail
