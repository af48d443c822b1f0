"""The letters of a type: plain text with marks such as {codigo}, for the facts of a request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import Municipio

if TYPE_CHECKING:
    from workflows.solicitudes.models import Solicitud

MARCAS = ("asunto", "codigo", "fecha", "municipio", "solicitante")
_MARCA = re.compile(r"\{([^{}]*)\}")


def revisar(plantilla: str) -> None:
    """Refuse, with a sentence for the form, a mark that nothing would fill."""
    ajenas = sorted(set(_MARCA.findall(plantilla)) - set(MARCAS))
    if ajenas:
        raise ValidationError(
            _("No existe la marca {%(ajena)s}. Puede usar: %(marcas)s."),
            params={"ajena": ajenas[0], "marcas": ", ".join(f"{{{m}}}" for m in MARCAS)},
        )


def redactar(plantilla: str, solicitud: Solicitud) -> str:
    """`plantilla` with its marks filled, in the language of the municipality, whoever writes it.

    One pass: what people wrote is never read as a mark.
    """
    with translation.override(settings.LANGUAGE_CODE):
        fecha = date_format(solicitud.fecha_recepcion, "DATE_FORMAT")
    valores = {
        "asunto": solicitud.titulo,
        "codigo": solicitud.codigo,
        "fecha": fecha,
        "municipio": Municipio.actual().nombre,
        "solicitante": solicitud.solicitante.nombre,
    }
    return _MARCA.sub(lambda hallada: valores.get(hallada[1], hallada[0]), plantilla)
