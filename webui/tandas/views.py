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

from core import access, transitions
from core.models import Caso, Expediente
from webui import pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.models import Tanda
from webui.pantallas import Pantalla, de
from webui.paso_form import PasoForm
from webui.tandas import elegidos, tanda
from webui.tandas.elegidos import LIMITE, Par

# The place in the bar of a list where the verbs of what is chosen stand.
BARRA = "tanda-pasos"


@dataclass(frozen=True, slots=True)
class Negado:
    """One that the step was refused for: why, and how it can be chosen again."""

    codigo: str
    titulo: str
    url: str
    motivo: str
    marca: str = ""


def barra(request: HttpRequest, pantalla: Pantalla, page: Page[Any]) -> dict[str, Any]:
    """What a list needs so that its rows can be chosen."""
    total = page.paginator.count
    return {
        "tanda_url": reverse(f"{pantalla.nombre}:tanda"),
        "tanda_consulta": request.GET.urlencode(),
        "tanda_todos": min(total, LIMITE) if total > len(page.object_list) else 0,
        "tanda_limite": LIMITE if total > LIMITE else 0,
    }


@require_POST
def elegir(request: HttpRequest, *, pantalla: Pantalla) -> HttpResponse:
    """What the chosen can be given: the verbs; with `verbo` its form; with `dar` it is done."""
    user = quien(request)
    pares = elegidos.leer(request.POST, pantalla, user)
    casos = elegidos.casos(pantalla, user, pares)
    verbo = request.POST.get("verbo", "")
    form_class = pantalla.pasos.get(verbo)
    if not casos or not verbo:
        return _verbos(request, pantalla, pares, casos)
    if form_class is None or not form_class.en_tanda:
        raise Http404
    if "dar" not in request.POST:
        inicial = {"siguiente": request.POST.get("siguiente", "")}
        form = form_class(caso=casos[0], user=user, initial=inicial)
        return _formulario(request, pantalla, verbo, form, pares, casos)
    form = form_class(request.POST, caso=casos[0], user=user)
    if not form.is_valid():
        return _formulario(request, pantalla, verbo, form, pares, casos, status=422)
    return _empezar(request, pantalla, verbo, form, pares)


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
    pantalla = de(una.clase)
    visibles = access.scope(Expediente.objects.all(), user).in_bulk(
        [*una.hechos, *(codigo for codigo, _motivo in una.negados)], field_name="codigo"
    )
    nombre = _nombre(pantalla, una.verbo)
    context = {
        "titulo": nombre,
        "tanda": una,
        "resumen": _resumen(una),
        "migas": [Enlace(str(pantalla.titulo), una.volver or pantalla.url_lista()), Enlace(nombre)],
        "volver": una.volver or pantalla.url_lista(),
        "hechos": [
            (visibles[codigo], pantalla.url(codigo)) for codigo in una.hechos if codigo in visibles
        ],
        "negados": [_negado(pantalla, visibles, *par) for par in una.negados],
        "tanda_url": reverse(f"{pantalla.nombre}:tanda"),
        "siguiente": una.volver,
    }
    return render(request, "tandas/informe.html", context)


def _verbos(
    request: HttpRequest, pantalla: Pantalla, pares: Sequence[Par], casos: Sequence[Caso]
) -> HttpResponse:
    """The verbs that some of the chosen can take: a page, or what stands in the bar of the list."""
    context = {
        "titulo": _("Un paso para varios"),
        "opciones": elegidos.opciones(pantalla, quien(request), casos),
        "casos": casos,
        "marcas": [elegidos.marca(*par) for par in pares],
        "siguiente": request.POST.get("siguiente", ""),
        "accion": request.path,
        "volver": pasos.adentro(request.POST.get("siguiente", "")) or pantalla.url_lista(),
        "migas": [Enlace(str(pantalla.titulo), pantalla.url_lista())],
    }
    en_la_barra = HtmxDetails(request).target == BARRA
    return render(request, f"tandas/{'verbos' if en_la_barra else 'elegir'}.html", context)


def _formulario(
    request: HttpRequest,
    pantalla: Pantalla,
    verbo: str,
    form: PasoForm,
    pares: Sequence[Par],
    casos: Sequence[Caso],
    status: int = 200,
) -> HttpResponse:
    user, nombre = quien(request), _nombre(pantalla, verbo)
    negados = [
        Negado(caso.codigo, caso.titulo, pantalla.url(caso.codigo), motivo)
        for caso in casos
        if (motivo := elegidos.motivo(caso, verbo, user))
    ]
    cuantos = len(casos) - len(negados)
    context = {
        "titulo": nombre,
        "enviar": f"{form.boton or nombre}: {cuantos}",
        "peligro": _peligro(pantalla, verbo),
        "form": form,
        "cuantos": cuantos,
        "negados": negados,
        "marcas": [elegidos.marca(*par) for par in pares],
        "verbo": verbo,
        "accion": request.path,
        "volver": pasos.adentro(request.POST.get("siguiente", "")) or pantalla.url_lista(),
        "migas": [Enlace(str(pantalla.titulo), pantalla.url_lista()), Enlace(nombre)],
    }
    return render(request, "tandas/paso.html", context, status=status)


def _empezar(
    request: HttpRequest, pantalla: Pantalla, verbo: str, form: PasoForm, pares: Sequence[Par]
) -> HttpResponse:
    datos = request.POST.copy()
    for suyo in ("csrfmiddlewaretoken", "elegido", "todos", "consulta", "verbo", "dar"):
        datos.pop(suyo, None)
    user = quien(request)
    volver = pasos.adentro(form.cleaned_data["siguiente"])
    una = tanda.empezar(user, pantalla, verbo, pares, datos=datos, volver=volver)
    tanda.avanzar(una.pk, user)
    destino = reverse("tandas:informe", args=[una.pk])
    return HttpResponseClientRedirect(destino) if HtmxDetails(request) else redirect(destino)


def _resumen(una: Tanda) -> str:
    hechos = ngettext("%(n)d hecho", "%(n)d hechos", len(una.hechos)) % {"n": len(una.hechos)}
    if not una.negados:
        return hechos
    negados = ngettext("%(n)d no se pudo", "%(n)d no se pudieron", len(una.negados))
    return f"{hechos} · {negados % {'n': len(una.negados)}}"


def _negado(
    pantalla: Pantalla, visibles: dict[str, Expediente], codigo: str, motivo: str
) -> Negado:
    """What failed stays chosen, as it is now; what is out of reach has no more than its code."""
    uno = visibles.get(codigo)
    if uno is None:
        return Negado(codigo, "", "", motivo)
    marca = elegidos.marca(codigo, uno.version)
    return Negado(codigo, uno.titulo, pantalla.url(codigo), motivo, marca)


def _nombre(pantalla: Pantalla, verbo: str) -> str:
    return next(
        str(label) for verb, label, _c in transitions.verbs(pantalla.modelo) if verb == verbo
    )


def _peligro(pantalla: Pantalla, verbo: str) -> bool:
    return any(
        verb == verbo and custom.get("danger")
        for verb, _label, custom in transitions.verbs(pantalla.modelo)
    )
