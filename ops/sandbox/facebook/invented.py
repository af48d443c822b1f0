"""What the Graph API answers when the sandbox is told to misbehave."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from ops.sandbox import accounts
from ops.sandbox.facebook.errors import (
    duplicate,
    expired_token,
    graph_error,
    needs_page_token,
    needs_permission,
)
from ops.sandbox.faults import Fault
from ops.sandbox.wire import Answer, json_answer


def _rate_limit(fault: Fault) -> Answer:
    minutes = max(1, round(fault.seconds / 60))
    usage = {"type": "pages", "call_count": 100, "estimated_time_to_regain_access": minutes}
    answer = graph_error(32, "(#32) Page request limit reached", status=429)
    return _with(
        answer,
        {
            "x-app-usage": '{"call_count":100,"total_cputime":20,"total_time":20}',
            "x-business-use-case-usage": json.dumps({accounts.FB_PAGE_ID: [usage]}),
        },
    )


def _rate_limit_no_reset(_fault: Fault) -> Answer:
    return graph_error(4, "(#4) Application request limit reached", status=429, is_transient=True)


def _policy_block(_fault: Fault) -> Answer:
    return graph_error(
        368,
        "The action attempted has been deemed abusive or is otherwise disallowed",
        error_subcode=1390008,
        error_user_title="You're Temporarily Blocked",
        error_user_msg="You're temporarily blocked from doing this.",
    )


def _unknown_error(_fault: Fault) -> Answer:
    return graph_error(1, "An unknown error has occurred.", status=500, is_transient=False)


def _transient(_fault: Fault) -> Answer:
    message = "An unexpected error has occurred. Please retry your request later."
    return graph_error(2, message, status=500, is_transient=True)


def _bad_media(_fault: Fault) -> Answer:
    return graph_error(
        100,
        "Invalid parameter",
        error_subcode=1366046,
        error_user_title="Can't Read Files",
        error_user_msg="Your photos couldn't be uploaded.",
    )


def _no_error_key(_fault: Fault) -> Answer:
    return json_answer({"status": "internal_error"}, status=500, detail="no error key")


def _with(answer: Answer, headers: Mapping[str, str]) -> Answer:
    return Answer(
        answer.status,
        answer.body,
        answer.content_type,
        {**answer.headers, **headers},
        answer.detail,
    )


INVENTED: Final[Mapping[str, Callable[[Fault], Answer]]] = {
    "rate_limit": _rate_limit,
    "rate_limit_no_reset": _rate_limit_no_reset,
    "server_error_json": _unknown_error,
    "transient": _transient,
    "code1_after": _unknown_error,
    "no_error_key": _no_error_key,
    "dead_token": lambda _: expired_token(),
    "wrong_token": lambda _: needs_page_token(),
    "missing_permission": lambda _: needs_permission(),
    "duplicate": lambda _: duplicate(),
    "policy_block": _policy_block,
    "bad_media": _bad_media,
}
