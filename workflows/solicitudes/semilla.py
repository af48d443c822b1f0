"""The types of request every installation starts with; nothing that exists is overwritten."""

from __future__ import annotations

from typing import Any

from workflows.solicitudes.models import TipoSolicitud

# Panama. Confirmed for petitions in general; each municipality confirms it for its own use.
_LEY_PANAMA = "Ley 38 de 2000, art. 41: 30 días calendario (Panamá). Confirme con su oficina legal."


def sembrar() -> None:
    """The three types, found by their code, for an administrator to edit."""
    TipoSolicitud.objects.bulk_create(
        [TipoSolicitud(**campos) for campos in (_invitacion(), _audiencia(), _peticion())],
        ignore_conflicts=True,
    )


def _invitacion() -> dict[str, Any]:
    return {
        "codigo": "invitacion",
        "nombre": "Invitación",
        "dias_meta": 3,
        "decide_jefe": True,
        "plantilla_acuse": (
            "Gracias por su invitación «{asunto}». La recibimos el {fecha} con el código {codigo}. "
            "Pronto le diremos si podemos acompañarle."
        ),
        "plantilla_respuesta": "Gracias por invitarnos a «{asunto}».\n\n",
    }


def _audiencia() -> dict[str, Any]:
    return {
        "codigo": "audiencia",
        "nombre": "Audiencia",
        "dias_legales": 30,
        "unidad": TipoSolicitud.Unidad.CALENDARIO,
        "dias_meta": 5,
        "referencia_legal": _LEY_PANAMA,
        "plantilla_respuesta": "Con respecto a la audiencia que nos pidió, «{asunto}»:\n\n",
    }


def _peticion() -> dict[str, Any]:
    return {
        "codigo": "peticion",
        "nombre": "Petición formal",
        "dias_legales": 30,
        "unidad": TipoSolicitud.Unidad.CALENDARIO,
        "dias_meta": 15,
        "referencia_legal": _LEY_PANAMA,
        "plantilla_respuesta": "Con respecto a su petición «{asunto}», recibida el {fecha}:\n\n",
    }
