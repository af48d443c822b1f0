"""Who calls: OAuth 1.0a signatures, verified over the real https address."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from types import SimpleNamespace

from oauthlib.oauth1.rfc5849 import signature

from ops.sandbox import accounts
from ops.sandbox.wire import Call, RefusedError
from ops.sandbox.x.errors import oauth1_permissions, unauthorized, unsupported_authentication

TIMESTAMP_LIFETIME_S = 300
KEPT_NONCES = 10_000
REQUIRED = (
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_nonce",
)


@dataclass(frozen=True)
class AccessToken:
    """The key of a user, and whether the application may write with it."""

    secret: str
    may_write: bool


TOKENS = {
    accounts.X_ACCESS_TOKEN: AccessToken(accounts.X_ACCESS_TOKEN_SECRET, may_write=True),
    accounts.X_READ_ONLY_TOKEN: AccessToken(accounts.X_READ_ONLY_TOKEN_SECRET, may_write=False),
}
_nonces: OrderedDict[tuple[str, str], None] = OrderedDict()


def check_caller(call: Call, *, write: bool = False) -> None:
    """Let the call pass if it carries a valid signature of a user who may do it.

    Raises RefusedError: 401 for whatever is wrong with the signature, 403 for an application's
    token or for keys that may only read. The log of the sandbox says what was wrong.
    """
    header = call.headers.get("Authorization", "")
    if header == f"Bearer {accounts.X_APP_BEARER}":
        raise RefusedError(unsupported_authentication())
    token = _verified_token(call, header)
    if write and not token.may_write:
        raise RefusedError(oauth1_permissions())


def _verified_token(call: Call, header: str) -> AccessToken:
    if not header.startswith("OAuth "):
        raise RefusedError(unauthorized("no OAuth 1.0a Authorization header"))
    given = _oauth_fields(header)
    missing = [name for name in REQUIRED if not given.get(name)]
    if missing:
        raise RefusedError(unauthorized(f"missing: {', '.join(missing)}"))
    if given["oauth_consumer_key"] != accounts.X_CONSUMER_KEY:
        raise RefusedError(unauthorized("unknown consumer key"))
    token = TOKENS.get(given["oauth_token"])
    if token is None:
        raise RefusedError(unauthorized("unknown access token"))
    _check_signature(call, header, given, token)
    _check_fresh(given["oauth_timestamp"], given["oauth_nonce"])
    return token


def _oauth_fields(header: str) -> dict[str, str]:
    try:
        pairs = signature.collect_parameters(
            headers={"Authorization": header}, exclude_oauth_signature=False
        )
    except ValueError:
        raise RefusedError(unauthorized("unreadable Authorization header")) from None
    return dict(pairs)


def _check_signature(call: Call, header: str, given: dict[str, str], token: AccessToken) -> None:
    if given["oauth_signature_method"] != "HMAC-SHA1":
        raise RefusedError(unauthorized("signature method is not HMAC-SHA1"))
    signed = SimpleNamespace(
        http_method=call.method,
        uri=call.url,
        signature=given["oauth_signature"],
        params=_signed_parameters(call, header),
    )
    if not signature.verify_hmac_sha1(signed, accounts.X_CONSUMER_SECRET, token.secret):
        raise RefusedError(unauthorized(f"wrong signature for {call.method} {call.url}"))


def _signed_parameters(call: Call, header: str) -> list[tuple[str, str]]:
    """Return what enters the signature: never a JSON or a multipart body."""
    try:
        pairs: list[tuple[str, str]] = signature.collect_parameters(
            uri_query=call.query_string, headers={"Authorization": header}
        )
    except ValueError:
        raise RefusedError(unauthorized("unreadable query")) from None
    return pairs


def _check_fresh(timestamp: str, nonce: str) -> None:
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TIMESTAMP_LIFETIME_S:
        raise RefusedError(unauthorized("timestamp out of bounds"))
    if (timestamp, nonce) in _nonces:
        raise RefusedError(unauthorized("nonce already used"))
    _nonces[timestamp, nonce] = None
    if len(_nonces) > KEPT_NONCES:
        _nonces.popitem(last=False)
