"""The types of request every installation starts with; nothing that exists is overwritten."""

from __future__ import annotations

from typing import Any

from workflows.solicitudes.models import TipoSolicitud

# Panama. Confirmed for petitions in general; each municipality confirms it for its own use.
_LEY_PANAMA = "Ley 38 de 2000, art. 41: 30 días calendario (Panamá). Confirme con su oficina legal."


def sembrar() -> None:
    """The four types, found by their code, for an administrator to edit."""
    tipos = (_invitacion(), _audiencia(), _requerimiento(), _peticion())
    TipoSolicitud.objects.bulk_create(
        [TipoSolicitud(**campos) for campos in tipos], ignore_conflicts=True
    )


def _invitacion() -> dict[str, Any]:
    return {
        "codigo": "invitacion",
        "nombre": "Invitación",
        "dias_meta": 3,
        "decide_jefe": True,
        "pide": [
            "fecha_evento",
            "hora_evento",
            "lugar_texto",
            "fecha_limite_rsvp",
            "papel_esperado",
            "otras_autoridades",
            "asistentes",
            "quien_paga",
        ],
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
        "pide": ["asistentes", "interes_representado", "materia"],
        "referencia_legal": _LEY_PANAMA,
        "plantilla_respuesta": "Con respecto a la audiencia que nos pidió, «{asunto}»:\n\n",
    }


def _requerimiento() -> dict[str, Any]:
    """Something that is to be attended to at once, without the form of a petition."""
    return {
        "codigo": "requerimiento",
        "nombre": "Requerimiento",
        "dias_meta": 5,
        "pide": ["lugar_texto"],
        "plantilla_respuesta": "Con respecto a lo que nos pidió, «{asunto}»:\n\n",
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
