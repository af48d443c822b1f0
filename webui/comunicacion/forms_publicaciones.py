"""What settles one publication, and the filters of their list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from channels.models import Publicacion
from channels.registry import canales
from webui.paso_form import PasoForm
from workflows.comunicacion import actions, queries


class SalidaForm(PasoForm):
    """What a verb of one `publicacion` of the piece asks for."""

    def __init__(self, *args: Any, publicacion: Publicacion, **kwargs: Any) -> None:
        self.publicacion = publicacion
        super().__init__(*args, **kwargs)

    def llamar(self, _id_de: str) -> None:
        """Do it; the state of the publication says whether it is too late, not the version."""
        type(self).accion(publicacion_id=self.publicacion.pk, actor=self.user, **self.argumentos())


class ReintentarForm(SalidaForm):
    accion = actions.reintentar
    en_tanda = True
    hecho = _("En camino otra vez.")


class DecidirForm(SalidaForm):
    """An official says what the network did not: whether a post is out.

    `halladas` are the addresses that may be it.
    """

    accion = actions.decidir
    hecho = _("Queda constancia de lo que dijo.")
    boton = _("Dejar constancia")
    interior = "publicaciones/decidir.html"

    def preparar(self) -> None:
        canal = {"canal": self.publicacion.canal_nombre}
        self.pregunta = gettext("¿Salió en %(canal)s?") % canal
        lineas = self.publicacion.detalle.splitlines()
        self.halladas = [una for una in lineas if una.startswith(("https://", "http://"))]

    publicada = forms.TypedChoiceField(
        label=_("¿Salió publicada?"),
        choices=[("si", _("Sí: está en la red")), ("no", _("No: enviarla otra vez"))],
        coerce=lambda value: value == "si",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    enlace = forms.URLField(
        label=_("Enlace de lo publicado"),
        required=False,
        assume_scheme="https",
        help_text=_("Péguelo si salió."),
    )


SALIDAS: dict[str, type[SalidaForm]] = {"reintentar": ReintentarForm, "decidir": DecidirForm}


class PublicacionesFiltro(forms.Form):
    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[
            ("", _("Cualquiera")),
            ("problemas", _("Con problemas")),
            ("en_camino", _("En camino")),
            *Publicacion.Estado.choices,
        ],
    )
    canal = forms.ChoiceField(
        label=_("Canal"), required=False, choices=[("", _("Todos")), *canales()]
    )

    def leer(self) -> queries.FiltroPublicaciones:
        """The filter, made of what was understood."""
        self.is_valid()
        dados = {name: value for name, value in self.cleaned_data.items() if value}
        return queries.FiltroPublicaciones(**dados)
