"""What every channel asks of a post, whatever its limits are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from channels.base import FrozenPost, Image, Measure, Problem


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """What a channel takes: bytes for each type of picture, characters of alternative text."""

    max_bytes: Mapping[str, int]
    max_alt: int


def text_problems(post: FrozenPost, measure: Measure) -> list[Problem]:
    """Say whether the text is missing or too long."""
    if not post.texto.strip():
        return [Problem("texto", _("Falta el texto."))]
    if not measure.cabe:
        excess = measure.largo - (measure.limite or 0)
        message = _("El texto pasa del límite por %(excess)s caracteres.") % {"excess": excess}
        return [Problem("texto", message)]
    return []


def image_problems(image: Image | None, limits: ImageLimits) -> list[Problem]:
    """Say what is wrong with the picture, if there is one."""
    if image is None:
        return []
    problems = []
    if not image.alt.strip():
        problems.append(Problem("alt", _("Falta el texto alternativo de la imagen.")))
    elif len(image.alt) > limits.max_alt:
        message = _("El texto alternativo pasa de %(max)s caracteres.") % {"max": limits.max_alt}
        problems.append(Problem("alt", message))
    limit = limits.max_bytes.get(image.mime)
    if limit is None:
        problems.append(Problem("imagen", _("El canal no admite este tipo de imagen.")))
    elif len(image.data) > limit:
        message = _("La imagen pasa de %(mb)s MB.") % {"mb": limit // 1_000_000}
        problems.append(Problem("imagen", message))
    return problems
