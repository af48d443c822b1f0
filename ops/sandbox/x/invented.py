"""What the X API answers when the sandbox is told to misbehave."""

import time
from collections.abc import Callable, Mapping
from typing import Final

from ops.sandbox.faults import Fault
from ops.sandbox.wire import Answer, json_answer
from ops.sandbox.x import errors


def _rate_limit(fault: Fault) -> Answer:
    return errors.too_many(_limit_headers("x-rate-limit", 100, fault.seconds))


def _daily_limit(fault: Fault) -> Answer:
    """Return the 429 of a day used up: the short window still has calls left."""
    short = _limit_headers("x-rate-limit", 100, 60) | {"x-rate-limit-remaining": "99"}
    return errors.too_many(short | _limit_headers("x-user-limit-24hour", 100, fault.seconds))


def _limit_headers(prefix: str, limit: int, seconds: float) -> dict[str, str]:
    return {
        f"{prefix}-limit": str(limit),
        f"{prefix}-remaining": "0",
        f"{prefix}-reset": str(int(time.time() + seconds)),
    }


def _unavailable(_fault: Fault) -> Answer:
    return errors.problem(503, "Service Unavailable", "Service Unavailable")


def _error_list(_fault: Fault) -> Answer:
    return json_answer([{"message": "Over capacity", "code": 130}], status=503)


def _errors_no_data(_fault: Fault) -> Answer:
    error = {"title": "Internal", "detail": "Something is broken", "type": "about:blank"}
    return json_answer({"errors": [error]}, detail="errors without data")


def _suspended(_fault: Fault) -> Answer:
    return errors.forbidden(
        "Your account is suspended and is not permitted to access this feature."
    )


INVENTED: Final[Mapping[str, Callable[[Fault], Answer]]] = {
    "rate_limit": _rate_limit,
    "rate_limit_no_reset": lambda _: errors.too_many({}),
    "daily_limit": _daily_limit,
    "usage_capped": lambda _: errors.usage_capped(),
    "credits": lambda _: errors.credits_depleted(),
    "server_error_json": _unavailable,
    "errors_no_data": _errors_no_data,
    "error_list": _error_list,
    "dead_token": lambda _: errors.unauthorized("fault: dead token"),
    "wrong_token": lambda _: errors.unsupported_authentication(),
    "missing_permission": lambda _: errors.oauth1_permissions(),
    "duplicate": lambda _: errors.duplicate(),
    "policy_block": _suspended,
    "bad_media": lambda _: errors.invalid("media: could not be processed").answer,
}
