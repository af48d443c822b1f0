"""The components of the screens as template tags: `{% load sigo %}`. See docs/components.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, Form
from django.forms.boundfield import BoundWidget
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock, origen
from webui.components import (
    colores,
    diagrama,
    fechas,
    formas,
    formularios,
    guardadas,
    iconos,
    listas,
    pasos,
    valores,
)
from webui.traslados.listas import FILTROS
from workflows.traslados.queries import COSAS, TIPOS

register = template.Library()
Values = dict[str, Any]

PARTS = "componentes/{}.html"
# Entries of a history shown at once; the older ones unfold.
RECENT = 10
# Filters that stand in the bar of a list; the others unfold.
FILTERS = 5
# Ways of counting a deadline that are kept drawn: two kilobytes each.
COUNTS = 500
LIGHTS = {
    "verde": "circulo",
    "amarillo": "triangulo",
    "rojo": "cuadrado",
    "azul": "hecho",
    "gris": "anillo",
}
THEMES = frozenset({"light", "dark"})


def part(name: str) -> Any:
    return register.inclusion_tag(PARTS.format(name))


def kept(name: str, *, takes_context: bool = False, keep: int = guardadas.KEPT) -> Any:
    def tag(values: Callable[..., Values]) -> Callable[..., SafeString]:
        drawn = guardadas.kept(PARTS.format(name), values, keep)
        return register.simple_tag(drawn, takes_context=takes_context)

    return tag


@register.simple_tag(name="origen")
def origen_() -> str:
    """The id under which this request stands in the log."""
    return origen.actual()


# Small signs --------------------------------------------------------------------------------------
@register.simple_tag
@lru_cache(maxsize=guardadas.KEPT, typed=True)
def icon(nombre: str, clase: str = "") -> SafeString:
    """An icon of the sprite. It says nothing to a screen reader: the word stands beside it."""
    sprite = static("vendor/tabler.svg")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"icon {clase}".strip(),
        sprite,
        iconos.known(nombre),
    )


@kept("light")
def light(luz: Any) -> Values:
    """A light: shape, word and colour; its reasons on demand."""
    color = getattr(luz, "color", "gris")
    return {
        "color": color,
        "forma": LIGHTS.get(color, "anillo"),
        "palabra": getattr(luz, "palabra", ""),
        "razones": tuple(conditional_escape(una) for una in getattr(luz, "razones", ())),
    }


@kept("estado")
def estado(codigo: str, palabra: object, tono: str = "") -> Values:
    """The state as a word. Tones: activo, bien, cuidado, mal, or none."""
    return {"codigo": codigo, "palabra": palabra, "tono": tono}


@kept("estado")
def estado_de(caso: Any, tono: str = "") -> Values:
    """The state of a row, in the word of its model."""
    codigo, modelo = caso.estado, caso._meta.model
    palabra = valores.palabras(modelo, "estado").get(codigo, codigo)
    return {"codigo": codigo, "palabra": palabra, "tono": tono}


@part("chip")
def chip(texto: object, icono: str = "", url: str = "") -> Values:
    """A small label, with an icon or a link where given."""
    return {"texto": texto, "icono": icono, "url": url}


@register.simple_tag
def cuenta(numero: int | None, tono: str = "") -> str:
    """A count in a pill; nothing at all for zero. Tone: hot, for what waits."""
    if not numero:
        return ""
    shown = str(numero) if numero < 100 else "99+"
    return format_html('<span class="{}">{}</span>', f"count {tono}".strip(), shown)


@kept("avatar")
def avatar(persona: object, clase: str = "") -> Values:
    """The initials of a person. The name stands beside it."""
    return {"iniciales": pasos.iniciales(str(persona)), "clase": clase}


@part("avance")
def avance(hecho: float, esperado: float | None = None, que: str = "") -> Values:
    """A bar of progress in per cent, with a mark where it was expected to be by now."""
    done = min(max(float(hecho), 0), 100)
    mark = None if esperado is None else min(max(float(esperado), 0), 100)
    return {"hecho": round(done), "esperado": None if mark is None else round(mark), "que": que}


# Time ---------------------------------------------------------------------------------------------
@register.simple_tag
def fecha(valor: date | None, forma: str = "palabras", vacia: str = "—") -> str:
    """A date as people say it, with the exact one on hover.

    Forms: palabras, corta (23 nov, 17:00), larga, exacta. A datetime is shown in the zone of
    the municipality.
    """
    if valor is None:
        return vacia
    ahora = clock.local(clock.now())
    local = clock.local(valor) if isinstance(valor, datetime) else valor
    if forma == "palabras" and isinstance(local, datetime):
        cercana = fechas.cercano(local - ahora)
        if cercana:
            return _fechada(local, cercana)
    return _del_dia(local.isoformat(), ahora.date(), forma, get_language())


# A list says a few dates many times, and what is not near reads the same all day.
@lru_cache(maxsize=guardadas.KEPT)
def _del_dia(iso: str, hoy: date, forma: str, _idioma: str | None) -> SafeString:
    valor = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    match forma:
        case "palabras":
            shown = fechas.lejano(valor, hoy)
        case "corta":
            shown = fechas.corta(valor, hoy)
        case "larga":
            shown = fechas.larga(valor)
        case _:
            shown = fechas.exacta(valor)
    return _fechada(valor, shown)


def _fechada(local: date, shown: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(), fechas.exacta(local), shown
    )


@register.simple_tag
def ahora() -> str:
    """This moment in the municipality, for paper."""
    return fechas.exacta(clock.local(clock.now()))


@kept("cuenta_plazo", keep=COUNTS)
def cuenta_plazo(plazo: Any) -> Values:
    """When a deadline ends, what it was before it was moved, and how it was counted."""
    original = getattr(plazo, "original_en", None)
    moved = original is not None and original != plazo.vence_en
    inicio = getattr(plazo, "inicio", None)
    return {
        "vence": fecha(plazo.vence_en, "corta"),
        "original": fecha(original, "corta") if moved else "",
        "veces_movido": getattr(plazo, "veces_movido", 0),
        "inicio": fecha(inicio, "larga") if inicio else "",
        "explicacion": tuple(plazo.explicacion),
    }


# A case -------------------------------------------------------------------------------------------
@register.inclusion_tag(PARTS.format("pasos"), name="pasos")
def pasos_(pasos_: Iterable[pasos.Paso] | None, codigo: str = "", base: str = "") -> Values:
    """The steps of a case: the primary button, the others, and those refused with the reason."""
    return {"botones": pasos.repartir(pasos_ or [], base), "codigo": codigo}


@part("hilo")
def hilo(nudos: Sequence[Any]) -> Values:
    """What came before and what comes after, in one line."""
    return {"nudos": nudos}


@part("historia")
def historia(entradas: Iterable[Any], recientes: int = RECENT, toda_url: str = "") -> Values:
    """Who did what, newest first; those beyond `recientes` unfold, older ones are at `toda_url`."""
    todas = list(entradas)
    return {
        "recientes": todas[:recientes],
        "anteriores": todas[recientes:],
        "toda_url": toda_url,
    }


@part("datos")
def datos(lineas: Iterable[Any]) -> Values:
    """The facts. Lines are (etiqueta, valor) or (etiqueta, valor, url), or objects with these."""
    return {"lineas": [as_line(one) for one in lineas]}


def as_line(one: Any) -> Values:
    if isinstance(one, Sequence):
        return dict(zip(("etiqueta", "valor", "url"), one, strict=False))
    return {"etiqueta": one.etiqueta, "valor": one.valor, "url": getattr(one, "url", "")}


@register.inclusion_tag(PARTS.format("diagrama"), name="diagrama")
def diagrama_(maquina: diagrama.Declarada, actual: str, id_: str = "diagrama") -> Values:
    """The state machine drawn, with the present state marked, and the same as a list."""
    return {"dibujo": diagrama.dibujar(maquina, actual), "id": id_}


# Forms --------------------------------------------------------------------------------------------
@part("campo")
def campo(field: BoundField, clase: str = "", contador: str = "", previa: str = "") -> Values:
    """A field with label, help and error. `contador`: the address that counts what is typed.

    `previa`: the address of the picture that a file field already holds.
    """
    return {
        "field": field,
        "dibujo": PARTS.format(f"campo_{formularios.clase_de(field)}"),
        "clase": clase,
        "contador": contador,
        "maximo": formularios.maximo(field),
        "previa": previa,
    }


@part("campos")
def campos(form: BaseForm) -> Values:
    """Every field of a form: those named in its `primeros` at once, the rest folded."""
    return {"form": form, "reparto": formularios.repartir(form)}


@part("errores")
def errores(form: BaseForm) -> Values:
    """What has to be mended, at the head of the form, each with a link to its field."""
    return {"fallas": formularios.fallas(form) if form.is_bound else []}


@register.simple_tag
def opciones(field: BoundField) -> list[BoundWidget]:
    """The choices of a group of boxes."""
    return formularios.opciones(field)


@register.simple_tag
def control(field: BoundField, vacia: str = "") -> SafeString:
    """The input of a field of one or several lines, or a choice."""
    return formularios.control(field, vacia or _("Elija…"))


@register.simple_tag
def archivo(field: BoundField) -> SafeString:
    """The input of a file field, without what is stored already."""
    return formularios.archivo(field)


@part("conflicto")
def conflicto(conflicto: Any, repetible: bool = True) -> Values:
    """Who changed the object while this form was open, and what; whether it can be sent again."""
    return {"conflicto": conflicto, "repetible": repetible}


# Lists --------------------------------------------------------------------------------------------
@register.inclusion_tag(PARTS.format("filtros"), takes_context=True)
def filtros(context: Context, form: Form) -> Values:
    """The bar of filters; what is on stands below it, each with its way out.

    Those behind "Más filtros" are brought when they are opened; what they are set to stays.
    """
    consulta = context["request"].GET
    activos = listas.filtros_activos(form, consulta)
    limpio = dict.fromkeys(one.html_name for one in form.visible_fields())
    return {
        "reparto": formularios.repartir(form, FILTERS),
        "todos": consulta.get(listas.FILTROS) == listas.TODOS,
        "con_todos": listas.cambiada(consulta, **{listas.FILTROS: listas.TODOS}),
        "ocultos": form.hidden_fields(),
        "activos": activos,
        "sin_filtros": listas.cambiada(consulta, **limpio),
        "orden": consulta.get(listas.ORDEN, ""),
    }


@kept("orden", takes_context=True)
def orden(
    context: Context, campo: str, etiqueta: str, por_defecto: str = "", clase: str = ""
) -> Values:
    """The header of a column that sorts by `campo`. `por_defecto`: the order without a choice."""
    cabecera = listas.cabecera(context["request"].GET, campo, por_defecto)
    return {"cabecera": cabecera, "etiqueta": etiqueta, "clase": clase}


@register.inclusion_tag(PARTS.format("paginas"), takes_context=True)
def paginas(context: Context, page: Page[Any]) -> Values:
    """Where one is in a list, and the way to the other pages with the same filters."""
    return {"page": page, "numeros": listas.numeros(page), "request": context["request"]}


@part("vacio")
def vacio(icono: str, titulo: str, texto: str = "", boton: str = "", url: str = "") -> Values:
    """A list with nothing in it: what would stand here, and the first step."""
    return {"icono": icono, "titulo": titulo, "texto": texto, "boton": boton, "url": url}


# The frame ----------------------------------------------------------------------------------------
@part("migas")
def migas(enlaces: Iterable[Any] | None) -> Values:
    """The way here: (label, url) pairs or objects with these; the last is this page."""
    found = [
        one if not isinstance(one, tuple) else dict(zip(("label", "url"), one, strict=False))
        for one in enlaces or ()
    ]
    return {"enlaces": found}


@kept("menu")
def menu(nav: Iterable[Any] | None) -> Values:
    """The sections of the menu, which a page shows twice."""
    return {"nav": tuple((one.label, tuple(map(lugar, one.items))) for one in nav or ())}


def lugar(enlace: Any) -> formas.Enlace:
    """A place of the menu by its values, whatever carries them."""
    return formas.Enlace(
        conditional_escape(enlace.label), enlace.url, enlace.icon, enlace.count, enlace.current
    )


@register.inclusion_tag(PARTS.format("descargas"), takes_context=True)
def descargas(context: Context, page: Page[Any]) -> Values:
    """What the list of this address shows, to be taken along, and the way to bring more in."""
    request = context.get("request")
    found = getattr(request, "resolver_match", None)
    nombre, _lista, ruta = found.view_name.partition(":") if found else ("", "", "")
    if request is None or ruta != "lista" or nombre not in FILTROS:
        return {}
    values: Values = {}
    if page.paginator.count:
        consulta = listas.cambiada(request.GET)
        for formato in TIPOS:
            values[f"{formato}_url"] = reverse(f"descargas:{nombre}_{formato}") + consulta
    if nombre in COSAS and COSAS[nombre].puede(request.user):
        values["importar_url"] = f"{reverse('importar:nueva')}?cosa={nombre}"
    return values


@part("tabs")
def tabs(enlaces: Iterable[Any], etiqueta: str = "") -> Values:
    """Views of the same thing side by side; each is a link of its own."""
    return {"enlaces": enlaces, "etiqueta": etiqueta or _("Vistas")}


@part("barra")
def barra(nav: Iterable[Any] | None, buscar_url: str = "") -> Values:
    """The bar at the foot of a telephone: the first three places and the whole menu."""
    sections = list(nav or [])
    every = [one for section in sections for one in section.items]
    chosen = [one for one in every if getattr(one, "tab", False)] or every
    return {"lugares": chosen[:3], "nav": sections, "buscar_url": buscar_url}


@register.inclusion_tag(PARTS.format("mensajes"), takes_context=True)
def mensajes(context: Context) -> Values:
    """What the application has to say about the step just taken."""
    keys = ("request", "csrf_token")
    return {"messages": context.get("messages") or [], **{key: context.get(key) for key in keys}}


@register.inclusion_tag(PARTS.format("escudo"))
def escudo(municipio: Any = None) -> Values:
    """The municipality's shield, or its initial drawn in its colour."""
    huella = getattr(municipio, "huella_del_escudo", "")
    return {
        "url": reverse("portal:escudo", args=[huella]) if huella else "",
        "inicial": getattr(municipio, "inicial", ""),
    }


@register.simple_tag(takes_context=True)
def acento(context: Context, color: str | None) -> str:
    """A style element with the municipality's colour, made readable on light and dark ground.

    Nothing for the default colour, which the style sheet has already.
    """
    if not color or color.lower() == colores.DEFAULT or not colores.is_hex(color):
        return ""
    day, night = colores.light(color).declarations(), colores.dark(color).declarations()
    return format_html(
        '<style nonce="{}">:root{{{}}}@media(prefers-color-scheme:dark)'
        "{{:root:not([data-theme=light]){{{}}}}}:root[data-theme=dark]{{{}}}</style>",
        context.get("CSP_NONCE", ""),
        day,
        night,
        night,
    )


@register.simple_tag(takes_context=True)
def tema(context: Context) -> str:
    """The theme the person chose, as an attribute of <html>; nothing: as the device has it."""
    request = context.get("request")
    chosen = request.COOKIES.get(f"{settings.PREFIX}tema", "") if request else ""
    return format_html('data-theme="{}"', chosen) if chosen in THEMES else ""
