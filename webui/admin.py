"""Administration: people and roles, the municipality, its calendar, the catalogues.

Process rows are not here: they are moved by their own screens only.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import calendario, catalogos, clock, escudo
from core.calendario import SinHorario
from core.models import (
    Area,
    Cargo,
    DiaNoHabil,
    HorarioOficina,
    Lugar,
    Municipio,
    Tema,
    Usuario,
)
from core.transitions import NotAllowed
from notifiers import queue as notifiers
from webui.acceso import quien
from workflows.cruce import accesos
from workflows.plazos import actions as plazos

admin.site.site_header = gettext_lazy("Administración de SIGOBito")
admin.site.site_title = gettext_lazy("Administración")
admin.site.index_title = gettext_lazy("Personas, calendario y catálogos")
admin.site.site_url = "/mi-dia/"


def invitar(usuario: Usuario) -> None:
    """Mail somebody the link with which the password is set; at most one a day."""
    clave = f"{usuario.pk}:{clock.today()}"
    notifiers.notify("invitacion", expediente=None, clave=clave, usuarios=[usuario])


def avisar_al_titular(nuevo: Usuario, actor: Usuario) -> None:
    """Tell who is titular already that somebody else may decide as one."""
    titulares = Usuario.objects.filter(groups__name="titular").exclude(pk=nuevo.pk)
    notifiers.notify(
        "titular",
        expediente=None,
        clave=f"{nuevo.pk}:{clock.now().isoformat()}",
        usuarios=titulares,
        datos={"persona": nuevo.nombre, "quien": actor.nombre, "ruta": "/mi-dia/"},
    )


@admin.register(Usuario)
class UsuarioAdmin(admin.ModelAdmin[Usuario]):
    """Accounts: made by invitation, never deleted, nobody a superuser."""

    list_display = ("nombre", "email", "cargo", "area", "is_active")
    # What may be empty Django does not join by itself.
    list_select_related = ("cargo", "area")
    list_filter = ("is_active", "groups", "area")
    search_fields = ("nombre", "email")
    fields = ("nombre", "email", "cargo", "area", "groups", "idioma", "is_active")
    actions = ("enviar_invitacion", "cerrar_sesiones", "quitar_segundo_paso")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Usuario]:
        return super().get_queryset(request).filter(es_sistema=False)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = CheckboxSelectMultiple()
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label = _("Funciones")
            field.help_text = ""
        return field

    def save_model(
        self, request: HttpRequest, obj: Usuario, form: ModelForm[Usuario], change: bool
    ) -> None:
        if not change:
            obj.set_unusable_password()
        obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)
        if not change and obj.is_active:
            invitar(obj)
            messages.info(request, _("Se le envió la invitación por correo."))

    def get_readonly_fields(self, request: HttpRequest, obj: Usuario | None = None) -> Any:
        """Nobody gives oneself a role."""
        return ("groups",) if obj is not None and obj.pk == request.user.pk else ()

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Whoever is titular learns that somebody else is."""
        usuario = form.instance
        antes = set(usuario.groups.values_list("name", flat=True))
        super().save_related(request, form, formsets, change)
        ahora = set(usuario.groups.values_list("name", flat=True))
        if "titular" in ahora - antes:
            avisar_al_titular(usuario, quien(request))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.action(description=gettext_lazy("Enviar la invitación otra vez"))
    def enviar_invitacion(self, request: HttpRequest, queryset: QuerySet[Usuario]) -> None:
        for usuario in queryset:
            invitar(usuario)
        cuantas = ngettext(
            "%(n)d invitación enviada.", "%(n)d invitaciones enviadas.", len(queryset)
        )
        messages.success(request, cuantas % {"n": len(queryset)})

    @admin.action(description=gettext_lazy("Cerrar sus sesiones en todos los equipos"))
    def cerrar_sesiones(self, request: HttpRequest, queryset: QuerySet[Usuario]) -> None:
        for usuario in queryset:
            try:
                accesos.cerrar_las_de(usuario=usuario, actor=quien(request))
            except NotAllowed as refusal:
                messages.warning(request, f"{usuario}: {refusal.motivo}")
            else:
                hecho = _("%(persona)s: sus sesiones están cerradas.")
                messages.success(request, hecho % {"persona": usuario})

    @admin.action(description=gettext_lazy("Quitar el segundo paso de quien lo perdió"))
    def quitar_segundo_paso(
        self, request: HttpRequest, queryset: QuerySet[Usuario]
    ) -> HttpResponse | None:
        """One person at a time: each has a reason of its own."""
        una = queryset.first() if queryset.count() == 1 else None
        if una is None:
            messages.warning(request, _("Elija a una sola persona."))
            return None
        return redirect("sesiones:reponer", pk=una.pk)


