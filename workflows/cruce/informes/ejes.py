"""By what reports count: what every case file crosses, and when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Expression
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cruce.informes.cuadro import Eje


def simple(parametro: str) -> Any:
    """The filter of a list that takes the key as it is."""
    return lambda clave: {parametro: str(clave)}


def de_persona(titulo: str | Promise, campo: str, ninguno: str | Promise = "") -> Eje:
    """Who is that to it."""
    return Eje(
        titulo,
        campo,
        f"{campo}__nombre",
        simple(campo),
        ninguno or _("Sin nadie asignado"),
        {"nadie": "responsable"},
    )


def por_mes(instante: Expression, desde: str, hasta: str) -> Eje:
    """The month of a date; the list shows it by its first and last day."""

    def filtro(mes: date) -> dict[str, str]:
        siguiente = (mes.replace(day=1) + timedelta(days=32)).replace(day=1)
        return {desde: mes.isoformat(), hasta: (siguiente - timedelta(days=1)).isoformat()}

    return Eje(_("Por mes"), instante, filtro=filtro, palabra=lambda mes: date_format(mes, "F Y"))


def _justo(parametro: str) -> Any:
    """That theme or place itself: its parts have rows of their own."""
    return lambda clave: {parametro: str(clave), "justo": parametro}


RESPONSABLE = de_persona(_("Por responsable"), "responsable")
AREA = Eje(
    _("Por área"),
    "responsable__area",
    "responsable__area__nombre",
    simple("area"),
    _("Sin área"),
    {"nadie": "area"},
)
ACTOR = Eje(
    _("Por actor"), "actores", "actores__nombre", simple("actor"), _("Sin actor"),
    {"calidad": "sin_actor"}, unico=False,
)  # fmt: skip
TEMA = Eje(
    _("Por tema"), "temas", "temas__nombre", _justo("tema"), _("Sin tema"),
    {"calidad": "sin_tema"}, unico=False,
)  # fmt: skip
LUGAR = Eje(
    _("Por lugar"), "lugares", "lugares__nombre", _justo("lugar"), _("Sin lugar"),
    {"calidad": "sin_lugar"}, unico=False,
)  # fmt: skip
CRUCES = {"actor": ACTOR, "lugar": LUGAR, "tema": TEMA}
