"""What the town hall sets of the requests: their kinds, with their terms and letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core import ajustes
from core.models import Usuario
from workflows.solicitudes.models import PlantillaRespuesta, TipoSolicitud


def crear_tipo(*, actor: Usuario, campos: Mapping[str, Any]) -> TipoSolicitud:
    """A kind of request more."""
    return ajustes.crear(modelo=TipoSolicitud, actor=actor, campos=campos)


def editar_tipo(
    *, tipo_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> TipoSolicitud:
    """Other terms or letters, for the requests to come; those that are counted keep their date."""
    return ajustes.editar(modelo=TipoSolicitud, pk=tipo_id, actor=actor, campos=campos, visto=visto)


def crear_respuesta(
    *, tipo: TipoSolicitud, actor: Usuario, campos: Mapping[str, Any]
) -> PlantillaRespuesta:
    """An answer that a type has ready."""
    return ajustes.crear(modelo=PlantillaRespuesta, actor=actor, campos={"tipo": tipo, **campos})


def editar_respuesta(
    *, respuesta_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> PlantillaRespuesta:
    """Another text; what was answered with it stays as it was sent."""
    return ajustes.editar(
        modelo=PlantillaRespuesta, pk=respuesta_id, actor=actor, campos=campos, visto=visto
    )


def quitar_respuesta(*, respuesta_id: int, actor: Usuario) -> None:
    """It is not offered any more."""
    ajustes.quitar(modelo=PlantillaRespuesta, pk=respuesta_id, actor=actor)
