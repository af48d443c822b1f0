"""The types of request every installation starts with; nothing that exists is overwritten.

With a type that is made here come its letters and prepared answers; one that is there already keeps
what an administrator left of them.
"""

from __future__ import annotations

from typing import Any

from workflows.solicitudes.models import PlantillaRespuesta, TipoSolicitud

Cuando = PlantillaRespuesta.Cuando

# Panama. Confirmed for petitions in general; each municipality confirms it for its own use.
_LEY_PANAMA = "Ley 38 de 2000, art. 41: 30 días calendario (Panamá). Confirme con su oficina legal."

_PREGUNTAS = "\n\nSi algo no quedó claro, escríbanos citando el código {codigo}."
_DE_QUIEN_LA_TIENE = (
    " a {destino}, a quien le corresponde. Esto fue lo que contestó:\n\n{contestacion}"
)
# Of each type: how each of its prepared answers is called, when it is offered, what it says.
RESPUESTAS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "invitacion": (
        (
            "Le acompañamos",
            Cuando.ACEPTADA,
            "Gracias por invitarnos a «{asunto}». Aceptamos con gusto, y nos alegra acompañarle."
            + _PREGUNTAS,
        ),
        (
            "Le acompaña otra persona",
            Cuando.DELEGADA,
            "Gracias por invitarnos a «{asunto}». En representación del municipio la atiende "
            "{destino}." + _PREGUNTAS,
        ),
        (
            "No podemos acompañarle",
            Cuando.RECHAZADA,
            (
                "Gracias por invitarnos a «{asunto}». Esta vez no podemos acompañarle. {motivo}\n\n"
                "Le deseamos que todo salga muy bien."
            ),
        ),
        (
            "La atendió otra institución",
            Cuando.DERIVADA,
            "Gracias por invitarnos a «{asunto}». La trasladamos" + _DE_QUIEN_LA_TIENE + _PREGUNTAS,
        ),
    ),
    "audiencia": (
        (
            "Se le recibió",
            Cuando.ACEPTADA,
            "Gracias por haber venido a hablar con nosotros de «{asunto}»." + _PREGUNTAS,
        ),
        (
            "Le recibió otra persona",
            Cuando.DELEGADA,
            "Con respecto a la audiencia que nos pidió el {fecha}, «{asunto}»: en nombre del "
            "municipio le atendió {destino}." + _PREGUNTAS,
        ),
        (
            "No es posible recibirle",
            Cuando.RECHAZADA,
            "Con respecto a la audiencia que nos pidió el {fecha}, «{asunto}»: no nos es posible "
            "recibirle. {motivo}" + _PREGUNTAS,
        ),
        (
            "La atendió quien corresponde",
            Cuando.DERIVADA,
            "La audiencia que nos pidió el {fecha}, «{asunto}», la trasladamos"
            + _DE_QUIEN_LA_TIENE
            + _PREGUNTAS,
        ),
    ),
    "requerimiento": (
        (
            "Ya se atendió",
            Cuando.ACEPTADA,
            "Lo que nos pidió el {fecha}, «{asunto}», ya se atendió." + _PREGUNTAS,
        ),
        (
            "Lo atendió otra persona",
            Cuando.DELEGADA,
            "Lo que nos pidió el {fecha}, «{asunto}», lo atendió {destino}." + _PREGUNTAS,
        ),
        (
            "No se puede atender",
            Cuando.RECHAZADA,
            "Revisamos lo que nos pidió el {fecha}, «{asunto}», y no podemos atenderlo. {motivo}"
            + _PREGUNTAS,
        ),
        (
            "Lo atendió quien corresponde",
            Cuando.DERIVADA,
            "Lo que nos pidió el {fecha}, «{asunto}», lo trasladamos"
            + _DE_QUIEN_LA_TIENE
            + _PREGUNTAS,
        ),
    ),
    "peticion": (
        (
            "Se resolvió a favor",
            Cuando.ACEPTADA,
            "En respuesta a su petición «{asunto}», recibida el {fecha} con el código {codigo}, le "
            "comunicamos que fue aceptada y atendida." + _PREGUNTAS,
        ),
        (
            "La atendió otra persona",
            Cuando.DELEGADA,
            "En respuesta a su petición «{asunto}», recibida el {fecha} con el código {codigo}, le "
            "comunicamos que fue aceptada y que la atendió {destino}." + _PREGUNTAS,
        ),
        (
            "No se puede conceder",
            Cuando.RECHAZADA,
            (
                "En respuesta a su petición «{asunto}», recibida el {fecha} con el código "
                "{codigo}, le comunicamos que no puede concederse. {motivo}\n\n"
                "Si no está de acuerdo, puede pedir por escrito que se revise."
            ),
        ),
        (
            "La contestó quien corresponde",
            Cuando.DERIVADA,
            "Su petición «{asunto}», recibida el {fecha} con el código {codigo}, la trasladamos"
            + _DE_QUIEN_LA_TIENE
            + _PREGUNTAS,
        ),
    ),
}


def sembrar() -> None:
    """The four types, found by their code, for an administrator to edit."""
    tipos = (_invitacion(), _audiencia(), _requerimiento(), _peticion())
    ya_estaban = set(TipoSolicitud.objects.values_list("codigo", flat=True))
    TipoSolicitud.objects.bulk_create(
        [TipoSolicitud(**campos) for campos in tipos], ignore_conflicts=True
    )
    nuevos = (
        TipoSolicitud.objects.filter(codigo__in=RESPUESTAS)
        .exclude(codigo__in=ya_estaban)
        .order_by("pk")
    )
    PlantillaRespuesta.objects.bulk_create(
        [
            PlantillaRespuesta(tipo=tipo, nombre=nombre, cuando=cuando, texto=texto)
            for tipo in nuevos
            for nombre, cuando, texto in RESPUESTAS[tipo.codigo]
        ],
        ignore_conflicts=True,
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
        "exige": ["fecha_evento"],
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
        "plantilla_acuse": (
            "Recibimos el {fecha} su solicitud de audiencia «{asunto}», con el código {codigo}. "
            "Cuando se decida le diremos el día y la hora, o por qué no es posible."
        ),
        "plantilla_respuesta": "Con respecto a la audiencia que nos pidió, «{asunto}»:\n\n",
    }


def _requerimiento() -> dict[str, Any]:
    """Something that is to be attended to at once, without the form of a petition."""
    return {
        "codigo": "requerimiento",
        "nombre": "Requerimiento",
        "dias_meta": 5,
        "pide": ["lugar_texto"],
        "plantilla_acuse": (
            "Recibimos el {fecha} lo que nos pide en «{asunto}», con el código {codigo}. "
            "Le escribiremos cuando se atienda."
        ),
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
        "plantilla_acuse": (
            "Recibimos su petición «{asunto}» el {fecha}, con el código {codigo}. "
            "Le responderemos por escrito dentro del plazo que da la ley."
        ),
        "plantilla_respuesta": "Con respecto a su petición «{asunto}», recibida el {fecha}:\n\n",
    }
