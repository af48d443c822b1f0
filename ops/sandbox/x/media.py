"""Images for X: the upload in one piece, the alternative text, the life of an image."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ops.sandbox.records import Image
from ops.sandbox.wire import Answer, Call, image_mime, json_answer
from ops.sandbox.world import World
from ops.sandbox.x import errors
from ops.sandbox.x.auth import check_caller

LARGEST_IMAGE = 5 * 1024 * 1024
LONGEST_ALT_TEXT = 1000
MEDIA_LIFE_S = 24 * 3600
FORM_FIELDS = ("media_category", "media_type", "shared", "additional_owners")


def upload(call: Call, world: World) -> Answer:
    """POST /2/media/upload, multipart, with the file `media`."""
    check_caller(call, write=True)
    for name in (*call.form, *call.files):
        if name not in (*FORM_FIELDS, "media"):
            raise errors.invalid(f"$.{name[:60]}: is not defined in the schema")
    if call.form.get("media_category") != "tweet_image":
        raise errors.invalid("media_category: must be tweet_image")
    data, mime = _checked(call)
    image = Image(world.state.new_id(), "x", mime, world.state.clock())
    world.state.put_image(image, data)
    return json_answer({"data": _as_json(image, len(data))})


def _checked(call: Call) -> tuple[bytes, str]:
    media = call.files.get("media")
    if media is None or not media.data:
        raise errors.invalid("media: is required")
    if len(media.data) > LARGEST_IMAGE:
        raise errors.invalid("media: file size exceeds 5242880 bytes")
    mime = image_mime(media.data)
    if mime is None or call.form.get("media_type", mime) != mime:
        raise errors.invalid("media_type: does not match the media", media_type=str(mime))
    return media.data, mime


def describe(call: Call, world: World) -> Answer:
    """POST /2/media/metadata: the alternative text of an image."""
    check_caller(call, write=True)
    text = _alt_text(call.json)
    image = _living(call.json["id"], world)
    if image is None:
        raise errors.invalid("id: media not found", id=str(call.json["id"])[:40])
    world.state.images.put(replace(image, alt_text=text))
    metadata = {"alt_text": {"text": text}}
    return json_answer({"data": {"id": image.id, "associated_metadata": metadata}})


def _alt_text(body: Any) -> str:
    """Read {"id": .., "metadata": {"alt_text": {"text": ..}}} and nothing else."""
    match body:
        case {"id": str(), "metadata": {"alt_text": {"text": str(text), **a}, **b}, **c} if not (
            a or b or c
        ):
            pass
        case _:
            raise errors.invalid("$.metadata.alt_text.text: is missing or has company")
    if not text.strip() or len(text) > LONGEST_ALT_TEXT:
        raise errors.invalid(f"alt_text.text: must have 1 to {LONGEST_ALT_TEXT} characters")
    return text


def usable_media(value: Any, world: World) -> str:
    """Return the id if it is an image of X still alive; refuses it with 400 otherwise."""
    image = _living(value, world) if isinstance(value, str) else None
    if image is None:
        raise errors.invalid("Your media IDs are invalid.", **{"media.media_ids": str(value)[:40]})
    return image.id


def _living(image_id: str, world: World) -> Image | None:
    image = world.state.images.get(image_id)
    if image is None or image.network != "x":
        return None
    return image if world.state.clock() - image.created_at < MEDIA_LIFE_S else None


def _as_json(image: Image, size: int) -> dict[str, Any]:
    expires = datetime.fromtimestamp(image.created_at + MEDIA_LIFE_S, UTC)
    return {
        "id": image.id,
        "media_key": f"3_{image.id}",
        "size": size,
        "expires_after_secs": MEDIA_LIFE_S,
        "expires_at": expires.isoformat(),
    }
