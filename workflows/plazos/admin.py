"""Lengths of deadlines and alert rules: an administrator edits them, nobody deletes them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from workflows.plazos import actions
from workflows.plazos.models import PlazoInterno, ReglaAlerta


@admin.register(PlazoInterno)
class PlazoInternoAdmin(admin.ModelAdmin[PlazoInterno]):
    """How long the deadlines are that the town hall sets itself. The processes say which."""

    list_display = ("nombre", "asunto", "cantidad", "unidad")
    list_filter = ("unidad",)
    fields = ("nombre", "asunto", "cantidad", "unidad")
    readonly_fields = ("nombre", "asunto")

    @admin.display(description=gettext_lazy("plazo"), ordering="clase_plazo")
    def nombre(self, interno: PlazoInterno) -> str:
        return interno.nombre

    @admin.display(description=gettext_lazy("asunto"), ordering="clase_plazo")
    def asunto(self, interno: PlazoInterno) -> str:
        return interno.asunto

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ReglaAlerta)
class ReglaAlertaAdmin(admin.ModelAdmin[ReglaAlerta]):
    """Who is told, when and how."""

    list_display = (
        "codigo", "clase_plazo", "etapa", "cantidad", "unidad", "repite_cada", "papeles", "roles",
        "medio", "activa",
    )  # fmt: skip
    list_filter = ("codigo", "activa", "medio")
    search_fields = ("codigo", "clase_plazo")
    readonly_fields = ("obligatoria",)

    def get_readonly_fields(self, request: HttpRequest, obj: ReglaAlerta | None = None) -> Any:
        """What a rule is stays as it was declared: another one would be sown in its place."""
        return ("codigo", "clase_plazo", "etapa", "obligatoria") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: ReglaAlerta, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        actions.recalcular(obj.clase_plazo)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
