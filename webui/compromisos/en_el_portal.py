"""Which files of a public compromiso the public sees with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import access
from core.models import Adjunto, Usuario
from webui import pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.pantallas import de
from workflows.compromisos import actions
from workflows.compromisos.queries import Compromiso

VERBO = "mostrar_archivos"


class ArchivosForm(forms.Form):
    """The files of one, those that the public sees with a mark."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    publicos = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Archivos que se ven en el portal"),
        queryset=Adjunto.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Compruebe que no muestren datos personales: caras, firmas, direcciones o cédulas."
        ),
    )

    def __init__(self, data: QueryDict | None, *, caso: Compromiso) -> None:
        inicial = {"version": caso.version, "publicos": caso.adjuntos.filter(publico=True)}
        super().__init__(data, initial=inicial)
        self.fields["publicos"].queryset = caso.adjuntos.all()  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def archivos(request: HttpRequest, codigo: str) -> HttpResponse:
    """Choose them."""
    user, pantalla = quien(request), de(Compromiso.CLASE)
    compromiso = pasos.obtener(pantalla, request, codigo)
    if not compromiso.publico:
        raise Http404
    if access.can(user, VERBO, compromiso) is None:
        raise PermissionDenied
    form = ArchivosForm(request.POST if request.method == "POST" else None, caso=compromiso)
    url = pantalla.url(codigo)

    def hacer(datos: dict[str, Any]) -> str:
        actions.mostrar_archivos(compromiso_id=compromiso.pk, actor=user, **datos)
        return url

    return guardar(
        request,
        form,
        titulo=_("En el portal"),
        entrada=f"{codigo} · {compromiso.titulo}",
        migas=[
            Enlace(str(pantalla.titulo), pantalla.url_lista()),
            Enlace(codigo, url),
            Enlace(_("En el portal")),
        ],
        volver=url,
        hacer=hacer,
    )


def enlaces(user: Usuario, compromiso: Compromiso) -> dict[str, str]:
    """Where the public reads it, and where its files are chosen; nothing of what is not public."""
    if not compromiso.publico or compromiso.es_borrador:
        return {}
    elegir = access.can(user, VERBO, compromiso) and compromiso.adjuntos.exists()
    ruta = reverse("compromisos:archivos_publicos", args=[compromiso.codigo])
    return {
        "portal_url": reverse("portal:compromiso", args=[compromiso.codigo]),
        "archivos_url": ruta if elegir else "",
    }
