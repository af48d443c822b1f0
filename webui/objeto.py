"""The anatomy every object page shares: steps, deadlines, hilo, history, state diagram, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import access, transitions
from core.models import Actor, Adjunto, Caso, Lugar, Tema, Usuario
from core.transitions import Step
from webui import historia
from webui.acceso import quien
from webui.buscar import recientes
from webui.comentarios.vista import conversacion
from webui.components.formas import Dato, Enlace, Maquina, Nudo
from webui.pantallas import Pantalla, de
from webui.paso_form import PasoForm, es_directo
from workflows.cruce import lecturas
from workflows.cruce.hilo import Nodo, hilo
from workflows.plazos import queries as plazos

if TYPE_CHECKING:
    from workflows.plazos.models import Plazo

# Entries of the history that a page shows unless it is asked for the whole.
RECIENTES, TODA = 10, "toda"
# What a case file crosses: as it is called, where the page of each is.
CRUCES: tuple[tuple[Promise, str, type[Actor | Tema | Lugar]], ...] = (
    (gettext_lazy("Actor"), "actores", Actor),
    (gettext_lazy("Tema"), "temas", Tema),
    (gettext_lazy("Lugar"), "lugares", Lugar),
)


@dataclass(frozen=True, slots=True)
class EstadoVisible:
    """The state of a case file: its code, its word, the tone of its label."""

    codigo: str
    palabra: str
    tono: str


@dataclass(frozen=True, slots=True)
class PasoVisible:
    """A step with its address; `directo`: its button alone does it; `siguiente`: where to go on."""

    verb: str
    label: str
    allowed: bool
    motivo: str
    primary: bool
    danger: bool
    icon: str
    url: str
    directo: bool
    pagina: bool
    version: int
    siguiente: str = ""


@dataclass(frozen=True, slots=True)
class PlazoVisible:
    """A deadline with its name, that of where there is little room, and how it was counted.

    `cerrado_en`: when it ended; `pasado`: it was over by then, or is by now.
    """

    nombre: str
    corto: str
    inicio: datetime
    vence_en: datetime
    original_en: datetime
    explicacion: Sequence[str]
    cerrado_en: datetime | None
    pasado: bool


def contexto(request: HttpRequest, pantalla: Pantalla, caso: Caso) -> dict[str, Any]:
    """What `objeto.html` needs, whatever the process."""
    user = quien(request)
    vivos = plazos_de(caso)
    lee_lecturas = lecturas.las_ve(user, caso)
    toda = request.GET.get("historia") == TODA
    entradas = historia.entradas(pantalla, caso, historia.MAXIMO if toda else RECIENTES + 1)
    return {
        "pantalla": pantalla,
        "caso": caso,
        "codigo": caso.codigo,
        "titulo": caso.titulo,
        "migas": [Enlace(str(pantalla.titulo), pantalla.url_lista()), Enlace(caso.codigo)],
        "estado": EstadoVisible(
            caso.estado, caso.estado_nombre, pantalla.tonos.get(caso.estado, "")
        ),
        "luz": pantalla.luz(caso),
        "plazo": vivos[0] if vivos else None,
        "otros_plazos": vivos[1:],
        "pasos": pasos_de(pantalla, caso, user),
        "nudos": [_nudo(nodo) for nodo in hilo(caso, user)],
        "entradas": entradas if toda else entradas[:RECIENTES],
        "historia_url": "" if toda or len(entradas) <= RECIENTES else f"?historia={TODA}#historia",
        "datos": [*pantalla.datos(caso), *cruces(caso)],
        "maquina": maquina(pantalla.modelo),
        "proceso_url": reverse("procesos:uno", args=[caso.CLASE]),
        # The picture of a pieza is shown as it will look, not as a file.
        "adjuntos": list(caso.adjuntos.exclude(clase=Adjunto.Clase.IMAGEN)),
        "lecturas": list(lecturas.de_expediente(caso)[:RECIENTES]) if lee_lecturas else None,
        "adjuntar_url": _adjuntar_url(pantalla, caso, user),
        **conversacion(caso, user),
    }


def mostrar(request: HttpRequest, plantilla: str, context: dict[str, Any]) -> HttpResponse:
    """Draw the page of a case file; the search offers it again."""
    response = render(request, plantilla, context)
    recientes.anotar(request, response, quien(request), context["caso"].pk)
    return response


def plazos_de(caso: Caso) -> list[PlazoVisible]:
    """Its live deadlines, the next first."""
    return [plazo_visible(caso, uno) for uno in plazos.abiertos(caso)]


def relojes_de(casos: Iterable[Caso]) -> dict[int, list[PlazoVisible]]:
    """The clocks that each of these has wherever it is shown, the next first; one query at most.

    Of one whose clocks ended (`Pantalla.termino`), as they did.
    """
    de_quien = {caso.pk: caso for caso in casos if de(caso.CLASE).relojes}
    clases = {clase for caso in de_quien.values() for clase in de(caso.CLASE).relojes}
    terminados = {pk: de(caso.CLASE).termino(caso) for pk, caso in de_quien.items()}
    return {
        pk: [plazo_visible(de_quien[pk], uno) for uno in suyos]
        for pk, suyos in plazos.relojes(terminados, clases).items()
    }


def terminados_de(caso: Caso) -> list[PlazoVisible]:
    """Its clocks as they ended; none while they run."""
    return relojes_de([caso]).get(caso.pk, []) if de(caso.CLASE).termino(caso) else []


def cruces(caso: Caso) -> list[Dato]:
    """The actores, temas and lugares it touches, each a link to its crossing page; one query."""
    tocados = [
        modelo._default_manager.filter(expediente=caso.pk)
        .order_by()
        .annotate(orden=Value(orden))
        .values_list("orden", "nombre", "pk")
        for orden, (_etiqueta, _ruta, modelo) in enumerate(CRUCES)
    ]
    return [
        Dato(str(etiqueta), nombre, reverse(f"{ruta}:uno", args=[pk]))
        for orden, nombre, pk in tocados[0].union(*tocados[1:]).order_by("orden", "nombre")
        for etiqueta, ruta, _modelo in [CRUCES[orden]]
    ]


def pasos_de(pantalla: Pantalla, caso: Caso, user: Usuario) -> list[PasoVisible]:
    """The steps this person sees, as buttons with addresses."""
    return [
        paso_visible(pantalla, caso, step)
        for step in transitions.steps(caso, user)
        if step.verb in pantalla.pasos
    ]


def paso_visible(pantalla: Pantalla, caso: Caso, step: Step, siguiente: str = "") -> PasoVisible:
    url = f"{pantalla.url(caso.codigo)}{step.verb}/"
    return boton(step, pantalla.pasos[step.verb], url=url, caso=caso, siguiente=siguiente)


def probables(pasos: Iterable[PasoVisible], cuantos: int) -> list[PasoVisible]:
    """What is likely done next. What ends it another way is on its page, out of the hand's way."""
    seguros = [paso for paso in pasos if not paso.danger]
    return sorted(seguros, key=lambda paso: not paso.primary)[:cuantos]


