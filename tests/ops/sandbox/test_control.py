"""The control API: faults are validated, listed and ended; everything can be forgotten."""

from typing import Any

import pytest
import requests
import tweepy

from ops.sandbox.client import Sandbox


def active(sandbox: Sandbox) -> list[dict[str, Any]]:
    found: dict[str, Any] = requests.get(f"{sandbox.url}/_sandbox/faults", timeout=10).json()
    return list(found["faults"])


def test_a_fault_has_the_defaults_of_its_kind(sandbox: Sandbox) -> None:
    fault = sandbox.fault("x", "rate_limit")

    assert (fault["op"], fault["times"], fault["seconds"]) == ("publish", 1, 900)
    assert active(sandbox) == [fault]


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ({"target": "telegram", "kind": "mute"}, "target"),
        ({"target": "x", "kind": "refuse_recipient"}, "kind"),
        ({"target": "x"}, "kind"),
        ({"target": "x", "kind": ["mute"]}, "kind"),
        ({"target": "x", "kind": "mute", "op": "feed"}, "op"),
        ({"target": "x", "kind": "mute", "times": 0}, "times"),
        ({"target": "x", "kind": "mute", "times": "3"}, "times"),
        ({"target": "x", "kind": "slow", "seconds": -1}, "seconds"),
        ({"target": "x", "kind": "slow", "seconds": 1e9}, "seconds"),
        ({"target": "x", "kind": "mute", "accepted": "yes"}, "accepted"),
        ({"target": "x", "kind": "mute", "veces": 3}, "veces"),
        (["mute"], "object"),
    ],
)
def test_what_is_no_fault_is_refused_with_the_reason(
    sandbox: Sandbox, order: Any, named: str
) -> None:
    answer = requests.post(f"{sandbox.url}/_sandbox/faults", json=order, timeout=10)

    assert answer.status_code == 400
    assert named in answer.json()["error"]
    assert active(sandbox) == []


def test_the_client_raises_the_reason(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="kind: one of"):
        sandbox.fault("smtp", "endless")


def test_a_body_that_is_not_json_is_refused(sandbox: Sandbox) -> None:
    answer = requests.post(f"{sandbox.url}/_sandbox/faults", data=b"{", timeout=10)

    assert answer.status_code == 400


def test_the_catalogue_tells_what_there_is(sandbox: Sandbox) -> None:
    found = requests.get(f"{sandbox.url}/_sandbox/faults", timeout=10).json()

    assert "lost_response" in {kind["name"] for kind in found["kinds"]}
    assert "timeline" in found["ops"]["x"]


def test_faults_end_one_by_one_by_target_or_all(sandbox: Sandbox) -> None:
    first = sandbox.fault("x", "mute")
    for target in ("x", "facebook", "smtp"):
        sandbox.fault(target, "mute")

    requests.delete(f"{sandbox.url}/_sandbox/faults?id={first['id']}", timeout=10)
    assert [fault["target"] for fault in active(sandbox)] == ["x", "facebook", "smtp"]
    sandbox.clear("facebook")
    assert [fault["target"] for fault in active(sandbox)] == ["x", "smtp"]
    sandbox.clear()
    assert active(sandbox) == []


def test_a_fault_that_does_not_exist_ends_no_other(sandbox: Sandbox) -> None:
    sandbox.fault("x", "mute")

    for wrong in ("?id=todas", "?id=99", "?target=telegram"):
        requests.delete(f"{sandbox.url}/_sandbox/faults{wrong}", timeout=10)

    assert len(active(sandbox)) == 1


def test_the_fault_that_came_first_acts_first(sandbox: Sandbox, x: tweepy.Client) -> None:
    sandbox.fault("x", "rate_limit")
    sandbox.fault("x", "server_error_json")

    with pytest.raises(tweepy.TooManyRequests):
        x.create_tweet(text="Hola")
    with pytest.raises(tweepy.TwitterServerError):
        x.create_tweet(text="Hola")


def test_every_call_is_counted_with_what_was_answered(sandbox: Sandbox, x: tweepy.Client) -> None:
    x.create_tweet(text="Hola")
    with pytest.raises(tweepy.Forbidden):
        x.create_tweet(text="Hola")

    assert [call["status"] for call in sandbox.calls("x", "publish")] == [201, 403]
    assert sandbox.state()["counts"] == {"x.publish": 2}


def test_reset_forgets_everything(sandbox: Sandbox, x: tweepy.Client) -> None:
    x.create_tweet(text="Hola")
    sandbox.fault("smtp", "down")

    sandbox.reset()

    state = sandbox.state()
    assert not any(state.values())
    assert active(sandbox) == []
    x.create_tweet(text="Hola")


def test_a_page_of_another_site_gives_no_orders(sandbox: Sandbox) -> None:
    for path in ("_sandbox/reset", "control/"):
        answer = requests.post(
            f"{sandbox.url}/{path}", headers={"Sec-Fetch-Site": "cross-site"}, timeout=10
        )
        assert answer.status_code == 403
