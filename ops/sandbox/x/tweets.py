"""Posts on X: write, read, list, delete; and who the account is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ops.sandbox import accounts
from ops.sandbox.state import Tweet
from ops.sandbox.wire import Answer, Call, RefusedError, json_answer
from ops.sandbox.world import World
from ops.sandbox.x import errors
from ops.sandbox.x.auth import check_caller
from ops.sandbox.x.media import usable_media
from ops.sandbox.x.text import LONGEST_TEXT, normalized, shown, valid_characters, weighted_length

DUPLICATE_WINDOW_S = 24 * 3600
MOST_IMAGES = 4
TWEET_FIELDS = ("id", "text", "created_at", "entities", "author_id", "edit_history_tweet_ids")
USER_FIELDS = ("id", "name", "username", "created_at", "verified", "protected")
LIST_PARAMETERS = ("max_results", "since_id", "until_id", "start_time", "end_time")


def publish(call: Call, world: World) -> Answer:
    """POST /2/tweets."""
    check_caller(call, write=True)
    body = _object(call.json, "", ("text", "media"))
    text = body.get("text", "")
    if not isinstance(text, str):
        raise errors.invalid("$.text: is not a string")
    image_ids = _media_ids(body, world)
    tweet = Tweet(world.state.new_id(), normalized(text), world.state.clock(), image_ids)
    _check_text(tweet, world)
    world.state.tweets.put(tweet)
    return json_answer({"data": _as_json(tweet, ())}, status=201)


def _check_text(tweet: Tweet, world: World) -> None:
    if not tweet.text and not tweet.image_ids:
        raise errors.invalid("text: must not be empty", text="")
    if weighted_length(tweet.text) > LONGEST_TEXT:
        raise RefusedError(errors.forbidden(errors.TOO_LONG))
    if not valid_characters(tweet.text):
        raise errors.invalid("text: has characters that are not allowed")
    if _is_duplicate(tweet, world):
        raise RefusedError(errors.duplicate())


def _is_duplicate(tweet: Tweet, world: World) -> bool:
    """Say whether the same text stands already; X compares recent posts of the account."""
    oldest = tweet.created_at - DUPLICATE_WINDOW_S
    for other in world.state.tweets.newest_first():
        if other.created_at < oldest:
            return False
        if other.text == tweet.text and tweet.text and not other.deleted:
            return True
    return False


def _object(value: Any, path: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise errors.invalid(f"${path}: is not an object")
    for name in value:
        if name not in allowed:
            raise errors.invalid(
                f"$.{(path + '.').lstrip('.')}{name[:60]}: is not defined in the schema and the "
                "schema does not allow additional properties"
            )
    return value


def _media_ids(body: dict[str, Any], world: World) -> tuple[str, ...]:
    if "media" not in body:
        return ()
    ids = _object(body["media"], ".media", ("media_ids",)).get("media_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= MOST_IMAGES:
        raise errors.invalid(f"$.media.media_ids: must have 1 to {MOST_IMAGES} items")
    return tuple(usable_media(value, world) for value in ids)


def read(call: Call, world: World) -> Answer:
    """GET /2/tweets/{id}; X answers 200 with errors about one that is not there."""
    check_caller(call)
    fields = _fields(call.query, ("tweet.fields",))
    tweet = world.state.tweets.get(call.match["id"])
    if tweet is None or tweet.deleted:
        return errors.missing("tweet", call.match["id"][:40])
    return json_answer({"data": _as_json(tweet, fields)})


def delete(call: Call, world: World) -> Answer:
    """DELETE /2/tweets/{id}."""
    check_caller(call, write=True)
    tweet = world.state.tweets.get(call.match["id"])
    if tweet is None or tweet.deleted:
        raise RefusedError(errors.not_found("tweet", call.match["id"][:40]))
    world.state.tweets.put(replace(tweet, deleted=True))
    return json_answer({"data": {"deleted": True}})


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
    return json_answer({"data": [_as_json(tweet, fields) for tweet in tweets], "meta": meta})


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


def _as_json(tweet: Tweet, fields: tuple[str, ...]) -> dict[str, Any]:
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
