"""*Decisiones*: what waits to be decided, one card after another, on a telephone.

The page holds each decision for ten seconds before it sends it (`static/webui/js/decisiones.js`);
without scripts every button is an ordinary form. What it sends twice is done once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.middleware import HtmxDetails

from core import access, transitions
from core.models import Usuario
from core.transitions import NotAllowed, StaleVersion, Step
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components.formas import Dato
from webui.objeto import PlazoVisible
from webui.paso_form import PasoForm, agregar, es_directo
from webui.solicitudes.forms_decidir import RECOMENDADAS, VERBOS
from webui.solicitudes.toques import OTRAS, Sabido, Toque, Usuales, de_un_toque, usuales
from webui.solicitudes.views import PANTALLA, lo_que_pide_su_tipo
from webui.tandas.elegibles import con_papeles
from workflows.cruce import antecedentes
from workflows.cruce.antecedentes import Antecedentes
from workflows.solicitudes import queries
from workflows.solicitudes.queries import Solicitud

POR_PAGINA = 5
SEGUNDOS = 10  # for which the page holds a decision
INICIO = "decisiones:inicio"
# Sent by the script of the page, which wants no page in return.
RETENIDA = "X-Decision"


@dataclass(frozen=True, slots=True)
class Salida:
    """One way to settle a card: its button, and the small sheet it needs, if any.

    `form` is None until the sheet is opened: it is at `url`. `toque`: what one touch does, beside
    the sheet, which is called `otra` then. `usuales`: what the sheet offers before it asks.
    """

    verb: str
    label: str
    primary: bool
    danger: bool
    icon: str
    url: str
    hecho: str
    form: PasoForm | None = None
    toque: Toque | None = None
    otra: str | Promise = ""
    abierta: bool = False
    usuales: Usuales | None = None


@dataclass(frozen=True, slots=True)
class Tarjeta:
    """A request to be decided, what is known beside it, and the ways to settle it."""

    caso: Solicitud
    luz: Any
    plazos: Sequence[PlazoVisible]
    antecedentes: Antecedentes
    pedido: Sequence[Dato]
    salidas: Sequence[Salida]
    por: Usuario | None = None
    aviso: str = ""

    @property
    def principal(self) -> Salida | None:
        """The one button that is filled."""
        return next((una for una in self.salidas if una.primary), None)

    @property
    def otras(self) -> list[Salida]:
        """What else can be done with it."""
        return [una for una in self.salidas if una is not self.principal]


@dataclass(frozen=True, slots=True)
class Intento:
    """What was refused: of which verb, as it was typed, and why if no field says so."""

    verbo: str
    form: PasoForm
    motivo: str = ""


@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """The cards of whoever decides, the most urgent first."""
    user = quien(request)
    page = listas.pagina(request, queries.decisiones(user), POR_PAGINA)
    return _pagina(request, page, tarjetas(user, list(page)))


@require_http_methods(["GET", "POST"])
def decidir(request: HttpRequest, codigo: str, verbo: str) -> HttpResponse:
    """Decide from a card; a GET brings the sheet that the verb needs.

    To the script of the page: 204 when it is done, else the card again, with why.
    """
    if verbo not in VERBOS:
        raise Http404
    user, caso = quien(request), pasos.obtener(PANTALLA, request, codigo)
    step = _paso(caso, user, verbo)
    if request.method != "POST":
        return _hoja(request, caso, step, verbo)
    form = VERBOS[verbo](request.POST, caso=caso, user=user, auto_id=_ids(caso, verbo))
    intento = _tomar(form, step, verbo)
    if intento is None or queries.ya_lo_decidio(user, caso, verbo):
        return _hecha(request, form, caso)
    return _negada(request, caso, intento)


def tarjetas(
    user: Usuario, casos: Sequence[Solicitud], intentos: Mapping[int, Intento] | None = None
) -> list[Tarjeta]:
    """The cards of `casos`; what they cost the database does not depend on how many they are."""
    con_papeles(casos)
    conocidos = antecedentes.de(user, casos)
    relojes = objeto.relojes_de(casos)
    personas = {una.pk: una for una in access.identities(user)}
    sabido = Sabido.de(user, casos)
    return [
        _tarjeta(
            caso,
            sabido,
            conocidos[caso.pk],
            relojes.get(caso.pk, ()),
            personas.get(getattr(caso, "por_id", None) or 0),
            (intentos or {}).get(caso.pk),
        )
        for caso in casos
    ]


def _tarjeta(
    caso: Solicitud,
    sabido: Sabido,
    conocido: Antecedentes,
    relojes: Sequence[PlazoVisible],
    por: Usuario | None,
    intento: Intento | None,
) -> Tarjeta:
    posibles = {step.verb: step for step in transitions.possible(caso, sabido.user)}
    return Tarjeta(
        caso=caso,
        luz=queries.luz(caso),
        plazos=relojes,
        antecedentes=conocido,
        pedido=[dato for dato in lo_que_pide_su_tipo(caso) if dato.valor],
        salidas=_con_una_principal(
            caso,
            [
                _salida(caso, sabido, posibles[verbo], intento)
                for verbo in VERBOS
                if verbo in posibles
            ],
        ),
        por=por,
        aviso=intento.motivo if intento else "",
    )


def _con_una_principal(caso: Solicitud, salidas: Sequence[Salida]) -> list[Salida]:
    """What is recommended is the one that is filled, if it takes one touch; else as ever.

    Not a refusal for which nobody said why: what is usual may be untrue of this one.
    """
    sin_motivo = caso.sugerencia == Solicitud.Sugerencia.DECLINAR and not caso.motivo_sugerido
    sugerida = "" if sin_motivo else RECOMENDADAS.get(caso.sugerencia)
    suya = next((una for una in salidas if una.toque and una.verb == sugerida), None)
    return [replace(una, primary=una is suya) if suya else una for una in salidas]


def _salida(caso: Solicitud, sabido: Sabido, step: Step, intento: Intento | None) -> Salida:
    de_este = intento if intento and intento.verbo == step.verb else None
    form_class = VERBOS[step.verb]
    toque = Toque(step.label) if es_directo(form_class) else de_un_toque(caso, step.verb, sabido)
    return Salida(
        verb=step.verb,
        label=step.label,
        primary=step.primary,
        danger=step.danger,
        icon=step.icon,
        url=reverse("decisiones:decidir", args=[caso.codigo, step.verb]),
        hecho=str(form_class.hecho),
        # The sheets of all its cards would be a fifth of the page.
        form=de_este.form if de_este else None,
        toque=toque,
        otra=OTRAS.get(step.verb, ""),
        abierta=bool(de_este and de_este.form.errors),
        usuales=usuales(caso, step.verb, sabido, toque) if de_este else None,
    )


def _vacia(caso: Solicitud, user: Usuario, verbo: str) -> PasoForm:
    inicial = {"version": caso.version, "siguiente": reverse(INICIO)}
    return VERBOS[verbo](initial=inicial, caso=caso, user=user, auto_id=_ids(caso, verbo))


def _ids(caso: Solicitud, verbo: str) -> str:
    """Many cards stand on one page: each field has an id of its own."""
    return f"id_{caso.codigo}_{verbo}_%s"


def _paso(caso: Solicitud, user: Usuario, verbo: str) -> Step:
    return next(one for one in transitions.steps(caso, user) if one.verb == verbo)


def _tomar(form: PasoForm, step: Step, verbo: str) -> Intento | None:
    """Do it; what comes back is why not."""
    if not step.allowed:
        return Intento(verbo, form, step.motivo)
    if not form.is_valid():
        return Intento(verbo, form)
    try:
        form.llamar(PANTALLA.id_de)
    except ValidationError as error:
        agregar(form, error)
        return Intento(verbo, form)
    except NotAllowed as refusal:
        return Intento(verbo, form, refusal.motivo)
    except StaleVersion:
        cambio = _("Alguien la cambió mientras usted decidía. Léala otra vez y decida.")
        return Intento(verbo, form, cambio)
    return None


def _hecha(request: HttpRequest, form: PasoForm, caso: Solicitud) -> HttpResponse:
    if request.headers.get(RETENIDA):
        return HttpResponse(status=204)
    messages.success(request, f"{caso.codigo}: {form.hecho}")
    return redirect(INICIO)


def _negada(request: HttpRequest, caso: Solicitud, intento: Intento) -> HttpResponse:
    """The card again if it still waits for this person, with why; else only that, and a link."""
    user = quien(request)
    espera = list(queries.decisiones(user).filter(pk=caso.pk))
    status = 409 if intento.motivo else 422
    if not intento.motivo:
        _al_dia(intento.form, caso)
    mostradas = tarjetas(user, espera, {caso.pk: _otra_vez(intento, espera, user)})
    if not request.headers.get(RETENIDA):
        page = listas.pagina(request, queries.decisiones(user).filter(pk=caso.pk), POR_PAGINA)
        suelto = "" if mostradas else intento.motivo
        return _pagina(request, page, mostradas, status=status, caso=caso, motivo=suelto)
    context = {"tarjeta": mostradas[0]} if mostradas else {"caso": caso, "motivo": intento.motivo}
    plantilla = "solicitudes/tarjeta.html" if mostradas else "solicitudes/tarjeta_ajena.html"
    return render(request, plantilla, context, status=status)


def _otra_vez(intento: Intento, espera: Sequence[Solicitud], user: Usuario) -> Intento:
    """A card that moved on starts afresh, over what it is now; one with a mistake keeps it."""
    if not intento.motivo or not espera:
        return intento
    return Intento(intento.verbo, _vacia(espera[0], user, intento.verbo), intento.motivo)


def _al_dia(form: PasoForm, caso: Solicitud) -> None:
    """The page it is shown on was made now."""
    datos = cast("QueryDict", form.data).copy()
    datos["version"] = str(caso.version)
    form.data = datos


def _hoja(request: HttpRequest, caso: Solicitud, step: Step, verbo: str) -> HttpResponse:
    """The sheet of a verb; without scripts, its ordinary page."""
    if not HtmxDetails(request):
        paso = reverse("solicitudes:paso", args=[caso.codigo, verbo])
        return redirect(f"{paso}?siguiente={reverse(INICIO)}")
    if not step.allowed:
        return render(
            request, "solicitudes/tarjeta_negada.html", {"motivo": step.motivo}, status=409
        )
    user = quien(request)
    intento = Intento(verbo, _vacia(caso, user, verbo))
    salida = _salida(caso, Sabido.de(user, [caso]), step, intento)
    return render(request, "solicitudes/salida_hoja.html", {"salida": salida, "caso": caso})


def _pagina(
    request: HttpRequest,
    page: Page[Solicitud],
    mostradas: Sequence[Tarjeta],
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "titulo": _("Decisiones"),
        "page": page,
        "tarjetas": mostradas,
        "aparte": page.paginator.count - len(page),
        "segundos": SEGUNDOS,
        **extra,
    }
    return render(request, "solicitudes/decisiones.html", context, status=status)
