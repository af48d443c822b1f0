"""What the town hall sets of the requests: their kinds, with their terms and letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core import ajustes
from core.models import Usuario
from workflows.solicitudes.models import TipoSolicitud


def crear_tipo(*, actor: Usuario, campos: Mapping[str, Any]) -> TipoSolicitud:
    """A kind of request more."""
    return ajustes.crear(modelo=TipoSolicitud, actor=actor, campos=campos)


def editar_tipo(
    *, tipo_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> TipoSolicitud:
    """Other terms or letters, for the requests to come; those that are counted keep their date."""
    return ajustes.editar(modelo=TipoSolicitud, pk=tipo_id, actor=actor, campos=campos, visto=visto)
