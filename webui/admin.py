"""Administration of what has no screen: substitutes named for somebody else.

What the town hall sets is in `webui.ajustes`; process rows are moved by their own screens only.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from webui.acceso import quien
from workflows.cruce import suplencias

admin.site.site_header = gettext_lazy("Administración de SIGOBito")
admin.site.site_title = gettext_lazy("Administración")
admin.site.index_title = gettext_lazy("Lo que no tiene pantalla propia")
admin.site.site_url = "/mi-dia/"


class SuplenciaForm(ModelForm[Suplencia]):
    """For somebody else; never in favour of who fills it in."""

    actor: ClassVar[Usuario]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if {"titular", "suplente", "desde", "hasta"} <= datos.keys():
            partes = {campo: valor for campo, valor in datos.items() if campo != "motivo"}
            suplencias.revisar(actor=self.actor, **partes)
        return datos


@admin.register(Suplencia)
class SuplenciaAdmin(admin.ModelAdmin[Suplencia]):
    """Named and ended by the same actions as by oneself; never changed, never forgotten."""

    form = SuplenciaForm
    fields = ("titular", "suplente", "desde", "hasta", "motivo")
    list_display = ("titular", "suplente", "desde", "hasta", "motivo")
    list_filter = ("desde",)
    actions = ("terminar",)

    def get_form(
        self,
        request: HttpRequest,
        obj: Suplencia | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.actor = quien(request)
        return form

    def save_model(
        self, request: HttpRequest, obj: Suplencia, form: ModelForm[Suplencia], change: bool
    ) -> None:
        obj.pk = suplencias.nombrar(actor=quien(request), **form.cleaned_data).pk

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.action(description=gettext_lazy("Terminar ahora"), permissions=["add"])
    def terminar(self, request: HttpRequest, queryset: QuerySet[Suplencia]) -> None:
        for suplencia in queryset:
            try:
                suplencias.terminar(suplencia_id=suplencia.pk, actor=quien(request))
            except NotAllowed as refusal:
                messages.warning(request, f"{suplencia}: {refusal.motivo}")
            else:
                messages.success(request, f"{suplencia}: {_('terminó')}.")
