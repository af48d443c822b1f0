"""What the town hall sets of the compromisos: from when they are told higher up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core import ajustes
from core.models import Usuario
from workflows.compromisos.models import Umbrales


def editar_umbrales(
    *, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Umbrales:
    """Other figures, from the next reminder or change of date on; nothing is told of the past."""
    return ajustes.editar(modelo=Umbrales, pk=1, actor=actor, campos=campos, visto=visto)
