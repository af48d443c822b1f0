"""What the town hall sets of the metas: from when they are yellow, from when red."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core import ajustes
from core.models import Usuario
from workflows.metas.models import Umbrales


def editar_umbrales(
    *, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Umbrales:
    """Other figures; every light is worked out by them at once, and no date is counted again."""
    return ajustes.editar(modelo=Umbrales, pk=1, actor=actor, campos=campos, visto=visto)
