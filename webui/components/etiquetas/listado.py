"""What stands over and under the rows of a list."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.forms import Form
from django.template.context import Context
from django.urls import reverse

from webui.components import (
    formularios,
    listas,
)
from webui.components.etiquetas.registro import PARTS, Values, kept, part, register
from webui.traslados.listas import FILTROS
from workflows.traslados.queries import COSAS, TIPOS

# Filters that stand in the bar of a list; the others unfold.
FILTERS = 5


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
