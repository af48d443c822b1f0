"""The sentences with which a light gives its reasons."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.metas.leidas import ParteLeida
from workflows.metas.models import MetaIntermedia

Parte = MetaIntermedia | ParteLeida


def atrasada(mi: Parte, dias: int) -> str:
    """`dias`: working days since its date; none if only days off have passed."""
    if not dias:
        return _("«%(titulo)s» venció el %(fecha)s y no se ha reportado.") % _de(mi)
    if mi.ruta_critica:
        frase = ngettext(
            "«%(titulo)s», en la ruta crítica, lleva %(dias)d día hábil de atraso.",
            "«%(titulo)s», en la ruta crítica, lleva %(dias)d días hábiles de atraso.",
            dias,
        )
    else:
        frase = ngettext(
            "«%(titulo)s» lleva %(dias)d día hábil de atraso.",
            "«%(titulo)s» lleva %(dias)d días hábiles de atraso.",
            dias,
        )
    return frase % {**_de(mi), "dias": dias}


def por_vencer(mi: Parte, dias: int, *, hoy: bool) -> str:
    """`dias`: working days to its date; `hoy`: it is today."""
    if hoy:
        return _("«%(titulo)s» vence hoy y no se ha reportado.") % _de(mi)
    if not dias:
        return _("«%(titulo)s» vence el %(fecha)s y no se ha reportado.") % _de(mi)
    frase = ngettext(
        "«%(titulo)s» vence en %(dias)d día hábil y no se ha reportado.",
        "«%(titulo)s» vence en %(dias)d días hábiles y no se ha reportado.",
        dias,
    )
    return frase % {**_de(mi), "dias": dias}


def desviada(puntos: float, hecho: float, esperado: float) -> str:
    """`puntos` behind what was expected; all three in points of 100."""
    frase = _("Va %(puntos)g puntos por debajo de lo esperado: %(hecho)g %% de %(esperado)g %%.")
    return frase % {"puntos": puntos, "hecho": hecho, "esperado": esperado}


def sin_actualizar(dias: int) -> str:
    """`dias`: calendar days since the last update; always more than a week."""
    return _("Hace %(dias)d días que no se actualiza.") % {"dias": dias}


def empieza(fecha: date) -> str:
    """It is approved and waits for its date."""
    return _("Empieza el %(fecha)s.") % {"fecha": date_format(fecha, "DATE_FORMAT")}


def _de(mi: Parte) -> dict[str, str]:
    fecha = date_format(mi.fecha_vigente, "DATE_FORMAT") if mi.fecha_vigente else ""
    return {"titulo": mi.titulo, "fecha": fecha}
