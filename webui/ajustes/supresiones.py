"""Where a text is taken away because somebody's personal data stand in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from core.models import Comentario, Expediente, Historial, Usuario
from webui import historia, listas
from webui.ajustes.forms import AjusteForm
from webui.ajustes.pantalla import Hecho, administra, al_hacerlo, enviado, guardar, migas
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.pantallas import de
from workflows.cruce import supresiones

COMENTARIOS, HISTORIA = "comentarios", "historia"


class BuscarForm(forms.Form):
    """Of which case file, and whether what was said of it or what was written at its steps."""

    codigo = forms.CharField(label=gettext_lazy("Código del asunto"), required=False, max_length=20)
    ver = forms.ChoiceField(
        label=gettext_lazy("Qué"),
        required=False,
        choices=[
            (COMENTARIOS, gettext_lazy("Comentarios")),
            (HISTORIA, gettext_lazy("Textos de la historia")),
        ],
    )


class SuprimirForm(AjusteForm):
    motivo = forms.CharField(
        label=gettext_lazy("Quién lo pidió y por qué procede"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Queda en la historia de los ajustes: no repita los datos."),
    )


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What was written about one case file: by whom and when, and what, to who may see the case."""
    user = administra(request)
    filtro = BuscarForm(request.GET)
    filtro.is_valid()
    codigo = filtro.cleaned_data.get("codigo", "").strip().upper()
    page = listas.pagina(request, _escritos(codigo, filtro.cleaned_data.get("ver", "")))
    se_ve = access.scope(Expediente.objects.filter(codigo=codigo), user).exists()
    context = {
        "titulo": _("Suprimir datos personales"),
        "migas": migas(),
        "filtro": filtro,
        "page": page,
        "filas": [_fila(uno, se_ve=se_ve) for uno in page],
        "vacia": _vacia(codigo),
    }
    return render(request, "ajustes/supresiones.html", context)


@require_http_methods(["GET", "POST"])
@al_hacerlo
def comentario(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what a comment says."""
    user = administra(request)
    objeto = get_object_or_404(Comentario.objects.select_related("expediente", "autor"), pk=pk)
    return _suprimir(request, user, objeto, objeto.autor.nombre, supresiones.suprimir_comentario)


@require_http_methods(["GET", "POST"])
@al_hacerlo
def entrada(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what was written at a step."""
    user = administra(request)
    escritas = Historial.objects.filter(escrito__isnull=False)
    objeto = get_object_or_404(escritas.select_related("expediente", "usuario", "por"), pk=pk)
    return _suprimir(request, user, objeto, objeto.quien, supresiones.suprimir_entrada)


def _suprimir(
    request: HttpRequest,
    user: Usuario,
    objeto: Comentario | Historial,
    autor: str,
    accion: Callable[..., object],
) -> HttpResponse:
    ver = COMENTARIOS if isinstance(objeto, Comentario) else HISTORIA
    parametros = urlencode({"codigo": objeto.expediente.codigo, "ver": ver})
    volver = f"{reverse('ajustes:supresiones')}?{parametros}"

    def hacer(datos: dict[str, Any]) -> Hecho:
        accion(pk=objeto.pk, actor=user, motivo=datos["motivo"])
        return Hecho(volver, _("Suprimido: queda quién escribió y cuándo, y no lo que decía."))

    return guardar(
        request,
        SuprimirForm(enviado(request)),
        titulo=_("Suprimir el texto de %(autor)s") % {"autor": autor},
        migas=migas(Enlace(_("Suprimir datos personales"), volver)),
        volver=volver,
        hacer=hacer,
        entrada=_("No se puede deshacer. Se borra también de los avisos que lo repiten."),
        enviar=_("Suprimir"),
        peligro=True,
        objeto=objeto,
    )


def _escritos(codigo: str, ver: str) -> QuerySet[Any]:
    if ver == HISTORIA:
        return supresiones.entradas(codigo).select_related("escrito")
    return supresiones.comentarios(codigo).prefetch_related("escritos")


def _fila(uno: Any, *, se_ve: bool) -> dict[str, Any]:
    """One of them; what it says is for who may see its case file."""
    es_comentario = isinstance(uno, Comentario)
    escrito = next(iter(uno.escritos.all()), None) if es_comentario else uno.escrito
    suprimido = escrito is None or escrito.redactado_en is not None
    nombre = "suprimir_comentario" if es_comentario else "suprimir_entrada"
    return {
        "numero": uno.pk,
        "autor": uno.autor.nombre if es_comentario else uno.quien,
        "que": _("comentó") if es_comentario else historia.verbo(de(uno.expediente.clase), uno),
        "momento": uno.momento,
        "texto": escrito.texto if se_ve and escrito else "",
        "suprimido": suprimido,
        "url": "" if suprimido else reverse(f"ajustes:{nombre}", args=[uno.pk]),
    }


def _vacia(codigo: str) -> Vacia:
    if not codigo:
        return Vacia("eye", _("Escriba el código del asunto"), _("Por ejemplo, SOL-2026-00031."))
    return Vacia("eye", _("Nada"), _("De ese asunto nadie ha escrito nada, o no existe."))
