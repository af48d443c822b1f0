"""What X tells: one post, the timeline, who the account is."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ops.sandbox import accounts
from ops.sandbox.records import Tweet
from ops.sandbox.wire import Answer, Call, RefusedError, json_answer
from ops.sandbox.world import World
from ops.sandbox.x import errors
from ops.sandbox.x.auth import check_caller
from ops.sandbox.x.text import shown

TWEET_FIELDS = ("id", "text", "created_at", "entities", "author_id", "edit_history_tweet_ids")
USER_FIELDS = ("id", "name", "username", "created_at", "verified", "protected")
LIST_PARAMETERS = ("max_results", "since_id", "until_id", "start_time", "end_time")


def read(call: Call, world: World) -> Answer:
    """GET /2/tweets/{id}; X answers 200 with errors about one that is not there."""
    check_caller(call)
    fields = _fields(call.query, ("tweet.fields",))
    tweet = world.state.tweets.get(call.match["id"])
    if tweet is None or tweet.deleted:
        return errors.missing("tweet", call.match["id"][:40])
    return json_answer({"data": as_json(tweet, fields)})


def listed(call: Call, world: World) -> Answer:
    """GET /2/users/{id}/tweets, newest first."""
    check_caller(call)
    fields = _fields(call.query, (*LIST_PARAMETERS, "tweet.fields"))
    if call.match["id"] != accounts.X_USER_ID:
        raise RefusedError(errors.not_found("user", call.match["id"][:40]))
    most = _number(call.query, "max_results", 10)
    if not 5 <= most <= 100:
        raise errors.invalid(
            f"The `max_results` query parameter value [{most}] is not between 5 and 100",
            max_results=str(most),
        )
    tweets = [tweet for _, tweet in zip(range(most), _seen(call, world), strict=False)]
    meta: dict[str, Any] = {"result_count": len(tweets)}
    if not tweets:
        return json_answer({"meta": meta})
    meta |= {"newest_id": tweets[0].id, "oldest_id": tweets[-1].id}
    return json_answer({"data": [as_json(tweet, fields) for tweet in tweets], "meta": meta})


def _seen(call: Call, world: World) -> Iterator[Tweet]:
    """Iterate over the living posts that the query asks for and the lag lets through."""
    late = world.faults.standing("x", "timeline", "late_timeline")
    newest = world.state.clock() - (late.seconds if late else 0)
    since_id, until_id = (_number(call.query, name, 0) for name in ("since_id", "until_id"))
    start, end = (_moment(call.query, name) for name in ("start_time", "end_time"))
    for tweet in world.state.tweets.newest_first():
        if tweet.deleted or tweet.created_at > newest or int(tweet.id) <= since_id:
            continue
        if until_id and int(tweet.id) >= until_id:
            continue
        if (start or 0) <= tweet.created_at <= (end or newest):
            yield tweet


def me(call: Call, _world: World) -> Answer:
    """GET /2/users/me."""
    check_caller(call)
    fields = _fields(call.query, ("user.fields",), USER_FIELDS)
    user = {
        "id": accounts.X_USER_ID,
        "name": accounts.X_NAME,
        "username": accounts.X_USERNAME,
        "created_at": "2022-03-05T14:00:00.000Z",
        "verified": False,
        "protected": False,
    }
    wanted = dict.fromkeys(("id", "name", "username", *fields))
    return json_answer({"data": {name: user[name] for name in wanted}})


def _fields(
    query: Mapping[str, str], allowed: tuple[str, ...], known: tuple[str, ...] = TWEET_FIELDS
) -> tuple[str, ...]:
    """Check the names of the query parameters and return the fields they ask for."""
    for name in query:
        if name not in allowed:
            raise errors.invalid(
                f"The query parameter [{name[:60]}] is not one of [{', '.join(allowed)}]"
            )
    asked = tuple(filter(None, query.get(allowed[-1], "").split(",")))
    for field in asked:
        if field not in known:
            raise errors.invalid(
                f"The `{allowed[-1]}` query parameter value [{field[:60]}] is not one of "
                f"[{', '.join(known)}]"
            )
    return asked


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        raise errors.invalid(f"The `{name}` query parameter value [{text[:60]}] is not valid")
    return int(text)


def _moment(query: Mapping[str, str], name: str) -> float | None:
    text = query.get(name)
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC).timestamp()
    except ValueError:
        raise errors.invalid(
            f"The `{name}` query parameter value [{text[:60]}] is not a valid RFC3339 timestamp"
        ) from None


def as_json(tweet: Tweet, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return a post as X shows it, with its default fields and those asked for."""
    text, urls = shown(tweet)
    moment = datetime.fromtimestamp(tweet.created_at, UTC)
    values: dict[str, Any] = {
        "id": tweet.id,
        "text": text,
        "edit_history_tweet_ids": [tweet.id],
        "created_at": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "author_id": accounts.X_USER_ID,
        "entities": {"urls": urls} if urls else None,
    }
    wanted = dict.fromkeys(("id", "text", "edit_history_tweet_ids", *fields))
    return {name: values[name] for name in wanted if values[name] is not None}
