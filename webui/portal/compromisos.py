"""What the government promised, before everybody: list, and page of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.cache import caches
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from webui.adjuntos.views import servir
from webui.components.formas import Dato, Enlace, Luz
from webui.components.listas import PAGINA
from webui.portal.forms import CompromisosForm
from webui.portal.marco import MINUTO, marco, publica
from workflows.compromisos import publicos
from workflows.compromisos.publicos import ATRASADOS, CUMPLIDOS, EN_CURSO, GRUPOS, Cifras, Filtro
from workflows.compromisos.queries import Compromiso

POR_PAGINA = 20
ENTRE = "; "
# Why a light has its colour is said beside it in words.
TONOS = {EN_CURSO: "verde", ATRASADOS: "rojo", CUMPLIDOS: "azul"}


@dataclass(frozen=True, slots=True)
class Ficha:
    """One of them as a citizen reads it."""

    codigo: str
    titulo: str
    descripcion: str
    a_quien: str
    lugares: str
    temas: str
    luz: Luz
    original: date
    vigente: date
    veces: int
    cerrado_el: date | None
    url: str

    @property
    def movido(self) -> bool:
        """Its date is not the one that was promised first."""
        return self.original != self.vigente


class Contadas(Paginator):  # type: ignore[type-arg]
    """Pages of rows that were counted already."""

    def __init__(self, filas: QuerySet[Compromiso], por_pagina: int, cuantas: int) -> None:
        super().__init__(filas, por_pagina)
        self.__dict__["count"] = cuantas


@publica
def lista(request: HttpRequest) -> HttpResponse:
    """All of them, narrowed by the address, with how many were kept in time."""
    form = CompromisosForm(request.GET)
    filtro = form.leer()
    cifras = contados(filtro)
    paginas = Contadas(publicos.publicados(filtro), POR_PAGINA, cifras.de(filtro.grupo))
    page = paginas.get_page(request.GET.get(PAGINA))
    page.object_list = fichas(cast("QuerySet[Compromiso]", page.object_list))
    consulta = request.GET.copy()
    consulta.pop(PAGINA, None)
    context = marco(request) | {
        "titulo": _("Compromisos del gobierno"),
        "filtro": form,
        "filtrado": filtro != Filtro(),
        "page": page,
        "cifras": cifras,
        "grupos": [(nombre, cifras.grupos[grupo]) for grupo, nombre in GRUPOS.items()],
        "consulta": f"?{consulta.urlencode()}" if consulta else "",
    }
    return render(request, "portal/compromisos.html", context)


@publica
def uno(request: HttpRequest, codigo: str) -> HttpResponse:
    """The page of one."""
    compromiso = _uno(codigo)
    una = ficha(compromiso)
    context = marco(request) | {
        "titulo": una.titulo,
        "ficha": una,
        "datos": _datos(una),
        "evidencias": list(publicos.evidencias(compromiso)),
        "migas": [Enlace(_("Compromisos"), reverse("portal:compromisos")), Enlace(una.codigo)],
    }
    return render(request, "portal/compromiso.html", context)


@publica
def evidencia(request: HttpRequest, codigo: str, pk: int) -> FileResponse:
    """A file that somebody marked as public, of one of them; no other."""
    found = publicos.evidencias(_uno(codigo)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return servir(found)


def fichas(compromisos: QuerySet[Compromiso]) -> list[Ficha]:
    """Each as a citizen reads it; four queries, however many."""
    return [ficha(uno) for uno in publicos.con_lo_que_se_lee(compromisos)]


def ficha(compromiso: Compromiso) -> Ficha:
    """One, of which `con_lo_que_se_lee` has read everything."""
    return Ficha(
        codigo=compromiso.codigo,
        titulo=compromiso.titulo,
        descripcion=compromiso.descripcion,
        a_quien=publicos.a_quien(compromiso),
        lugares=ENTRE.join(lugar.nombre for lugar in compromiso.lugares.all()),
        temas=ENTRE.join(tema.nombre for tema in compromiso.temas.all()),
        luz=_luz(compromiso),
        original=compromiso.fecha_compromiso_original,
        vigente=compromiso.fecha_vigente,
        veces=compromiso.reprogramaciones,
        cerrado_el=publicos.cerrado_el(compromiso),
        url=reverse("portal:compromiso", args=[compromiso.codigo]),
    )


def contados(filtro: Filtro) -> Cifras:
    """The figures of a place and a theme, for as long as whoever reads the page keeps it."""
    lugar, tema = (uno.pk if uno else "" for uno in (filtro.lugar, filtro.tema))
    clave = f"publicos:{clock.today():%Y%m%d}:{lugar}:{tema}"
    kept: Cifras | None = caches["proceso"].get(clave)
    if kept is None:
        kept = publicos.cifras(filtro)
        caches["proceso"].set(clave, kept, MINUTO)
    return kept


def _uno(codigo: str) -> Compromiso:
    try:
        return publicos.uno(codigo)
    except ObjectDoesNotExist:
        raise Http404 from None


def _luz(compromiso: Compromiso) -> Luz:
    """Its colour and, in a word, its state; of what is late, that."""
    grupo = publicos.grupo(compromiso)
    palabra = _("Atrasado") if grupo == ATRASADOS else publicos.palabra(compromiso)
    return Luz(TONOS.get(grupo, "gris"), palabra)


def _datos(una: Ficha) -> list[Dato]:
    """The facts of its page."""
    return [
        Dato(_("A quién"), una.a_quien),
        Dato(_("Para cuándo"), una.vigente),
        *([Dato(_("Fecha prometida primero"), una.original)] if una.movido else []),
        Dato(_("Veces que cambió la fecha"), str(una.veces)),
        *([Dato(_("Cerrado"), una.cerrado_el)] if una.cerrado_el else []),
        Dato(_("Lugar"), una.lugares or _("Sin lugar")),
        *([Dato(_("Tema"), una.temas)] if una.temas else []),
    ]
