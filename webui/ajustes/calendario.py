"""The year: national holidays and days of the town hall's own, and its office hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core import ajustes as historial
from core import clock
from core.calendario import feriados_de
from core.calendario.frases import MESES
from core.models import DiaNoHabil, HorarioOficina, Municipio
from webui.ajustes import historia
from webui.ajustes.forms import AjusteForm
from webui.ajustes.forms_calendario import AnioForm, DiaForm, HorarioForm, MunicipioForm
from webui.ajustes.pantalla import (
    Hecho,
    administra,
    campos,
    enviado,
    guardar,
    migas,
    movido,
    visto,
)
from webui.components.formas import Enlace
from workflows.plazos import ajustes

RECIENTES = 50


@dataclass(frozen=True, slots=True)
class DiaVisible:
    """A day of the year that is not like the others: of the country, or of the town hall."""

    fecha: date
    motivo: str
    local: DiaNoHabil | None = None


@dataclass(frozen=True, slots=True)
class Mes:
    """A month with its days."""

    nombre: str
    dias: list[DiaVisible]


@require_safe
def feriados(request: HttpRequest) -> HttpResponse:
    """A year on one page."""
    administra(request)
    hoy = clock.today()
    form = AnioForm(request.GET)
    anio = (form.cleaned_data.get("anio") if form.is_valid() else None) or hoy.year
    context = {
        "titulo": _("Feriados y días no hábiles, %(anio)d") % {"anio": anio},
        "migas": migas(),
        "meses": _meses(anio),
        "anio": anio,
        "antes_url": f"?anio={anio - 1}",
        "despues_url": f"?anio={anio + 1}",
        "horario": HorarioOficina.objects.all(),
        "municipio": Municipio.actual(),
        "hoy": hoy,
    }
    return render(request, "ajustes/feriados.html", context)


@require_http_methods(["GET", "POST"])
def dia_nuevo(request: HttpRequest) -> HttpResponse:
    """A day of its own more."""
    user = administra(request)
    form = DiaForm(enviado(request), initial={"fecha": request.GET.get("fecha", "")})

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cuanto = ajustes.agregar_dia(actor=user, campos=form.campos())
        return Hecho(_del_anio(form.campos()["fecha"]), movido(cuanto))

    return _dia(request, form, _("Agregar un día"), hacer)


@require_http_methods(["GET", "POST"])
def dia(request: HttpRequest, dia: int) -> HttpResponse:
    """Change one."""
    user = administra(request)
    objeto = get_object_or_404(DiaNoHabil, pk=dia)
    titulo = str(objeto)
    form = DiaForm(enviado(request), instance=objeto)

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cuanto = ajustes.editar_dia(dia_id=dia, actor=user, campos=form.campos(), visto=visto(form))
        return Hecho(_del_anio(form.campos()["fecha"]), movido(cuanto))

    quitar_url = reverse("ajustes:dia_quitar", args=[dia])
    return _dia(request, form, titulo, hacer, objeto=objeto, quitar_url=quitar_url)


@require_http_methods(["GET", "POST"])
def dia_quitar(request: HttpRequest, dia: int) -> HttpResponse:
    """Take one away, once it is said how many deadlines that moves."""
    user = administra(request)
    objeto = get_object_or_404(DiaNoHabil, pk=dia)

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cuanto = ajustes.quitar_dia(dia_id=dia, actor=user)
        return Hecho(_del_anio(objeto.fecha), movido(cuanto))

    moveria = ajustes.moveria_sin_dia(objeto)
    return guardar(
        request,
        AjusteForm(enviado(request)),
        titulo=_("Quitar %(dia)s") % {"dia": objeto},
        migas=migas(Enlace(_("Feriados"), _del_anio(objeto.fecha))),
        volver=reverse("ajustes:dia", args=[dia]),
        hacer=hacer,
        entrada=_moveria(moveria),
        enviar=_("Quitarlo"),
        peligro=True,
    )


@require_http_methods(["GET", "POST"])
def horario(request: HttpRequest) -> HttpResponse:
    """When the office opens and closes, by day of the week."""
    user = administra(request)
    form = HorarioForm(enviado(request))

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cuanto = ajustes.poner_horario(actor=user, horario=form.horario())
        return Hecho(reverse("ajustes:feriados"), movido(cuanto))

    cambios = historial.todos().filter(clase=HorarioOficina._meta.label_lower)[:RECIENTES]
    return guardar(
        request,
        form,
        titulo=_("Horario de oficina"),
        migas=migas(Enlace(_("Feriados y horario"), reverse("ajustes:feriados"))),
        volver=reverse("ajustes:feriados"),
        hacer=hacer,
        moveria=lambda _datos: ajustes.moveria_con_horario(form.horario()),
        entrada=_("Sin horas, ese día no se trabaja."),
        historia_de=HorarioOficina,
        entradas=[historia.entrada(una, con_nombre=True) for una in cambios],
    )


@require_http_methods(["GET", "POST"])
def municipio(request: HttpRequest) -> HttpResponse:
    """Who we are."""
    user = administra(request)
    objeto = get_object_or_404(Municipio, pk=1)
    form = MunicipioForm(request.POST or None, request.FILES or None, instance=objeto)

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cuanto = ajustes.editar_municipio(actor=user, campos=campos(form), visto=visto(form))
        dicho = movido(cuanto) if cuanto.plazos or cuanto.dias else _("Guardado.")
        return Hecho(reverse("ajustes:municipio"), dicho)

    return guardar(
        request,
        form,
        titulo=_("Municipio"),
        migas=migas(),
        volver=reverse("ajustes:inicio"),
        hacer=hacer,
        objeto=objeto,
        moveria=lambda _datos: ajustes.moveria_con_municipio(form.instance),
        nota=_("Otro país u otra zona horaria vuelve a contar los plazos abiertos."),
    )


def _dia(request: HttpRequest, form: DiaForm, titulo: str, hacer: Any, **mas: Any) -> HttpResponse:
    return guardar(
        request,
        form,
        titulo=titulo,
        migas=migas(Enlace(_("Feriados y horario"), reverse("ajustes:feriados"))),
        volver=reverse("ajustes:feriados"),
        hacer=hacer,
        moveria=lambda _datos: ajustes.moveria_con_dia(form.propuesto()),
        plantilla="ajustes/dia.html",
        **mas,
    )


def _meses(anio: int) -> list[Mes]:
    """The months that have such a day."""
    lugar = Municipio.actual()
    dias = [
        *(DiaVisible(f, m) for f, m in feriados_de(lugar.pais, lugar.subdivision)(anio).items()),
        *(DiaVisible(_en(uno, anio), uno.motivo, uno) for uno in _locales(anio)),
    ]
    dias.sort(key=lambda uno: (uno.fecha, uno.local is not None))
    por_mes = groupby(dias, key=lambda uno: uno.fecha.month)
    return [Mes(str(MESES[mes - 1]), list(suyos)) for mes, suyos in por_mes]


def _locales(anio: int) -> list[DiaNoHabil]:
    """Those of the year, and the yearly ones that began; 29 February only where there is one."""
    suyos = Q(fecha__year=anio) | Q(cada_anio=True, fecha__year__lte=anio)
    return [uno for uno in DiaNoHabil.objects.filter(suyos) if _hay(uno.fecha, anio)]


def _hay(fecha: date, anio: int) -> bool:
    bisiesto = anio % 4 == 0 and (anio % 100 != 0 or anio % 400 == 0)
    return bisiesto or (fecha.month, fecha.day) != (2, 29)


def _en(dia: DiaNoHabil, anio: int) -> date:
    return dia.fecha.replace(year=anio) if dia.cada_anio else dia.fecha


def _del_anio(fecha: date) -> str:
    return f"{reverse('ajustes:feriados')}?anio={fecha.year}"


def _moveria(cuantos: int) -> str:
    if not cuantos:
        return _("Ningún plazo abierto cambia de fecha.")
    texto = ngettext(
        "Moverá %(n)d plazo abierto; se avisará a sus personas.",
        "Moverá %(n)d plazos abiertos; se avisará a sus personas.",
        cuantos,
    )
    return texto % {"n": cuantos}
