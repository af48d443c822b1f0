"""Posts of a page: write, change, delete."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from ops.sandbox.facebook import tokens
from ops.sandbox.facebook.errors import duplicate, no_such_object, refuse
from ops.sandbox.facebook.fields import boolean, known_only
from ops.sandbox.records import Post
from ops.sandbox.state import State
from ops.sandbox.wire import Answer, Call, RefusedError, json_answer
from ops.sandbox.world import World

LONGEST_MESSAGE = 63206
MOST_IMAGES = 10
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


def change(call: Call, world: World) -> Answer:
    """POST /{post}: another message, or make it public."""
    known_only(call.form, ("message", "is_published"))
    post = own_post(call, world, "post", publish=True)
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
    post = own_post(call, world, "delete", publish=True)
    world.state.posts.put(replace(post, deleted=True))
    return json_answer({"success": True})


def own_post(call: Call, world: World, verb: str, *, publish: bool = False) -> Post:
    """Return the post of the call if it is there and the token may do what is asked."""
    token = tokens.caller(call, world)
    post = world.state.posts.get(call.match["node"])
    if post is None or post.deleted:
        raise no_such_object(verb, call.match["node"])
    if token.kind == "PAGE" and token.profile_id != post.page_id:
        raise no_such_object(verb, call.match["node"])
    tokens.page_caller(call, world, post.page_id, publish=publish)
    return post


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
