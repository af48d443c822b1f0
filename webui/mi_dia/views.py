"""The home of every role: one ordered list of what waits for this person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core import clock, transitions
from core.calendario.frases import fecha_larga
from core.models import Usuario
from webui import cuentas
from webui.acceso import quien
from webui.components.etiquetas.tiempo import fecha
from webui.objeto import PasoVisible, PlazoVisible, paso_visible, probables, relojes_de
from webui.pantallas import Problema, de
from workflows.cruce import pendientes, tablero
from workflows.cruce.pendientes import Asunto, Grupo

PASOS_POR_ASUNTO = 2


@dataclass(frozen=True, slots=True)
class AsuntoVisible:
    """A thing that waits, with its address and the buttons that settle it.

    Those of its `problemas`, if it has any: then its own steps are not what it waits for.
    """

    asunto: Asunto
    url: str
    datos: Sequence[tuple[str, object]]
    pasos: list[PasoVisible]
    problemas: Sequence[Problema] = ()
    relojes: Sequence[PlazoVisible] = ()


@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """What waits, why it is there, and the button that settles it; `?ver=` shows a group whole."""
    user, hoy = quien(request), clock.today()
    solo = request.GET.get("ver", "")
    esperan = pendientes.montones(user, solo)
    cuentas.recordar(request, user, pendientes.contar(esperan))
    aqui = f"{reverse('mi_dia:inicio')}?{urlencode({'ver': solo})}" if solo else request.path
    grupos = _grupos(list(pendientes.mi_dia(user, solo, esperan)), user, aqui)
    context: dict[str, Any] = {
        "titulo": _("Mi día"),
        "saludo": _saludo(user),
        "resumen": "" if solo else _resumen([grupo for grupo, _asuntos in grupos]),
        "hoy": fecha_larga(hoy, hoy.year),
        "grupos": grupos,
        "solo": solo,
        "paneles": cuentas.guardado(request, user, "paneles", tablero.paneles),
    }
    return render(request, "mi_dia/inicio.html", context)


def _grupos(
    grupos: Sequence[Grupo], user: Usuario, aqui: str
) -> list[tuple[Grupo, list[AsuntoVisible]]]:
    relojes = relojes_de(uno.caso for grupo in grupos for uno in grupo.asuntos)
    return [
        (grupo, [_visible(uno, user, aqui, relojes.get(uno.caso.pk, ())) for uno in grupo.asuntos])
        for grupo in grupos
    ]


def _visible(
    asunto: Asunto, user: Usuario, aqui: str, relojes: Sequence[PlazoVisible]
) -> AsuntoVisible:
    caso = asunto.caso
    pantalla = de(caso.CLASE)
    url = pantalla.url(caso.codigo)
    datos = _datos(asunto, con_fecha=not relojes)
    if problemas := pantalla.problemas(caso, user, aqui):
        return AsuntoVisible(asunto, url, datos, [], problemas)
    posibles = [
        paso_visible(pantalla, caso, step, siguiente=aqui)
        for step in transitions.possible(caso, user, pantalla.pasos)
    ]
    pasos = probables(posibles, PASOS_POR_ASUNTO)
    return AsuntoVisible(asunto, url, datos, pasos, relojes=relojes)


def _datos(asunto: Asunto, *, con_fecha: bool) -> list[tuple[str, object]]:
    """Who is behind it and, where no clock says so, when it is due: an icon and what is said."""
    caso: Any = asunto.caso
    por = _("Por %(por)s, a quien suple") % {"por": asunto.por} if asunto.por else ""
    vence = fecha(asunto.vence, "corta", "") if con_fecha else ""
    return [
        ("user-share", por),
        ("", getattr(caso, "solicitante", None) or ""),
        ("", getattr(caso, "a_quien", "") or ""),
        ("user", getattr(caso, "responsable", None) or ""),
        ("calendar", vence),
    ]


def _saludo(user: Usuario) -> str:
    hora = clock.local(clock.now()).hour
    saludo = (
        _("Buenos días") if hora < 12 else _("Buenas tardes") if hora < 19 else _("Buenas noches")
    )
    return _("%(saludo)s, %(nombre)s") % {"saludo": saludo, "nombre": user.get_short_name()}


def _resumen(grupos: list[Grupo]) -> str:
    total = sum(grupo.total for grupo in grupos)
    if not total:
        return _("Nada le espera. Buen momento para mirar hacia adelante.")
    urgentes = next((grupo.total for grupo in grupos if grupo.clave == pendientes.HOY), 0)
    esperan = ngettext("Le espera %(n)d asunto.", "Le esperan %(n)d asuntos.", total)
    if not urgentes:
        return esperan % {"n": total}
    hoy = ngettext("%(n)d no puede pasar de hoy.", "%(n)d no pueden pasar de hoy.", urgentes)
    return " ".join([esperan % {"n": total}, hoy % {"n": urgentes}])