class CalendarioAdmin(admin.ModelAdmin[Any]):
    """What changes the days worked is written to the calendar's table at once."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._reconstruir(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._reconstruir(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        self._reconstruir(request)

    def _reconstruir(self, request: HttpRequest) -> None:
        try:
            cambiados = calendario.reconstruir()
        except SinHorario as error:
            messages.warning(request, str(error))
            return
        texto = ngettext(
            "Cambió %(n)d día del calendario.",
            "Cambiaron %(n)d días del calendario.",
            len(cambiados),
        )
        messages.info(request, texto % {"n": len(cambiados)})
        self._recontar(request)

    def _recontar(self, request: HttpRequest) -> None:
        movidos = plazos.recontar()
        texto = ngettext(
            "%(n)d plazo cambió de fecha.", "%(n)d plazos cambiaron de fecha.", movidos
        )
        messages.info(request, texto % {"n": movidos})


@admin.register(DiaNoHabil)
class DiaNoHabilAdmin(CalendarioAdmin):
    list_display = ("fecha", "motivo", "ambito", "cada_anio", "habil", "media_jornada", "decreto")
    list_filter = ("ambito", "cada_anio")
    search_fields = ("motivo", "decreto")


@admin.register(HorarioOficina)
class HorarioOficinaAdmin(CalendarioAdmin):
    list_display = ("dia_semana", "desde", "hasta")


class MunicipioForm(ModelForm[Municipio]):
    """The shield is looked at and made anew when it comes."""

    def clean_escudo(self) -> Any:
        subido = self.cleaned_data["escudo"]
        return (
            escudo.revisar(subido, subido.name or "")
            if isinstance(subido, UploadedFile)
            else subido
        )


@admin.register(Municipio)
class MunicipioAdmin(CalendarioAdmin):
    """The one row."""

    form = MunicipioForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin[Area]):
    list_display = ("nombre", "superior", "jefe")
    list_select_related = ("superior", "jefe")
    search_fields = ("nombre",)


@admin.register(Cargo)
class CargoAdmin(admin.ModelAdmin[Cargo]):
    search_fields = ("nombre",)


class CatalogoAdmin(admin.ModelAdmin[Any]):
    """Temas and lugares, changed by the same actions as on their screens, so with a history."""

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        actor = quien(request)
        if change:
            catalogos.editar(modelo=self.model, pk=obj.pk, actor=actor, campos=form.cleaned_data)
            return
        obj.pk = catalogos.crear(modelo=self.model, actor=actor, campos=form.cleaned_data).pk

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Tema)
class TemaAdmin(CatalogoAdmin):
    list_display = ("nombre", "superior", "plan_de_gobierno")
    list_select_related = ("superior",)
    search_fields = ("nombre",)


@admin.register(Lugar)
class LugarAdmin(CatalogoAdmin):
    list_display = ("nombre", "nivel", "superior", "poblacion")
    list_select_related = ("superior",)
    list_filter = ("nivel",)
    search_fields = ("nombre", "codigo_oficial")