def boton(
    step: Step, form_class: type[PasoForm], *, url: str, caso: Caso, siguiente: str
) -> PasoVisible:
    """A step as the button that sends it, or the link to the form it needs."""
    return PasoVisible(
        verb=step.verb,
        label=step.label,
        allowed=step.allowed,
        motivo=step.motivo,
        primary=step.primary,
        danger=step.danger,
        icon=step.icon,
        url=url,
        directo=es_directo(form_class),
        pagina=form_class.pagina,
        version=caso.version,
        siguiente=siguiente,
    )


def maquina(modelo: type[Caso]) -> Maquina:
    """States and arrows as declared; steps that stay in their state are not drawn."""
    campo = modelo.estado.field
    flechas = dict.fromkeys(
        (str(one.source), destino, str(one.custom.get("label", one.name)))
        for one in campo.get_all_transitions(modelo)
        for destino in transitions.destinos(one)
        if one.source != destino
    )
    return Maquina([(code, str(label)) for code, label in campo.choices], list(flechas))


def _adjuntar_url(pantalla: Pantalla, caso: Caso, user: Usuario) -> str:
    if access.can(user, "adjuntar", caso) is None:
        return ""
    return reverse(f"{pantalla.nombre}:adjuntar", args=[caso.codigo])


def plazo_visible(caso: Caso, plazo: Plazo) -> PlazoVisible:
    """One of its deadlines, live or not, as its page shows it."""
    nombre, corto = _llamado(caso.CLASE, plazo.clase, get_language())
    return PlazoVisible(
        nombre=nombre,
        corto=corto,
        inicio=plazo.inicio,
        vence_en=plazo.vence_en,
        original_en=plazo.original_en,
        explicacion=plazos.explicar(plazo),
        cerrado_en=plazo.cerrado_en,
        pasado=plazo.pasado,
    )


# A list says the same two names of every row.
@lru_cache
def _llamado(clase: str, plazo: str, _idioma: str | None) -> tuple[str, str]:
    """What a kind of deadline is called, and where there is little room."""
    pantalla = de(clase)
    nombre = pantalla.modelo.PLAZOS.get(plazo, _("Plazo"))
    return str(nombre), str(pantalla.relojes.get(plazo, ""))


def _nudo(nodo: Nodo) -> Nudo:
    return Nudo(
        titulo=f"{nodo.nombre.capitalize()} {nodo.codigo}",
        detalle=nodo.estado,
        url="" if nodo.actual else de(nodo.clase).url(nodo.codigo),
        pasado=nodo.cerrado,
        actual=nodo.actual,
    )
