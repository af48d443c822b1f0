"""Who calls: the tokens of the sandbox, what each may do, and the proof of the app secret."""

import hmac
from dataclasses import dataclass

from ops.sandbox import accounts
from ops.sandbox.facebook.errors import (
    expired_token,
    needs_page_token,
    needs_permission,
    refuse,
)
from ops.sandbox.wire import Call, RefusedError
from ops.sandbox.world import World

READ_SCOPES = ("pages_show_list", "pages_read_engagement")
ALL_SCOPES = (*READ_SCOPES, "pages_manage_posts", "pages_manage_engagement", "read_insights")
READ_TASKS = ("ANALYZE",)
ALL_TASKS = ("ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE")
LONG_USER_TOKEN_S = 60 * 24 * 3600
PAGE_NAMES = {
    accounts.FB_PAGE_ID: accounts.FB_PAGE_NAME,
    accounts.FB_OTHER_PAGE_ID: accounts.FB_OTHER_PAGE_NAME,
}


@dataclass(frozen=True)
class Token:
    """An access token: `profile_id` is the page or the user it speaks for."""

    value: str
    kind: str
    profile_id: str
    scopes: tuple[str, ...] = ALL_SCOPES
    tasks: tuple[str, ...] = ALL_TASKS
    lives_s: int = 0
    dead: bool = False

    @property
    def may_publish(self) -> bool:
        """Whether it carries the permission to post."""
        return "pages_manage_posts" in self.scopes


TOKENS = {
    token.value: token
    for token in (
        Token(accounts.FB_PAGE_TOKEN, "PAGE", accounts.FB_PAGE_ID),
        Token(accounts.FB_OTHER_PAGE_TOKEN, "PAGE", accounts.FB_OTHER_PAGE_ID),
        Token(
            accounts.FB_READ_ONLY_PAGE_TOKEN, "PAGE", accounts.FB_PAGE_ID, READ_SCOPES, READ_TASKS
        ),
        Token(accounts.FB_EXPIRED_PAGE_TOKEN, "PAGE", accounts.FB_PAGE_ID, dead=True),
        Token(accounts.FB_SHORT_USER_TOKEN, "USER", accounts.FB_USER_ID, lives_s=3600),
        Token(accounts.FB_LONG_USER_TOKEN, "USER", accounts.FB_USER_ID, lives_s=LONG_USER_TOKEN_S),
    )
}


def caller(call: Call, world: World) -> Token:
    """Return the token of the call.

    Raises RefusedError with code 2500 without one, 190 for one that is unknown or dead, 100 for a
    wrong appsecret_proof (or a missing one while the sandbox is told to require it).
    """
    value = _argument(call, "access_token")
    if not value:
        raise refuse(2500, "An active access token must be used to query information about it.")
    token = TOKENS.get(value)
    if token is None:
        raise refuse(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    if token.dead:
        raise RefusedError(expired_token())
    _check_proof(_argument(call, "appsecret_proof"), value, world)
    return token


def page_caller(call: Call, world: World, page_id: str, *, publish: bool = False) -> Token:
    """Return the token if it is that of the page and may do what is asked."""
    token = caller(call, world)
    if token.kind != "PAGE":
        raise RefusedError(needs_page_token())
    if token.profile_id != page_id or (publish and not token.may_publish):
        raise RefusedError(needs_permission())
    return token


def proof_of(token: str) -> str:
    """Return the appsecret_proof that belongs to the token."""
    return hmac.new(accounts.FB_APP_SECRET.encode(), token.encode(), "sha256").hexdigest()


def app_token() -> str:
    """Return the token of the app itself."""
    return f"{accounts.FB_APP_ID}|{accounts.FB_APP_SECRET}"


def _argument(call: Call, name: str) -> str:
    return call.form.get(name) or call.query.get(name, "")


def _check_proof(proof: str, token: str, world: World) -> None:
    if proof and not hmac.compare_digest(proof.encode(), proof_of(token).encode()):
        raise refuse(
            100,
            "Invalid appsecret_proof provided in the API argument",
            kind="GraphMethodException",
        )
    if not proof and world.faults.standing("facebook", "publish", "proof_required"):
        raise refuse(
            100,
            "API calls from the server require an appsecret_proof argument",
            kind="GraphMethodException",
        )
