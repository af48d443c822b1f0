"""Every way Facebook can misbehave, as facebook-sdk meets it."""

import json
import time

import pytest
import requests

from channels.facebook.sdk import GraphAPI, GraphAPIError
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from ops.sandbox.kinds import FACEBOOK, KINDS
from tests.ops.sandbox.sdks import PAGE, graph_as, session_to, upload_photo

# kind: (code of the GraphAPIError, whether the post was taken)
GRAPH_ERRORS: dict[str, tuple[int | None, bool]] = {
    "rate_limit": (32, False),
    "rate_limit_no_reset": (4, False),
    "server_error_json": (1, False),
    "server_error_html": (None, False),
    "transient": (2, False),
    "code1_after": (1, True),
    "not_json": (None, True),
    "dead_token": (190, False),
    "wrong_token": (190, False),
    "missing_permission": (200, False),
    "duplicate": (506, False),
    "policy_block": (368, False),
}
# kind: (exception that the SDK lets out, whether the post was taken)
OTHER_ERRORS: dict[str, tuple[type[Exception], bool]] = {
    "no_content_type": (KeyError, True),
    "redirect": (requests.TooManyRedirects, False),
    "reset": (requests.ConnectionError, False),
    "lost_response": (requests.ConnectionError, True),
    "mute": (requests.ReadTimeout, False),
    "mute_accepted": (requests.ReadTimeout, True),
    "slow": (requests.ReadTimeout, True),
    "truncated": (requests.exceptions.ChunkedEncodingError, True),
}
TESTED_BELOW_OR_ELSEWHERE = {
    "endless",
    "no_error_key",
    "bad_media",
    "late_timeline",
    "proof_required",
}


@pytest.fixture
def hasty(sandbox: Sandbox) -> GraphAPI:
    return graph_as(accounts.FB_PAGE_TOKEN, session_to(sandbox.url, patience=1))


def publish(graph: GraphAPI, message: str = "Hola") -> object:
    return graph.put_object(PAGE, "feed", message=message)


def test_every_kind_of_fault_is_tested() -> None:
    tested = {*GRAPH_ERRORS, *OTHER_ERRORS, *TESTED_BELOW_OR_ELSEWHERE}

    assert tested == {kind.name for kind in KINDS if FACEBOOK in kind.targets}


@pytest.mark.parametrize("kind", GRAPH_ERRORS)
def test_the_sdk_raises_its_own_error(sandbox: Sandbox, graph: GraphAPI, kind: str) -> None:
    code, taken = GRAPH_ERRORS[kind]
    sandbox.fault("facebook", kind)

    with pytest.raises(GraphAPIError) as error:
        publish(graph)

    assert error.value.code == code
    assert len(sandbox.posts("facebook")) == taken
    assert sandbox.calls("facebook", "publish")[0]["fault"] == kind
    publish(graph, "El siguiente sale")


@pytest.mark.parametrize("kind", OTHER_ERRORS)
def test_the_sdk_lets_out_what_it_does_not_expect(
    sandbox: Sandbox, graph: GraphAPI, hasty: GraphAPI, kind: str
) -> None:
    expected, taken = OTHER_ERRORS[kind]
    sandbox.fault("facebook", kind)

    with pytest.raises(expected):
        publish(hasty if expected is requests.ReadTimeout else graph)

    assert len(sandbox.posts("facebook")) == taken
    publish(graph, "El siguiente sale")


def test_a_500_without_error_looks_like_a_success(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "no_error_key")

    assert publish(graph) == {"status": "internal_error"}
    assert sandbox.posts("facebook") == []


def test_an_endless_answer_never_lets_a_read_time_out(
    sandbox: Sandbox, session: requests.Session
) -> None:
    sandbox.fault("facebook", "endless")
    url = f"https://graph.facebook.com/{accounts.GRAPH_VERSION}/{PAGE}/feed"
    form = {"message": "Hola", "access_token": accounts.FB_PAGE_TOKEN}
    started = time.monotonic()

    with session.post(url, data=form, stream=True) as answer:
        for _piece in answer.iter_content(1):
            if time.monotonic() - started > 0.5:
                break

    assert len(sandbox.posts("facebook")) == 1


def test_a_slow_answer_reaches_a_patient_client(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "slow", seconds=0.3)

    assert "id" in graph.put_object(PAGE, "feed", message="Hola")


def test_a_bad_image_is_refused(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "bad_media")

    with pytest.raises(GraphAPIError) as error:
        upload_photo(graph)

    assert error.value.result["error"]["error_subcode"] == 1366046


def test_the_limit_says_in_a_header_when_to_come_back(
    sandbox: Sandbox, session: requests.Session, graph: GraphAPI
) -> None:
    sandbox.fault("facebook", "rate_limit", seconds=600)
    answers: list[requests.Response] = []
    session.hooks["response"].append(lambda answer, **_: answers.append(answer))

    with pytest.raises(GraphAPIError):
        publish(graph)

    usage = json.loads(answers[0].headers["X-Business-Use-Case-Usage"])
    assert usage[PAGE][0]["estimated_time_to_regain_access"] == 10


def test_a_late_timeline_shows_a_post_after_a_while(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "late_timeline", seconds=2)
    publish(graph)

    assert graph.get_connections(PAGE, "published_posts")["data"] == []
    time.sleep(2.1)
    assert len(graph.get_connections(PAGE, "published_posts")["data"]) == 1


def test_a_fault_may_come_after_the_post_was_taken(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "server_error_html", accepted=True)

    with pytest.raises(GraphAPIError):
        publish(graph)

    assert len(sandbox.posts("facebook")) == 1


def test_a_call_that_is_refused_anyway_is_refused_in_its_own_words(
    sandbox: Sandbox, session: requests.Session
) -> None:
    sandbox.fault("facebook", "lost_response")

    with pytest.raises(GraphAPIError) as error:
        publish(graph_as("inventado", session))

    assert error.value.code == 190
