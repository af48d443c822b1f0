"""The refusals of the X API v2, in its own words."""

from typing import Any

from ops.sandbox import accounts
from ops.sandbox.wire import Answer, RefusedError, json_answer

PROBLEM_TYPE = "application/problem+json"
PROBLEMS = "https://api.twitter.com/2/problems/"
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length see "
    "https://github.com/twitter/twitter-text."
)


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    kind: str = "about:blank",
    headers: dict[str, str] | None = None,
    **more: Any,
) -> Answer:
    """Return a problem document; `more` are further members of the document."""
    document = {"title": title, "detail": detail, "type": kind, "status": status, **more}
    return json_answer(
        document, status=status, content_type=PROBLEM_TYPE, headers=headers, detail=detail
    )


def unauthorized(reason: str = "") -> Answer:
    """Return the 401 of X, which never says why; `reason` is for the log of the sandbox."""
    answer = problem(401, "Unauthorized", "Unauthorized")
    return Answer(401, answer.body, answer.content_type, detail=reason or answer.detail)


def forbidden(detail: str) -> Answer:
    """Return a 403 whose only information is its sentence."""
    return problem(403, "Forbidden", detail)


def duplicate() -> Answer:
    """Return the answer to a text that was posted already."""
    return forbidden(DUPLICATE)


def oauth1_permissions() -> Answer:
    """Return the answer to keys that may only read."""
    return problem(
        403,
        "Forbidden",
        "Your client app is not configured with the appropriate oauth1 app permissions for this "
        "endpoint.",
        kind=PROBLEMS + "oauth1-permissions",
    )


def unsupported_authentication() -> Answer:
    """Return the answer to an application's own token where a user's is needed."""
    return problem(
        403,
        "Unsupported Authentication",
        "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  "
        "Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
        kind=PROBLEMS + "unsupported-authentication",
    )


def missing(kind: str, value: str) -> Answer:
    """Return the 200 without data of a read about something that is not there."""
    detail = f"Could not find {kind} with id: [{value}]."
    error = {
        "title": "Not Found Error",
        "detail": detail,
        "type": PROBLEMS + "resource-not-found",
        "resource_type": kind,
        "resource_id": value,
        "parameter": "id",
        "value": value,
    }
    return json_answer({"errors": [error]}, detail=detail)


def not_found(kind: str, value: str) -> Answer:
    """Return the answer about a post that is not there."""
    return problem(
        404,
        "Not Found Error",
        f"Could not find {kind} with id: [{value}].",
        kind=PROBLEMS + "resource-not-found",
        resource_type=kind,
        resource_id=value,
    )


def invalid(message: str, **parameters: str) -> RefusedError:
    """Refuse with 400 a request whose parameters are wrong."""
    detail = "One or more parameters to your request was invalid."
    errors = [{"parameters": {k: [v] for k, v in parameters.items()}, "message": message}]
    answer = problem(
        400, "Invalid Request", detail, kind=PROBLEMS + "invalid-request", errors=errors
    )
    return RefusedError(
        Answer(400, answer.body, answer.content_type, answer.headers, detail=message)
    )


def credits_depleted() -> Answer:
    """Return the 402 of an account without money."""
    return problem(
        402,
        "CreditsDepleted",
        f"Your enrolled account [{accounts.X_USER_ID}] does not have any credits to fulfill this "
        "request.",
        kind=PROBLEMS + "credits",
        account_id=int(accounts.X_USER_ID),
    )


def usage_capped() -> Answer:
    """Return the 403 of an application that used up its month."""
    return problem(
        403,
        "UsageCapExceeded",
        "Usage cap exceeded: Monthly product cap",
        kind=PROBLEMS + "usage-capped",
        period="Monthly",
        scope="Product",
    )


def too_many(headers: dict[str, str]) -> Answer:
    """Return a 429 with the headers that say when to come back, if any."""
    return problem(429, "Too Many Requests", "Too Many Requests", headers=headers)
