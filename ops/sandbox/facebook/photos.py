"""Photos of a page: upload one, to be attached to a post or as a post of its own."""

from ops.sandbox.facebook import tokens
from ops.sandbox.facebook.errors import refuse
from ops.sandbox.facebook.fields import boolean, known_only
from ops.sandbox.records import Image, Post
from ops.sandbox.wire import Answer, Call, Upload, image_mime, json_answer
from ops.sandbox.world import World

LARGEST_PHOTO = 10 * 1024 * 1024
LONGEST_ALT_TEXT = 1000
TEXT_FIELDS = ("published", "alt_text_custom", "message", "temporary")


def upload(call: Call, world: World) -> Answer:
    """POST /{page}/photos with the file `source`; published unless told otherwise."""
    page_id = call.match["node"]
    tokens.page_caller(call, world, page_id, publish=True)
    known_only(call.form, TEXT_FIELDS)
    known_only(call.files, ("source",))
    source = call.files.get("source")
    if source is None:
        raise refuse(324, "(#324) Requires upload file")
    image = Image(
        id=world.state.new_id(),
        network="facebook",
        mime=_checked_mime(source),
        created_at=world.state.clock(),
        alt_text=_alt_text(call),
        published=boolean(call.form, "published", default=True),
    )
    world.state.put_image(image, source.data)
    if not image.published:
        return json_answer({"id": image.id})
    return json_answer({"id": image.id, "post_id": _post_of(image, call, world).id})


def _post_of(image: Image, call: Call, world: World) -> Post:
    page_id = call.match["node"]
    return world.state.posts.put(
        Post(
            id=f"{page_id}_{world.state.new_id()}",
            page_id=page_id,
            message=call.form.get("message", ""),
            created_at=image.created_at,
            image_ids=(image.id,),
        )
    )


def _checked_mime(source: Upload) -> str:
    mime = image_mime(source.data)
    if mime is None or len(source.data) > LARGEST_PHOTO:
        raise refuse(
            100,
            "Invalid parameter",
            error_subcode=1366046,
            is_transient=False,
            error_user_title="Can't Read Files",
            error_user_msg=(
                "Your photos couldn't be uploaded. Photos should be less than 10 MB and saved as "
                "JPG, PNG, GIF, TIFF, HEIF or WebP files."
            ),
        )
    return mime


def _alt_text(call: Call) -> str:
    text = call.form.get("alt_text_custom")
    if text is None:
        return ""
    if not text.strip() or len(text) > LONGEST_ALT_TEXT:
        raise refuse(100, f"(#100) alt_text_custom must have 1 to {LONGEST_ALT_TEXT} characters")
    return text
