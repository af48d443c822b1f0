"""What did not reach somebody, for the administrator. Codes and names only: no title, no text."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.models import Usuario
from notifiers import claims
from notifiers.models import Entrega


@admin.register(Entrega)
class EntregaAdmin(admin.ModelAdmin[Entrega]):
    """Deliveries, to be read and, where they failed, tried again."""

    list_display = (
        "id", "aviso", "destinatario", "expediente", "medio", "estado", "error", "intentos",
        "disponible_en",
    )  # fmt: skip
    list_filter = ("estado", "medio", "permanente")
    list_select_related = (
        "notificacion__usuario", "notificacion__actor", "notificacion__expediente",
    )  # fmt: skip
    search_fields = ("notificacion__expediente__codigo", "notificacion__usuario__nombre")
    fields = (
        "aviso", "destinatario", "expediente", "medio", "estado", "error", "detalle", "permanente",
        "intentos", "disponible_en", "entregada_en",
    )  # fmt: skip
    ordering = ("-pk",)
    show_full_result_count = False
    actions = ("reintentar",)

    @admin.display(description=gettext_lazy("aviso"))
    def aviso(self, entrega: Entrega) -> str:
        """What kind of notice."""
        return str(entrega.notificacion.kind.nombre)

    @admin.display(description=gettext_lazy("destinatario"))
    def destinatario(self, entrega: Entrega) -> str:
        """Whose it is, by name."""
        return entrega.notificacion.destinatario.nombre

    @admin.display(description=gettext_lazy("expediente"))
    def expediente(self, entrega: Entrega) -> str:
        """The code of the case file."""
        expediente = entrega.notificacion.expediente
        return expediente.codigo if expediente else "—"

    @admin.action(description=gettext_lazy("Reintentar"), permissions=["view"])
    def reintentar(self, request: HttpRequest, entregas: QuerySet[Entrega]) -> None:
        """Try the failed ones among the chosen again."""
        cuantas = claims.reintentar(entregas.values_list("pk", flat=True))
        if not cuantas:
            self.message_user(request, _("Ninguna de las elegidas había fallado."), messages.INFO)
            return
        texto = ngettext(
            "%(n)d entrega vuelve a intentarse.", "%(n)d entregas vuelven a intentarse.", cuantas
        )
        self.message_user(request, texto % {"n": cuantas}, messages.SUCCESS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Only the systems administrator and the contraparte."""
        return isinstance(request.user, Usuario) and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Entrega | None = None) -> bool:
        """As the module."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: rows are written by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entrega | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entrega | None = None) -> bool:
        """Nobody."""
        return False
