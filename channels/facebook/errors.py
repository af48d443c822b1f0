"""What an answer of Graph, or the lack of one, means for us."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from channels.errors import ChannelError, ErrorKind
from channels.facebook import limits
from channels.facebook.sdk import GraphAPIError
from channels.scrub import scrub
from channels.sentences import plain
from channels.transport import Answer, surely_not_sent

CANAL = "Facebook"
RATE_WAIT = timedelta(hours=1)
_USAGE = "x-business-use-case-usage"


def classify(
    error: Exception, answer: Answer | None, *, creating: bool, secrets: Iterable[str]
) -> ChannelError:
    """Turn whatever the SDK raised into a `ChannelError` without secrets.

    `creating`: the request would have made something public, so a doubt is UNKNOWN.
    """
    fault = _fault(error)
    doubt = ErrorKind.UNKNOWN if creating else ErrorKind.TRANSIENT
    kind = _kind(error, fault, answer, doubt=doubt)
    said = scrub(str(fault.get("error_user_msg") or fault.get("message") or ""), secrets)
    status = f"HTTP {answer.status} " if answer else ""
    detail = scrub(f"{status}{type(error).__name__}: {error} {fault or ''}", secrets)
    retry_at = _retry_at(answer) if kind is ErrorKind.RATE else None
    return ChannelError(kind, plain(kind, CANAL, said), detail, retry_at)


def gone(error: Exception) -> bool:
    """True if Graph says that there is no such post, or none that we may touch."""
    return _fault(error).get("code") in limits.GONE


def _fault(error: Exception) -> Mapping[str, Any]:
    """Return Graph's own description: the SDK keeps it in `result`, if it came as JSON."""
    result = error.result if isinstance(error, GraphAPIError) else None
    fault = result.get("error") if isinstance(result, dict) else None
    return fault if isinstance(fault, dict) else {}


def _kind(
    error: Exception, fault: Mapping[str, Any], answer: Answer | None, *, doubt: ErrorKind
) -> ErrorKind:
    if surely_not_sent(error):
        return ErrorKind.TRANSIENT
    code = fault.get("code")
    if not isinstance(code, int):
        return doubt
    if fault.get("error_subcode") == limits.PHOTOS_POSTED_BEFORE:
        return ErrorKind.DUPLICATE
    known = _by_code(code)
    if known is not None:
        return known
    theirs = answer is None or answer.status >= 500
    if theirs or fault.get("is_transient") or code in limits.OUR_FAULT_OR_THEIRS:
        return doubt
    return ErrorKind.PERMANENT


def _by_code(code: int) -> ErrorKind | None:
    if code in limits.EXPIRED_TOKEN or code in limits.NO_PERMISSION:
        return ErrorKind.AUTH
    if code in limits.TOO_MANY:
        return ErrorKind.RATE
    return {limits.POLICY: ErrorKind.PAUSED, limits.DUPLICATE: ErrorKind.DUPLICATE}.get(code)


def _retry_at(answer: Answer | None) -> datetime:
    """Return when Graph gives access again: in minutes in the usage header, else an hour."""
    minutes = _minutes(answer.headers.get(_USAGE, "")) if answer else 0
    wait = timedelta(minutes=minutes) if minutes else RATE_WAIT
    return datetime.now(UTC) + wait


def _minutes(usage: str) -> float:
    try:
        entries = [entry for list_ in json.loads(usage).values() for entry in list_]
        return max(float(entry.get("estimated_time_to_regain_access", 0)) for entry in entries)
    except (ValueError, TypeError, AttributeError):
        return 0
