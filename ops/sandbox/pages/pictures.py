"""Images of a post with what is said of them to who cannot see them."""

from ops.sandbox.pages.markup import Html, join, tag
from ops.sandbox.state import State


def pictures(image_ids: tuple[str, ...], state: State) -> Html | None:
    """Return the images, each with its alternative text or the warning that it has none."""
    if not image_ids:
        return None
    return tag("div", *(_picture(image_id, state) for image_id in image_ids), cls="pictures")


def _picture(image_id: str, state: State) -> Html:
    image = state.images.get(image_id)
    alt = image.alt_text if image else ""
    if image_id in state.image_bytes:
        shown = tag("img", src=f"/imagen/{image_id}/", alt=alt, loading="lazy")
    else:
        shown = tag("div", "La imagen ya no se guarda", cls="gone")
    return tag("figure", shown, tag("figcaption", _said(alt)))


def _said(alt: str) -> Html:
    if not alt:
        return tag("span", "Sin texto alternativo", cls="warn")
    return join(tag("b", "Texto alternativo: "), alt)
