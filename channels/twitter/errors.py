"""What an answer of X, or the lack of one, means for us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
import tweepy

from channels.errors import ChannelError, ErrorKind
from channels.scrub import scrub
from channels.sentences import plain
from channels.transport import surely_not_sent

CANAL = "X"
RATE_WAIT = timedelta(minutes=15)  # X's window
CAP_WAIT = timedelta(hours=24)  # a usage cap names no end
DUPLICATE_CODE = 187
# The account itself is stopped: suspended, or locked until its owner proves who he is.
STOPPED_CODES = frozenset({64, 326})

_BY_STATUS = {
    400: ErrorKind.PERMANENT,
    401: ErrorKind.AUTH,
    402: ErrorKind.PAUSED,
    404: ErrorKind.PERMANENT,
    413: ErrorKind.PERMANENT,
    429: ErrorKind.RATE,
}
_BY_TYPE = {
    "oauth1-permissions": ErrorKind.AUTH,
    "client-forbidden": ErrorKind.AUTH,
    "unsupported-authentication": ErrorKind.AUTH,
    "usage-capped": ErrorKind.RATE,
}


def classify(error: Exception, *, creating: bool, secrets: Iterable[str]) -> ChannelError:
    """Turn whatever the SDK raised into a `ChannelError` without secrets.

    `creating`: the request would have made something public, so a doubt is UNKNOWN.
    """
    kind = _kind(error, doubt=ErrorKind.UNKNOWN if creating else ErrorKind.TRANSIENT)
    said, retry_at, body = "", None, ""
    if isinstance(error, tweepy.HTTPException):
        said = scrub(" ".join(map(str, error.api_messages)), secrets)
        body = error.response.text
        retry_at = _retry_at(error.response) if kind is ErrorKind.RATE else None
    detail = scrub(f"{type(error).__name__}: {error} {body}", secrets)
    return ChannelError(kind, plain(kind, CANAL, said), detail, retry_at)


def gone(error: Exception) -> bool:
    """True if X says that there is no such post."""
    return isinstance(error, tweepy.NotFound)


def _kind(error: Exception, *, doubt: ErrorKind) -> ErrorKind:
    if surely_not_sent(error):
        return ErrorKind.TRANSIENT
    if not isinstance(error, tweepy.HTTPException):
        return doubt
    if error.response.status_code == 403:
        return _forbidden(error)
    return _BY_STATUS.get(error.response.status_code, doubt)


def _forbidden(error: tweepy.HTTPException) -> ErrorKind:
    """A 403 may be a duplicate (v2 says it in words only), our rights, a cap, or the content."""
    said = " ".join(map(str, error.api_messages)).lower()
    if DUPLICATE_CODE in error.api_codes or "duplicate content" in said:
        return ErrorKind.DUPLICATE
    if STOPPED_CODES.intersection(error.api_codes) or "account is suspended" in said:
        return ErrorKind.PAUSED
    return _BY_TYPE.get(_type(error.response), ErrorKind.PERMANENT)


def _type(response: requests.Response) -> str:
    """Return the last part of the problem's address: `.../problems/usage-capped`."""
    return str(_body(response).get("type", "")).rsplit("/", 1)[-1]


def _body(response: requests.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except requests.exceptions.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _retry_at(response: requests.Response) -> datetime:
    """Return the latest end of the limits that are spent, as the headers give it."""
    ends = [_whole(response.headers.get("x-rate-limit-reset"))]
    for limit in ("app", "user"):
        name = f"x-{limit}-limit-24hour"
        if response.headers.get(f"{name}-remaining") == "0":
            ends.append(_whole(response.headers.get(f"{name}-reset")))
    latest = max(ends)
    if latest:
        return datetime.fromtimestamp(latest, UTC)
    capped = response.status_code != 429
    return datetime.now(UTC) + (CAP_WAIT if capped else RATE_WAIT)


def _whole(header: str | None) -> int:
    return int(header) if header and header.isdigit() else 0
