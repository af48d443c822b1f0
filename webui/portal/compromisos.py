"""What the government promised, before everybody: list, page of each, and both as open data."""

from __future__ import annotations

import csv as hojas
import io
import json as textos
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.models import Lugar, Municipio, Tema
from notifiers.enlaces import absoluto
from webui.adjuntos.views import servir
from webui.components.formas import Dato, Enlace, Luz
from webui.components.listas import PAGINA
from webui.portal.marco import MINUTO, marco, publica
from workflows.compromisos import publicos
from workflows.compromisos.publicos import (
    ATRASADOS,
    CUMPLIDOS,
    EN_CURSO,
    GRUPOS,
    Cifras,
    Fila,
    Filtro,
)
from workflows.compromisos.queries import Compromiso
from workflows.traslados.salida.inocuo import en_csv

POR_PAGINA = 20
# The columns of what leaves as data: others may be added behind, none is taken away or renamed.
COLUMNAS = (
    *("codigo", "compromiso", "a_quien", "lugares", "temas", "estado", "atrasado"),
    *("fecha_original", "fecha_vigente", "veces_reprogramado", "cerrado_el", "direccion"),
)
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
    palabra: str
    atrasado: bool
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


class CompromisosForm(forms.Form):
    """What the list may be narrowed to; what cannot be understood is left out."""

    primeros = ("grupo", "lugar", "tema")

    grupo = forms.ChoiceField(
        label=gettext_lazy("Cómo va"),
        required=False,
        choices=[("", gettext_lazy("Todos")), *GRUPOS.items()],
    )
    lugar = forms.ModelChoiceField(
        label=gettext_lazy("Lugar"), queryset=Lugar.objects.none(), required=False
    )
    tema = forms.ModelChoiceField(
        label=gettext_lazy("Tema"), queryset=Tema.objects.none(), required=False
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["lugar"].queryset = publicos.lugares()  # type: ignore[attr-defined]
        self.fields["tema"].queryset = publicos.temas()  # type: ignore[attr-defined]

    def leer(self) -> Filtro:
        """The filter made of what was understood."""
        self.is_valid()
        dado = self.cleaned_data
        return Filtro(dado.get("grupo") or "", dado.get("lugar"), dado.get("tema"))


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
    cifras = _cifras(filtro)
    hojas = Contadas(publicos.publicados(filtro), POR_PAGINA, cifras.de(filtro.grupo))
    page = hojas.get_page(request.GET.get(PAGINA))
    page.object_list = fichas(cast("QuerySet[Compromiso]", page.object_list))
    consulta = request.GET.copy()
    consulta.pop("pagina", None)
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


@publica
def csv(request: HttpRequest) -> StreamingHttpResponse:
    """What the filters leave, as a sheet, some rows at a time."""
    filas = _en_hoja(CompromisosForm(request.GET).leer())
    response = StreamingHttpResponse(filas, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="compromisos.csv"'
    return _de_todos(response)


@publica
def json(request: HttpRequest) -> StreamingHttpResponse:
    """The same as JSON: who says it, when, and the rows."""
    filas = _en_objeto(CompromisosForm(request.GET).leer())
    return _de_todos(StreamingHttpResponse(filas, content_type="application/json"))


def fichas(compromisos: QuerySet[Compromiso]) -> list[Ficha]:
    """Each as a citizen reads it; four queries, however many."""
    return [ficha(uno) for uno in publicos.con_lo_que_se_lee(compromisos)]


def ficha(compromiso: Compromiso) -> Ficha:
    """One, of which `con_lo_que_se_lee` has read everything."""
    atrasado = publicos.atrasado(compromiso)
    return Ficha(
        codigo=compromiso.codigo,
        titulo=compromiso.titulo,
        descripcion=compromiso.descripcion,
        a_quien=publicos.a_quien(compromiso),
        lugares=ENTRE.join(lugar.nombre for lugar in compromiso.lugares.all()),
        temas=ENTRE.join(tema.nombre for tema in compromiso.temas.all()),
        palabra=publicos.palabra(compromiso),
        atrasado=atrasado,
        luz=_luz(compromiso, atrasado),
        original=compromiso.fecha_compromiso_original,
        vigente=compromiso.fecha_vigente,
        veces=compromiso.reprogramaciones,
        cerrado_el=publicos.cerrado_el(compromiso),
        url=reverse("portal:compromiso", args=[compromiso.codigo]),
    )


def _cifras(filtro: Filtro) -> Cifras:
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


def _luz(compromiso: Compromiso, atrasado: bool) -> Luz:
    """Its colour and, in a word, its state; what is late says so first."""
    palabra = _("Atrasado") if atrasado else publicos.palabra(compromiso)
    return Luz(TONOS.get(publicos.grupo(compromiso), "gris"), palabra)


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


def _trozos(filtro: Filtro) -> Iterator[list[Fila]]:
    """All that the filter leaves, some at a time, in the language of the house whoever asks."""
    tras = 0
    while trozo := _trozo(filtro, tras):
        yield trozo
        tras = trozo[-1].pk


def _trozo(filtro: Filtro, tras: int) -> list[Fila]:
    with translation.override(settings.LANGUAGE_CODE):
        return publicos.trozo(filtro, tras)


def _valores(una: Fila) -> tuple[Any, ...]:
    """What stands under each of `COLUMNAS`."""
    return (
        *(una.codigo, una.titulo, una.a_quien, ENTRE.join(una.lugares), ENTRE.join(una.temas)),
        *(una.palabra, una.atrasado, una.original, una.vigente, una.veces, una.cerrado_el),
        absoluto(reverse("portal:compromiso", args=[una.codigo])),
    )


def _en_hoja(filtro: Filtro) -> Iterator[str]:
    yield _lineas([COLUMNAS])
    for trozo in _trozos(filtro):
        yield _lineas([[_celda(valor) for valor in _valores(una)] for una in trozo])


def _lineas(filas: Iterable[Iterable[str]]) -> str:
    texto = io.StringIO()
    hojas.writer(texto).writerows(filas)
    return texto.getvalue()


def _celda(valor: Any) -> str:
    if isinstance(valor, bool):
        return "true" if valor else "false"
    return en_csv(valor) if isinstance(valor, str) else "" if valor is None else str(valor)


def _en_objeto(filtro: Filtro) -> Iterator[str]:
    cabeza = {"municipio": Municipio.actual().nombre, "momento": clock.now().isoformat()}
    yield _texto(cabeza)[:-1] + ', "compromisos": ['
    separador = "\n"
    for trozo in _trozos(filtro):
        filas = (dict(zip(COLUMNAS, _valores(una), strict=True)) for una in trozo)
        yield separador + ",\n".join(map(_texto, filas))
        separador = ",\n"
    yield "\n]}\n"


def _texto(objeto: dict[str, Any]) -> str:
    return textos.dumps(objeto, cls=DjangoJSONEncoder, ensure_ascii=False)


def _de_todos(response: StreamingHttpResponse) -> StreamingHttpResponse:
    """Programs of other sites may read it as well: it is for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
