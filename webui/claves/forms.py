"""What making a key of the API asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import ChangePasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock
from core.models import Usuario
from core.origen import LARGO_CLAVE
from webui.campos import FechaField
from workflows.cruce import claves

# What a key may be made for; the processes by the name of their screens.
PROCESOS = [
    ("solicitudes", _("Solicitudes")),
    ("compromisos", _("Compromisos")),
    ("metas", _("Metas")),
    ("piezas", _("Piezas y publicaciones")),
]
# As long as is usual, if the installation allows it.
DIAS = 90


class ClaveForm(forms.Form):
    """Reading is harmless beside writing, so each is chosen by itself; nothing is chosen yet."""

    nombre = forms.CharField(
        label=_("Para qué es"),
        max_length=LARGO_CLAVE,
        help_text=_("Se lee en la historia de lo que haga: «Ventanilla digital»."),
    )
    lee = forms.MultipleChoiceField(
        label=_("Puede leer"),
        choices=PROCESOS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    escribe = forms.MultipleChoiceField(
        label=_("Puede leer y cambiar"),
        choices=PROCESOS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nunca más de lo que usted puede."),
    )
    vence_el = FechaField(label=_("Hasta"), help_text=_("El último día, incluido."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = clock.today() + timedelta(days=DIAS)
        self.fields["vence_el"].initial = min(usual, claves.ultimo_dia())


class CambiarContrasenaForm(ChangePasswordForm):
    """Asks whoever has keys whether they go with the old password; nobody answers: they do."""

    def __init__(self, *args: Any, user: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if cuantas := claves.vivas(user).count():
            texto = ngettext(
                "Conservar mi clave de la API",
                "Conservar mis %(n)d claves de la API",
                cuantas,
            )
            self.fields["conservar"] = forms.BooleanField(
                label=texto % {"n": cuantas},
                required=False,
                help_text=_("Si alguien más supo la contraseña, déjelo sin marcar."),
            )

    def save(self) -> None:
        super().save()
        if not self.cleaned_data.get("conservar"):
            claves.revocar_todas(usuario=self.user, actor=self.user)
