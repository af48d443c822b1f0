"""Posts of a page as Graph returns them: one, or the published ones newest first."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from ops.sandbox.facebook import people, tokens
from ops.sandbox.facebook.errors import refuse
from ops.sandbox.facebook.fields import Fields, known_only, parse_fields, select
from ops.sandbox.facebook.posts import own_post
from ops.sandbox.records import Post
from ops.sandbox.state import State
from ops.sandbox.wire import Answer, Call, json_answer
from ops.sandbox.world import World

MOST_LISTED = 100
EMPTY: tuple[Any, ...] = ("", {"data": []})


def read(call: Call, world: World) -> Answer:
    """GET /{post}; a page is read the same way."""
    if call.match["node"] in tokens.PAGE_NAMES:
        return people.page(call, world)
    known_only(call.query, ("fields",))
    post = own_post(call, world, "get")
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
