"""Who the token is and what it may do, asked with facebook-sdk."""

import hashlib
import hmac
import time
from typing import Any

import pytest
import requests

from channels.facebook.sdk import GraphAPI, GraphAPIError
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import PAGE, graph_as

APP = (accounts.FB_APP_ID, accounts.FB_APP_SECRET)


def proof_of(token: str) -> str:
    return hmac.new(accounts.FB_APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()


def test_a_page_token_says_which_page_it_is(graph: GraphAPI) -> None:
    assert graph.get_object("me") == {"name": accounts.FB_PAGE_NAME, "id": PAGE}


def test_a_page_is_read_by_its_id(graph: GraphAPI) -> None:
    assert graph.get_object(PAGE, fields="id,name,link")["name"] == accounts.FB_PAGE_NAME


def test_a_user_token_lists_the_pages_it_manages(session: requests.Session) -> None:
    user = graph_as(accounts.FB_LONG_USER_TOKEN, session)

    pages = user.get_connections("me", "accounts", fields="id,name,access_token,tasks")["data"]

    assert [page["id"] for page in pages] == [PAGE, accounts.FB_OTHER_PAGE_ID]
    assert pages[0]["access_token"] == accounts.FB_PAGE_TOKEN
    assert "CREATE_CONTENT" in pages[0]["tasks"]


def test_a_page_token_has_no_pages(graph: GraphAPI) -> None:
    with pytest.raises(GraphAPIError) as error:
        graph.get_connections("me", "accounts")

    assert error.value.code == 100


def test_a_short_user_token_becomes_a_long_one(session: requests.Session) -> None:
    user = graph_as(accounts.FB_SHORT_USER_TOKEN, session)

    assert user.extend_access_token(*APP)["access_token"] == accounts.FB_LONG_USER_TOKEN


def test_the_application_gets_its_own_token(session: requests.Session) -> None:
    app = graph_as("", session)

    assert app.get_app_access_token(*APP) == f"{APP[0]}|{APP[1]}"


@pytest.mark.parametrize(
    ("token", "app", "code"),
    [
        (accounts.FB_SHORT_USER_TOKEN, (APP[0], "otro"), 1),
        (accounts.FB_SHORT_USER_TOKEN, ("1", APP[1]), 101),
        (accounts.FB_PAGE_TOKEN, APP, 190),
    ],
)
def test_an_exchange_of_tokens_is_refused(
    session: requests.Session, token: str, app: tuple[str, str], code: int
) -> None:
    with pytest.raises(GraphAPIError) as error:
        graph_as(token, session).extend_access_token(*app)

    assert error.value.code == code


def inspected(session: requests.Session, token: str) -> dict[str, Any]:
    found: dict[str, Any] = graph_as("", session).debug_access_token(token, *APP)["data"]
    return found


def test_the_debugger_describes_a_page_token(session: requests.Session) -> None:
    found = inspected(session, accounts.FB_PAGE_TOKEN)

    assert (found["is_valid"], found["type"], found["profile_id"]) == (True, "PAGE", PAGE)
    assert found["expires_at"] == 0
    assert "pages_manage_posts" in found["scopes"]


def test_the_debugger_tells_wrong_tokens_apart(session: requests.Session) -> None:
    user = inspected(session, accounts.FB_LONG_USER_TOKEN)
    assert (user["type"], "profile_id" in user) == ("USER", False)
    assert user["expires_at"] > time.time()
    assert inspected(session, accounts.FB_EXPIRED_PAGE_TOKEN)["is_valid"] is False
    assert inspected(session, "inventado")["is_valid"] is False
    assert (
        "pages_manage_posts" not in inspected(session, accounts.FB_READ_ONLY_PAGE_TOKEN)["scopes"]
    )
    assert inspected(session, accounts.FB_OTHER_PAGE_TOKEN)["profile_id"] != PAGE


def test_the_debugger_is_for_the_application_only(graph: GraphAPI) -> None:
    with pytest.raises(GraphAPIError) as error:
        graph.debug_access_token(accounts.FB_PAGE_TOKEN, APP[0], "otro")

    assert error.value.code == 190


@pytest.mark.parametrize(
    ("kind", "field", "seen"),
    [
        ("dead_token", "is_valid", False),
        ("wrong_token", "type", "USER"),
        ("missing_permission", "scopes", ["pages_show_list", "pages_read_engagement"]),
    ],
)
def test_the_debugger_shows_the_faults_of_the_token(
    sandbox: Sandbox, session: requests.Session, kind: str, field: str, seen: Any
) -> None:
    sandbox.fault("facebook", kind, op="*", times=1)

    for _ in range(2):
        assert inspected(session, accounts.FB_PAGE_TOKEN)[field] == seen


TOKENS = {
    "none": ("", 2500, None),
    "unknown": ("inventado", 190, None),
    "ended": (accounts.FB_EXPIRED_PAGE_TOKEN, 190, 460),
    "of a user": (accounts.FB_LONG_USER_TOKEN, 190, 2069032),
    "of another page": (accounts.FB_OTHER_PAGE_TOKEN, 200, None),
    "that may only read": (accounts.FB_READ_ONLY_PAGE_TOKEN, 200, None),
}


@pytest.mark.parametrize("case", TOKENS)
def test_a_token_may_not_publish(sandbox: Sandbox, session: requests.Session, case: str) -> None:
    token, code, subcode = TOKENS[case]
    graph = graph_as(token, session)

    with pytest.raises(GraphAPIError) as error:
        graph.request(f"{graph.version}/{PAGE}/feed", post_args={"message": "Hola"}, method="POST")

    assert error.value.code == code
    assert error.value.result["error"].get("error_subcode") == subcode
    assert sandbox.posts("facebook") == []


def test_a_token_that_may_only_read_reads(session: requests.Session) -> None:
    graph = graph_as(accounts.FB_READ_ONLY_PAGE_TOKEN, session)

    assert graph.get_connections(PAGE, "published_posts") == {"data": []}


def test_the_proof_of_the_secret_is_verified(sandbox: Sandbox, graph: GraphAPI) -> None:
    right = proof_of(accounts.FB_PAGE_TOKEN)
    graph.put_object(PAGE, "feed", message="Hola", appsecret_proof=right)
    assert graph.get_object("me", appsecret_proof=right)["id"] == PAGE

    with pytest.raises(GraphAPIError) as error:
        graph.put_object(PAGE, "feed", message="Otra", appsecret_proof=proof_of("otro"))

    assert error.value.code == 100
    assert len(sandbox.posts("facebook")) == 1


def test_the_proof_of_the_secret_can_be_required(sandbox: Sandbox, graph: GraphAPI) -> None:
    sandbox.fault("facebook", "proof_required")

    with pytest.raises(GraphAPIError, match="require an appsecret_proof"):
        graph.get_object("me")

    assert graph.get_object("me", appsecret_proof=proof_of(accounts.FB_PAGE_TOKEN))["id"] == PAGE
