"""The catalogue of types, for the contraparte and the systems administrator."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from core.models import Usuario
from workflows.solicitudes.models import TipoSolicitud


@admin.register(TipoSolicitud)
class TipoSolicitudAdmin(admin.ModelAdmin[TipoSolicitud]):
    """Types are retired, never deleted: requests point at them."""

    list_display = (
        "nombre",
        "dias_legales",
        "unidad",
        "dias_meta",
        "decide_jefe",
        "activo",
    )
    list_filter = ("activo",)
    search_fields = ("nombre", "codigo")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who enters the administration."""
        return isinstance(request.user, Usuario) and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: TipoSolicitud | None = None) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: TipoSolicitud | None = None) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: TipoSolicitud | None = None) -> bool:
        """Nobody."""
        return False
