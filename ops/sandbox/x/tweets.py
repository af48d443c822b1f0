"""Posts on X: write, delete."""

from dataclasses import replace
from typing import Any

from ops.sandbox.records import Tweet
from ops.sandbox.wire import Answer, Call, RefusedError, json_answer
from ops.sandbox.world import World
from ops.sandbox.x import errors
from ops.sandbox.x.auth import check_caller
from ops.sandbox.x.media import usable_media
from ops.sandbox.x.reading import as_json
from ops.sandbox.x.text import LONGEST_TEXT, normalized, valid_characters, weighted_length

DUPLICATE_WINDOW_S = 24 * 3600
MOST_IMAGES = 4


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
    return json_answer({"data": as_json(tweet, ())}, status=201)


def delete(call: Call, world: World) -> Answer:
    """DELETE /2/tweets/{id}."""
    check_caller(call, write=True)
    tweet = world.state.tweets.get(call.match["id"])
    if tweet is None or tweet.deleted:
        raise RefusedError(errors.not_found("tweet", call.match["id"][:40]))
    world.state.tweets.put(replace(tweet, deleted=True))
    return json_answer({"data": {"deleted": True}})


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
