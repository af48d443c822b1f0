"""The refusals of the Graph API, in its own words."""

import json
import secrets
from typing import Any

from ops.sandbox.wire import Answer, RefusedError, json_answer

DOCS = "https://developers.facebook.com/docs/graph-api"
NEEDS_PERMISSION = (
    "(#200) If posting to a group, requires app being installed in the group, and either "
    "publish_to_groups permission with user token, or both pages_read_engagement and "
    "pages_manage_posts permission with page token; If posting to a page, requires both "
    "pages_read_engagement and pages_manage_posts as an admin with sufficient administrative "
    "permission"
)


def graph_error(
    code: int,
    message: str,
    *,
    status: int = 400,
    kind: str = "OAuthException",
    **more: Any,
) -> Answer:
    """Return a Graph error; `more` are error_subcode, is_transient, error_user_title ..."""
    error = {"message": message, "type": kind, "code": code, **more}
    error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
    challenge = f'OAuth "Facebook Platform" "invalid_request" {json.dumps(message)}'
    return json_answer(
        {"error": error},
        status=status,
        headers={"WWW-Authenticate": challenge, "Cache-Control": "no-store"},
        detail=message,
    )


def refuse(code: int, message: str, **more: Any) -> RefusedError:
    """Return the exception that answers with `graph_error`."""
    return RefusedError(graph_error(code, message, **more))


def no_such_object(verb: str, object_id: str) -> RefusedError:
    """Refuse a call about an object that is not there or not this token's."""
    message = (
        f"Unsupported {verb} request. Object with ID '{object_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation. Please read the "
        f"Graph API documentation at {DOCS}"
    )
    return refuse(100, message, kind="GraphMethodException", error_subcode=33)


def duplicate() -> Answer:
    """Return the answer to a post identical to the last one."""
    return graph_error(
        506,
        "(#506) Duplicate status message",
        error_subcode=1455006,
        is_transient=False,
        error_user_title="Duplicate Status Update",
        error_user_msg=(
            "This status update is identical to the last one you posted. Try posting something "
            "different, or delete your previous update."
        ),
    )


def expired_token() -> Answer:
    """Return the answer to a token whose session was ended."""
    return graph_error(
        190,
        "Error validating access token: The session has been invalidated because the user "
        "changed their password or Facebook has changed the session for security reasons.",
        status=401,
        error_subcode=460,
    )


def needs_page_token() -> Answer:
    """Return the answer to a user token where a page token is needed."""
    return graph_error(
        190,
        "A Page access token is required for this call for the new Pages experience.",
        error_subcode=2069032,
    )


def needs_permission() -> Answer:
    """Return the answer to a token without pages_manage_posts."""
    return graph_error(200, NEEDS_PERMISSION, status=403)
