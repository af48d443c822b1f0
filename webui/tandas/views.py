"""One step for many: which, the form of it once, and the report of what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from webui import pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.models import Tanda
from webui.paso_form import PasoForm
from webui.tandas import elegidos, tanda
from webui.tandas.elegibles import Elegibles, Elegido, Par, Verbo, de
from webui.tandas.elegidos import LIMITE

# The place in the bar of a list where the verbs of what is chosen stand.
BARRA = "tanda-pasos"
# Its form stands over the list, whose filters have fields of the same names.
IDS = "id_tanda_%s"


@dataclass(frozen=True, slots=True)
class Negado:
    """One that the step was refused for: why, and how it can be chosen again."""

    codigo: str
    titulo: str
    url: str
    motivo: str
    marca: str = ""


def barra(request: HttpRequest, filas: Elegibles, page: Page[Any]) -> dict[str, Any]:
    """What a list needs so that its rows can be chosen."""
    total = page.paginator.count
    return {
        "tanda_url": reverse(f"{filas.nombre}:tanda"),
        "tanda_consulta": request.GET.urlencode(),
        "tanda_todos": min(total, LIMITE) if total > len(page.object_list) else 0,
        "tanda_limite": LIMITE if total > LIMITE else 0,
    }


@require_POST
def elegir(request: HttpRequest, *, filas: Elegibles) -> HttpResponse:
    """What the chosen can be given: the verbs; with `verbo` its form; with `dar` it is done."""
    user = quien(request)
    pares = elegidos.leer(request.POST, filas, user)
    casos = elegidos.traer(filas, user, pares)
    verbo = request.POST.get("verbo", "")
    form_class = filas.pasos.get(verbo)
    if not casos or not verbo:
        return _verbos(request, filas, pares, casos)
    if form_class is None or not form_class.en_tanda:
        raise Http404
    if "dar" not in request.POST:
        inicial = {"siguiente": request.POST.get("siguiente", "")}
        form = filas.formulario(casos[0], verbo, user, initial=inicial, auto_id=IDS)
        return _formulario(request, filas, verbo, form, pares, casos)
    form = filas.formulario(casos[0], verbo, user, request.POST, auto_id=IDS)
    if not form.is_valid():
        return _formulario(request, filas, verbo, form, pares, casos, status=422)
    return _empezar(request, filas, verbo, form, pares)


@require_http_methods(["GET", "POST"])
def informe(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each; by POST it goes on with those that are left."""
    user = quien(request)
    una = Tanda.objects.filter(pk=pk, usuario=user).first()
    if una is None:
        raise Http404
    if request.method == "POST":
        tanda.avanzar(pk, user)
        return redirect("tandas:informe", pk)
    filas = de(una.clase)
    codigos = [*una.hechos, *(codigo for codigo, _motivo in una.negados)]
    visibles = {uno.codigo: uno for uno in filas.traer(user, codigos)}
    nombre, lista = str(_verbo(filas, una.verbo).label), _lista(filas)
    context = {
        "titulo": nombre,
        "tanda": una,
        "resumen": _resumen(una),
        "migas": [Enlace(lista.label, una.volver or lista.url), Enlace(nombre)],
        "volver": una.volver or lista.url,
        "hechos": [visibles[codigo] for codigo in una.hechos if codigo in visibles],
        "negados": [_negado(visibles.get(par[0]), *par) for par in una.negados],
        "tanda_url": reverse(f"{filas.nombre}:tanda"),
        "siguiente": una.volver,
    }
    return render(request, "tandas/informe.html", context)


def _verbos(
    request: HttpRequest, filas: Elegibles, pares: Sequence[Par], casos: Sequence[Elegido]
) -> HttpResponse:
    """The verbs that some of the chosen can take: a page, or what stands in the bar of the list."""
    context = {
        **_comun(request, filas, pares, _("Un paso para varios")),
        "opciones": elegidos.opciones(filas, quien(request), casos),
        "casos": casos,
        "siguiente": request.POST.get("siguiente", ""),
    }
    en_la_barra = HtmxDetails(request).target == BARRA
    return render(request, f"tandas/{'verbos' if en_la_barra else 'elegir'}.html", context)


def _formulario(
    request: HttpRequest,
    filas: Elegibles,
    verbo: str,
    form: PasoForm,
    pares: Sequence[Par],
    casos: Sequence[Elegido],
    status: int = 200,
) -> HttpResponse:
    user, este = quien(request), _verbo(filas, verbo)
    negados = [
        Negado(uno.rotulo, uno.titulo, uno.url, motivo)
        for uno in casos
        if (motivo := filas.motivo(uno, verbo, user))
    ]
    cuantos = len(casos) - len(negados)
    context = {
        **_comun(request, filas, pares, str(este.label)),
        "enviar": f"{form.boton or este.label}: {cuantos}",
        "peligro": este.danger,
        "form": form,
        "cuantos": cuantos,
        "negados": negados,
        "verbo": verbo,
    }
    return render(request, "tandas/paso.html", context, status=status)


def _comun(
    request: HttpRequest, filas: Elegibles, pares: Sequence[Par], titulo: str
) -> dict[str, Any]:
    """What both pages say before anything is done."""
    lista = _lista(filas)
    return {
        "titulo": titulo,
        "marcas": [elegidos.marca(*par) for par in pares],
        "accion": request.path,
        "volver": pasos.adentro(request.POST.get("siguiente", "")) or lista.url,
        "migas": [lista, Enlace(titulo)],
    }


def _empezar(
    request: HttpRequest, filas: Elegibles, verbo: str, form: PasoForm, pares: Sequence[Par]
) -> HttpResponse:
    datos = request.POST.copy()
    for suyo in ("csrfmiddlewaretoken", "elegido", "todos", "consulta", "verbo", "dar"):
        datos.pop(suyo, None)
    user = quien(request)
    volver = pasos.adentro(form.cleaned_data["siguiente"])
    una = tanda.empezar(user, filas, verbo, pares, datos=datos, volver=volver)
    tanda.avanzar(una.pk, user)
    destino = reverse("tandas:informe", args=[una.pk])
    return HttpResponseClientRedirect(destino) if HtmxDetails(request) else redirect(destino)


def _resumen(una: Tanda) -> str:
    hechos = ngettext("%(n)d hecho", "%(n)d hechos", len(una.hechos)) % {"n": len(una.hechos)}
    if not una.negados:
        return hechos
    negados = ngettext("%(n)d no se pudo", "%(n)d no se pudieron", len(una.negados))
    return f"{hechos} · {negados % {'n': len(una.negados)}}"


def _negado(uno: Elegido | None, codigo: str, motivo: str) -> Negado:
    """What failed stays chosen, as it is now; what is out of reach has no more than its code."""
    if uno is None:
        return Negado(codigo, "", "", motivo)
    marca = elegidos.marca(uno.codigo, uno.version)
    return Negado(uno.rotulo, uno.titulo, uno.url, motivo, marca)


def _verbo(filas: Elegibles, verbo: str) -> Verbo:
    return next(uno for uno in filas.verbos() if uno.verb == verbo)


def _lista(filas: Elegibles) -> Enlace:
    return Enlace(str(filas.titulo), reverse(f"{filas.nombre}:lista"))
