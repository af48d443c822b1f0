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

MARCAS = (
    "asunto",
    "codigo",
    "contestacion",
    "destino",
    "detalle",
    "fecha",
    "motivo",
    "municipio",
    "solicitante",
)
# How a request is handed on, where its type has no letter of its own.
TRASLADO = gettext_lazy(
    "Por ser asunto de su competencia, le trasladamos la solicitud {codigo}, «{asunto}», que "
    "{solicitante} presentó el {fecha}.\n\n{detalle}\n\nLe pedimos contestarnos citando el código "
    "{codigo}: con lo que nos diga responderemos a quien la presentó."
)
# What is said of that to whoever presented it, where its type has no words of its own.
AVISO = gettext_lazy(
    "Su solicitud {codigo}, «{asunto}», que presentó el {fecha}, se trasladó a {destino}, a quien "
    "le corresponde el asunto.\n\nCuando nos conteste le escribiremos con la respuesta. No tiene "
    "que presentarla otra vez."
)
# What each class of letter is called.
TITULOS = {
    "respuesta": gettext_lazy("Respuesta a la solicitud {codigo}"),
    "traslado": gettext_lazy("Traslado de la solicitud {codigo}"),
}
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

    One pass: what people wrote is never read as a mark. A mark of what is not known yet (to whom it
    goes, what was answered there, why not) stays, for whoever writes to see.
    """
    with translation.override(settings.LANGUAGE_CODE):
        plantilla = str(plantilla)
        fecha = date_format(solicitud.fecha_recepcion, "DATE_FORMAT")
    destino = solicitud.derivada_a or solicitud.delegada_en
    valores = {
        "asunto": solicitud.titulo,
        "codigo": solicitud.codigo,
        "contestacion": solicitud.respuesta_derivada or "{contestacion}",
        "destino": str(destino or "{destino}"),
        "detalle": solicitud.descripcion,
        "fecha": fecha,
        "motivo": solicitud.motivo or "{motivo}",
        "municipio": Municipio.actual().nombre,
        "solicitante": solicitud.solicitante.nombre,
    }
    return _MARCA.sub(lambda hallada: valores.get(hallada[1], hallada[0]), plantilla)


def destinar(escrito: str, destino: object) -> str:
    """What was written before it was known to whom it goes."""
    return escrito.replace("{destino}", str(destino))


def sin_llenar(escrito: str) -> list[str]:
    """The marks that nothing filled, each once, as they would be read."""
    return list(dict.fromkeys(hallada[0] for hallada in _MARCA.finditer(escrito)))


def en_papel(
    solicitud: Solicitud,
    escrito: str,
    *,
    firma: Usuario,
    momento: datetime,
    titulo: str | Promise,
    ensayo: bool = False,
) -> bytes:
    """The letter that says `escrito` to whoever presented it, as a PDF, in their language.

    `titulo` is what its file is called, with the mark {codigo}. `ensayo`: nothing is sent yet, and
    marks that nothing filled are named above and stand out. Raises `ImpresionFallida`.
    """
    with translation.override(settings.LANGUAGE_CODE):
        hechos = {
            "titulo": str(titulo).replace("{codigo}", solicitud.codigo),
            "codigo": solicitud.codigo,
            "fecha": date_format(clock.local(momento), "DATE_FORMAT"),
            "destinatario": solicitud.solicitante.nombre,
            "referencia": _("Su solicitud %(codigo)s, del %(fecha)s")
            % {
                "codigo": solicitud.codigo,
                "fecha": date_format(solicitud.fecha_recepcion, "DATE_FORMAT"),
            },
            "asunto": solicitud.titulo,
            "cuerpo": escrito.strip(),
            "sin_llenar": _aviso_de_marcas(escrito) if ensayo else "",
            "firma": {"nombre": firma.nombre, "cargo": str(firma.cargo or "")},
        }
    return pdf(CARTA, hechos, momento=momento, idioma=settings.LANGUAGE_CODE)


def _aviso_de_marcas(escrito: str) -> str:
    """What whoever rehearses a letter must still write; empty if that is nothing."""
    marcas = sin_llenar(escrito)
    if not marcas:
        return ""
    return _("Antes de enviarla, escriba lo que va en: %(marcas)s") % {"marcas": ", ".join(marcas)}
