"""The letters of a type: plain text with marks such as {codigo}, for the facts of a request.

And the answer on the municipality's paper.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.impresos.hoja import pdf
from core.models import Municipio, Usuario

if TYPE_CHECKING:
    from workflows.solicitudes.models import Solicitud

MARCAS = ("asunto", "codigo", "detalle", "fecha", "municipio", "solicitante")
# How a request is handed on, where its type has no letter of its own.
TRASLADO = gettext_lazy(
    "Por ser asunto de su competencia, le trasladamos la solicitud {codigo}, «{asunto}», que "
    "{solicitante} presentó el {fecha}.\n\n{detalle}\n\nLe pedimos contestarnos citando el código "
    "{codigo}: con lo que nos diga responderemos a quien la presentó."
)
CARTA = Path(__file__).with_name("carta.typ")
_MARCA = re.compile(r"\{([^{}]*)\}")


def revisar(plantilla: str) -> None:
    """Refuse, with a sentence for the form, a mark that nothing would fill."""
    ajenas = sorted(set(_MARCA.findall(plantilla)) - set(MARCAS))
    if ajenas:
        raise ValidationError(
            _("No existe la marca {%(ajena)s}. Puede usar: %(marcas)s."),
            params={"ajena": ajenas[0], "marcas": ", ".join(f"{{{m}}}" for m in MARCAS)},
        )


def redactar(plantilla: str | Promise, solicitud: Solicitud) -> str:
    """`plantilla` with its marks filled, in the language of the municipality, whoever writes it.

    One pass: what people wrote is never read as a mark.
    """
    with translation.override(settings.LANGUAGE_CODE):
        plantilla = str(plantilla)
        fecha = date_format(solicitud.fecha_recepcion, "DATE_FORMAT")
    valores = {
        "asunto": solicitud.titulo,
        "codigo": solicitud.codigo,
        "detalle": solicitud.descripcion,
        "fecha": fecha,
        "municipio": Municipio.actual().nombre,
        "solicitante": solicitud.solicitante.nombre,
    }
    return _MARCA.sub(lambda hallada: valores.get(hallada[1], hallada[0]), plantilla)


def en_papel(solicitud: Solicitud, respuesta: str, *, firma: Usuario, momento: datetime) -> bytes:
    """The letter that says `respuesta` to whoever presented it, as a PDF, in their language.

    Raises `ImpresionFallida`.
    """
    with translation.override(settings.LANGUAGE_CODE):
        hechos = {
            "titulo": _("Respuesta a la solicitud %(codigo)s") % {"codigo": solicitud.codigo},
            "codigo": solicitud.codigo,
            "fecha": date_format(clock.local(momento), "DATE_FORMAT"),
            "destinatario": solicitud.solicitante.nombre,
            "referencia": _("Su solicitud %(codigo)s, del %(fecha)s")
            % {
                "codigo": solicitud.codigo,
                "fecha": date_format(solicitud.fecha_recepcion, "DATE_FORMAT"),
            },
            "asunto": solicitud.titulo,
            "cuerpo": respuesta.strip(),
            "firma": {"nombre": firma.nombre, "cargo": str(firma.cargo or "")},
        }
    return pdf(CARTA, hechos, momento=momento, idioma=settings.LANGUAGE_CODE)
