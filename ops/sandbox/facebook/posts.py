"""Posts of a page: write, read, list, change, delete."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from ops.sandbox.facebook import people, tokens
from ops.sandbox.facebook.errors import duplicate, no_such_object, refuse
from ops.sandbox.facebook.fields import Fields, boolean, known_only, parse_fields, select
from ops.sandbox.state import Post, State
from ops.sandbox.wire import Answer, Call, RefusedError, json_answer
from ops.sandbox.world import World

LONGEST_MESSAGE = 63206
MOST_LISTED = 100
MOST_IMAGES = 10
EMPTY: tuple[Any, ...] = ("", {"data": []})
MEDIA_ITEM = re.compile(r"^attached_media\[(\d+)\]$")


def publish(call: Call, world: World) -> Answer:
    """POST /{page}/feed."""
    page_id = call.match["node"]
    tokens.page_caller(call, world, page_id, publish=True)
    form = call.form
    known_only(form, ("message", "link", "published"), indexed="attached_media")
    post = Post(
        id=f"{page_id}_{world.state.new_id()}",
        page_id=page_id,
        message=_message(form.get("message", "")),
        link=_link(form.get("link", "")),
        image_ids=tuple(_attached(call, world.state)),
        published=boolean(form, "published", default=True),
        created_at=world.state.clock(),
    )
    if not (post.message.strip() or post.link or post.image_ids):
        raise refuse(100, "(#100) Missing message or attachment", error_subcode=1349125)
    if post.published and _repeats_the_last(post, world.state):
        raise RefusedError(duplicate())
    world.state.posts.put(post)
    return json_answer({"id": post.id})


def read(call: Call, world: World) -> Answer:
    """GET /{post}; a page is read the same way."""
    if call.match["node"] in tokens.PAGE_NAMES:
        return people.page(call, world)
    known_only(call.query, ("fields",))
    post = _own_post(call, world, "get")
    wanted = parse_fields(call.query.get("fields", "created_time,message"))
    return json_answer(_as_json(post, wanted, world.state))


def listed(call: Call, world: World) -> Answer:
    """GET /{page}/published_posts, newest first."""
    page_id = call.match["node"]
    tokens.page_caller(call, world, page_id)
    known_only(call.query, ("fields", "since", "until", "limit", "after"))
    wanted = parse_fields(call.query.get("fields", "created_time,message"))
    limit = _limit(call.query.get("limit", "25"))
    posts = [post for _, post in zip(range(limit), _seen(call, world, page_id), strict=False)]
    page: dict[str, Any] = {"data": [_as_json(post, wanted, world.state) for post in posts]}
    if posts:
        page["paging"] = {"cursors": {"before": posts[0].id, "after": posts[-1].id}}
    return json_answer(page)


def change(call: Call, world: World) -> Answer:
    """POST /{post}: another message, or make it public."""
    known_only(call.form, ("message", "is_published"))
    post = _own_post(call, world, "post", publish=True)
    if "message" in call.form:
        post = replace(post, message=_message(call.form["message"]))
    published = boolean(call.form, "is_published", default=post.published)
    if post.published and not published:
        raise refuse(100, "(#100) A published post cannot be unpublished")
    world.state.posts.put(replace(post, published=published))
    return json_answer({"success": True})


def delete(call: Call, world: World) -> Answer:
    """DELETE /{post}."""
    known_only(call.query, ())
    post = _own_post(call, world, "delete", publish=True)
    world.state.posts.put(replace(post, deleted=True))
    return json_answer({"success": True})


def _own_post(call: Call, world: World, verb: str, *, publish: bool = False) -> Post:
    token = tokens.caller(call, world)
    post = world.state.posts.get(call.match["node"])
    if post is None or post.deleted:
        raise no_such_object(verb, call.match["node"])
    if token.kind == "PAGE" and token.profile_id != post.page_id:
        raise no_such_object(verb, call.match["node"])
    tokens.page_caller(call, world, post.page_id, publish=publish)
    return post


def _seen(call: Call, world: World, page_id: str) -> Iterator[Post]:
    """Iterate over the visible posts that the query asks for and the lag lets through."""
    since, until = (_moment(call.query.get(name)) for name in ("since", "until"))
    late = world.faults.standing("facebook", "timeline", "late_timeline")
    newest = world.state.clock() - (late.seconds if late else 0)
    after = call.query.get("after")
    for post in world.state.posts.newest_first():
        if after is not None:
            after = None if post.id == after else after
            continue
        if not post.visible or post.page_id != page_id or post.created_at > newest:
            continue
        if (since or 0) <= post.created_at <= (until or newest):
            yield post


def _message(text: str) -> str:
    if len(text) > LONGEST_MESSAGE:
        raise refuse(100, "(#100) Status is too long", error_subcode=1346003)
    return text


def _link(link: str) -> str:
    if not link:
        return ""
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in link:
        raise refuse(100, "(#100) link URL is not properly formatted", error_subcode=1609008)
    return link


def _attached(call: Call, state: State) -> Iterator[str]:
    items = sorted(
        (int(found[1]), value)
        for name, value in call.form.items()
        if (found := MEDIA_ITEM.match(name))
    )
    if len(items) > MOST_IMAGES:
        raise refuse(100, f"(#100) Too many attached media, at most {MOST_IMAGES}")
    for _, value in items:
        image = state.images.get(_media_id(value))
        if image is None or image.network != "facebook":
            raise refuse(100, "(#100) Invalid parameter: attached_media", error_subcode=1366046)
        if image.published:
            raise refuse(100, "(#100) These photos were already posted.", error_subcode=1366051)
        yield image.id


def _media_id(value: str) -> str:
    try:
        return str(json.loads(value)["media_fbid"])
    except (ValueError, KeyError, TypeError):
        raise refuse(100, "(#100) Param attached_media must be {media_fbid: id}") from None


def _repeats_the_last(post: Post, state: State) -> bool:
    for last in state.posts.newest_first():
        if last.visible and last.page_id == post.page_id:
            return (last.message, last.link) == (post.message, post.link)
    return False


def _limit(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_LISTED:
        raise refuse(100, f"(#100) limit must be between 1 and {MOST_LISTED}")
    return int(text)


def _moment(text: str | None) -> float | None:
    """Read a Unix time or an ISO date, as `since` takes both."""
    if not text:
        return None
    try:
        if text.isdigit():
            return float(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise refuse(100, "(#100) since and until must be valid times") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def permalink(post: Post) -> str:
    """Return the public address of the post."""
    return f"https://www.facebook.com/{post.page_id}/posts/{post.id.split('_')[1]}"


def iso(moment: float) -> str:
    """Return a time as the Graph API writes it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _as_json(post: Post, wanted: Fields, state: State) -> dict[str, Any]:
    values: dict[str, Callable[[Fields], Any]] = {
        "id": lambda _: post.id,
        "message": lambda _: post.message,
        "created_time": lambda _: iso(post.created_at),
        "permalink_url": lambda _: permalink(post),
        "is_published": lambda _: post.published,
        "attachments": lambda sub: {"data": _attachments(post, sub, state)},
    }
    found = select(values, wanted, "PagePost")
    return {name: value for name, value in found.items() if value not in EMPTY}


def _attachments(post: Post, wanted: Fields, state: State) -> list[dict[str, Any]]:
    default = parse_fields("media,type,url,unshimmed_url,description")
    items = [_photo_json(post, image_id, state) for image_id in post.image_ids]
    if post.link and not items:
        items.append({"type": "share", "url": post.link, "unshimmed_url": post.link})
    return [{name: item[name] for name in (wanted or default) if name in item} for item in items]


def _photo_json(post: Post, image_id: str, state: State) -> dict[str, Any]:
    image = state.images.get(image_id)
    url = f"https://www.facebook.com/photo.php?fbid={image_id}"
    return {
        "type": "photo",
        "url": url,
        "unshimmed_url": url,
        "media": {"image": {"src": f"https://scontent.xx.fbcdn.net/{image_id}"}},
        "description": image.alt_text if image else "",
    }
