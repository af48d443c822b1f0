"""What the counter of the portal asks: to present something, to follow it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.models import Actor, Lugar
from webui.campos import FechaField
from webui.portal.ventanilla.campos import ArchivosDelPublico, LineaField, ParrafosField, lugares
from workflows.solicitudes.actions.publico import Quien
from workflows.solicitudes.publico import Solicitud, TipoSolicitud

LARGO = 5000
PROPIO = ""


def _aviso() -> str:
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        _("Permito que el municipio use estos datos para atender y responder esta solicitud."),
        reverse_lazy("portal:privacidad"),
        _("Cómo se cuidan"),
    )


def _pedido(campo: str, hace_falta: bool) -> forms.Field:
    """The field of a request that its type asks for, as people without an account fill it in."""
    modelo = Solicitud._meta.get_field(campo)
    comun: dict[str, Any] = {
        "label": modelo.verbose_name,  # type: ignore[union-attr]
        "required": hace_falta,
        "error_messages": {"required": gettext_lazy("Sin este dato no podemos recibirla.")},
    }
    match modelo:
        case models.DateField():
            return FechaField(validators=[_por_venir], **comun)
        case models.TimeField():
            return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}), **comun)
        case models.IntegerField():
            return forms.IntegerField(validators=modelo.validators, **comun)
        case _:
            return LineaField(max_length=modelo.max_length, **comun)  # type: ignore[union-attr]


def _por_venir(dia: date) -> None:
    if dia < clock.today():
        raise ValidationError(_("Ese día ya pasó."))


class SolicitarForm(forms.Form):
    """Somebody presents something; only of what its type asks for is more asked."""

    titulo = LineaField(
        label=gettext_lazy("Qué pide, en una frase"),
        max_length=200,
        error_messages={"required": gettext_lazy("Escriba en una frase qué pide.")},
    )
    descripcion = ParrafosField(
        label=gettext_lazy("Cuéntenos"),
        max_length=LARGO,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Qué pasa, desde cuándo y a quiénes toca."),
        error_messages={"required": gettext_lazy("Cuente qué pide.")},
    )
    lugar = forms.TypedChoiceField(
        label=gettext_lazy("Barrio o comunidad de que se trata"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    archivos = ArchivosDelPublico(label=gettext_lazy("Fotos o documentos"), required=False)
    nombre = LineaField(
        label=gettext_lazy("Su nombre y apellido"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Escriba su nombre.")},
    )
    correo = forms.EmailField(
        label=gettext_lazy("Su correo"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("A él llegan el acuse, el PIN y la respuesta."),
    )
    telefono = LineaField(
        label=gettext_lazy("Su teléfono"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("Hace falta uno de los dos: correo o teléfono."),
    )
    por_quien = forms.ChoiceField(
        label=gettext_lazy("Por quién la presenta"),
        required=False,
        choices=[
            (PROPIO, gettext_lazy("Por mí")),
            (Actor.Tipo.INSTITUCION, gettext_lazy("Por una institución u organización")),
            (Actor.Tipo.GRUPO, gettext_lazy("Por un grupo de vecinos")),
            (Actor.Tipo.PERSONA, gettext_lazy("Por otra persona")),
        ],
    )
    representado = LineaField(
        label=gettext_lazy("Nombre de la institución, el grupo o la persona"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Si no la presenta por usted."),
    )
    consiente = forms.BooleanField(
        label=lazy(_aviso, str)(),
        error_messages={
            "required": gettext_lazy("Sin su permiso no podemos guardar lo que escribió.")
        },
    )

    def __init__(self, *args: Any, tipo: TipoSolicitud, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tipo, self.pide = tipo, tipo.preguntas()
        self.fields |= {campo: _pedido(campo, falta) for campo, falta in self.pide.items()}
        self.order_fields(["titulo", "descripcion", *self.pide])
        self.fields["lugar"].choices = [("", _("Elija")), *lugares()]  # type: ignore[attr-defined]
        self.fields["archivos"].help_text = _("Hasta %(n)d, de %(mb)d MB cada uno.") % {
            "n": settings.PORTAL_ARCHIVOS,
            "mb": settings.PORTAL_ARCHIVO_MB,
        }
        if not settings.PORTAL_ARCHIVOS:
            del self.fields["archivos"]

    def clean(self) -> dict[str, Any]:
        datos = self.cleaned_data
        if not (datos.get("correo") or datos.get("telefono") or self.errors.keys() & {"correo"}):
            self.add_error("correo", _("Deje un correo o un teléfono para responderle."))
        if datos.get("por_quien") and not datos.get("representado"):
            self.add_error("representado", _("Escriba cómo se llama."))
        return datos

    def argumentos(self) -> dict[str, Any]:
        """What the action is given."""
        datos = self.cleaned_data
        lugar = datos.get("lugar")
        return {
            "titulo": datos["titulo"],
            "descripcion": datos["descripcion"],
            "quien": Quien(datos["nombre"], datos["correo"], datos["telefono"]),
            "en_nombre_de": (
                (datos["por_quien"], datos["representado"]) if datos["por_quien"] else ("", "")
            ),
            "lugares": Lugar.objects.filter(pk=lugar) if lugar else (),
            "campos": {campo: datos[campo] for campo in self.pide if datos.get(campo)},
            "archivos": datos.get("archivos") or (),
        }


class EntrarForm(forms.Form):
    """Code and PIN, as they are copied from a receipt."""

    codigo = LineaField(
        label=gettext_lazy("Código"),
        max_length=30,
        help_text=gettext_lazy("Como SOL-2026-00031."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    pin = LineaField(
        label=gettext_lazy("PIN"),
        max_length=20,
        help_text=gettext_lazy("Las ocho cifras que le dimos con el código."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class OtroPinForm(forms.Form):
    """Whoever lost the PIN says the code and the address."""

    codigo = LineaField(label=gettext_lazy("Código"), max_length=30)
    correo = forms.EmailField(
        label=gettext_lazy("Su correo"),
        max_length=254,
        help_text=gettext_lazy("El que dejó al presentarla."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AgregarForm(forms.Form):
    """Files more for a request."""

    archivos = ArchivosDelPublico(
        label=gettext_lazy("Fotos o documentos"),
        error_messages={"required": gettext_lazy("Elija al menos un archivo.")},
    )


class CompletarForm(forms.Form):
    """What was missing."""

    texto = ParrafosField(
        label=gettext_lazy("Lo que faltaba"),
        required=False,
        max_length=LARGO,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Hace falta uno de los dos: escribirlo o adjuntarlo."),
    )
    archivos = ArchivosDelPublico(label=gettext_lazy("Fotos o documentos"), required=False)


class RetirarForm(forms.Form):
    """Whoever presented it no longer asks for it."""

    motivo = ParrafosField(
        label=gettext_lazy("Por qué la retira"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorreoForm(forms.Form):
    """Another address for what is told of it."""

    correo = forms.EmailField(
        label=gettext_lazy("Su correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
