"""Who the token is: /me, the pages of a user, the debugger of tokens, the exchange of tokens."""

import hmac
from collections.abc import Callable
from typing import Any

from ops.sandbox import accounts
from ops.sandbox.facebook import tokens
from ops.sandbox.facebook.errors import refuse
from ops.sandbox.facebook.fields import Fields, known_only, parse_fields, select
from ops.sandbox.facebook.tokens import Token
from ops.sandbox.wire import Answer, Call, json_answer
from ops.sandbox.world import World

DATA_ACCESS_S = 90 * 24 * 3600


def me(call: Call, world: World) -> Answer:
    """GET /me: the page or the user the token speaks for."""
    return _profile(call, tokens.caller(call, world).profile_id)


def page(call: Call, world: World) -> Answer:
    """GET /{page}: its name and address, for any token that works."""
    tokens.caller(call, world)
    return _profile(call, call.match["node"])


def _profile(call: Call, profile_id: str) -> Answer:
    known_only(call.query, ("fields",))
    name = tokens.PAGE_NAMES.get(profile_id, accounts.FB_USER_NAME)
    is_page = profile_id in tokens.PAGE_NAMES
    values: dict[str, Callable[[Fields], str]] = {
        "id": lambda _: profile_id,
        "name": lambda _: name,
    }
    if is_page:
        values["link"] = lambda _: f"https://www.facebook.com/{profile_id}"
    wanted = parse_fields(call.query.get("fields", "name"))
    return json_answer(select(values, wanted, "Page" if is_page else "User"))


def pages(call: Call, world: World) -> Answer:
    """GET /me/accounts: the pages a user manages, each with its own token."""
    known_only(call.query, ("fields", "limit"))
    if tokens.caller(call, world).kind != "USER":
        raise refuse(100, "(#100) Tried accessing nonexisting field (accounts) on node type (Page)")
    wanted = parse_fields(call.query.get("fields", "access_token,category,name,tasks"))
    managed = (accounts.FB_PAGE_TOKEN, accounts.FB_OTHER_PAGE_TOKEN)
    return json_answer({"data": [_page_json(tokens.TOKENS[value], wanted) for value in managed]})


def _page_json(token: Token, wanted: Fields) -> dict[str, Any]:
    values: dict[str, Callable[[Fields], Any]] = {
        "id": lambda _: token.profile_id,
        "name": lambda _: tokens.PAGE_NAMES[token.profile_id],
        "category": lambda _: "Government organization",
        "access_token": lambda _: token.value,
        "tasks": lambda _: list(token.tasks),
    }
    return select(values, wanted, "Page")


def debug_token(call: Call, world: World) -> Answer:
    """GET /debug_token: what a token is and whether it still works."""
    known_only(call.query, ("input_token",))
    if not hmac.compare_digest(
        call.query.get("access_token", "").encode(), tokens.app_token().encode()
    ):
        raise refuse(190, "Invalid OAuth access token signature.", status=401)
    value = call.query.get("input_token", "")
    token = tokens.TOKENS.get(value)
    if token is None:
        error = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return json_answer({"data": {"error": error, "is_valid": False, "scopes": []}})
    return json_answer({"data": _described(token, world)})


def _described(token: Token, world: World) -> dict[str, Any]:
    """Describe the token as the faults in force make it look."""
    shown = world.faults.standing(
        "facebook", "debug_token", "dead_token", "wrong_token", "missing_permission"
    )
    look = shown.kind.name if shown else ""
    now = int(world.state.clock())
    data: dict[str, Any] = {
        "app_id": accounts.FB_APP_ID,
        "application": accounts.FB_APP_NAME,
        "type": "USER" if look == "wrong_token" else token.kind,
        "is_valid": not (token.dead or look == "dead_token"),
        "expires_at": now + token.lives_s if token.lives_s else 0,
        "data_access_expires_at": now + DATA_ACCESS_S,
        "scopes": list(tokens.READ_SCOPES if look == "missing_permission" else token.scopes),
        "user_id": accounts.FB_USER_ID,
    }
    if token.kind == "PAGE" and look != "wrong_token":
        data["profile_id"] = token.profile_id
    if not data["is_valid"]:
        data["error"] = {"code": 190, "subcode": 460, "message": "The session was invalidated."}
    return data


def exchange_token(call: Call, _world: World) -> Answer:
    """GET /oauth/access_token: a long user token for a short one, or the token of the app."""
    given = dict(call.query)
    known_only(given, ("grant_type", "client_id", "client_secret", "fb_exchange_token"))
    if given.get("client_id") != accounts.FB_APP_ID:
        raise refuse(101, "Error validating application. Invalid application ID.")
    secret = given.get("client_secret", "").encode()
    if not hmac.compare_digest(secret, accounts.FB_APP_SECRET.encode()):
        raise refuse(1, "Error validating client secret.")
    if given.get("grant_type") == "client_credentials":
        return json_answer({"access_token": tokens.app_token(), "token_type": "bearer"})
    token = tokens.TOKENS.get(given.get("fb_exchange_token", ""))
    if given.get("grant_type") != "fb_exchange_token" or token is None or token.kind != "USER":
        raise refuse(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    return json_answer(
        {
            "access_token": accounts.FB_LONG_USER_TOKEN,
            "token_type": "bearer",
            "expires_in": tokens.LONG_USER_TOKEN_S,
        }
    )
