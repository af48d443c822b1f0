"""The thresholds of the metas, for the contraparte and the systems administrator."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from core.models import Usuario
from workflows.metas.models import Umbrales


@admin.register(Umbrales)
class UmbralesAdmin(admin.ModelAdmin[Umbrales]):
    """The one row."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who enters the administration."""
        return isinstance(request.user, Usuario) and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Umbrales | None = None) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Umbrales | None = None) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Umbrales | None = None) -> bool:
        """Nobody."""
        return False
