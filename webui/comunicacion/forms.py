"""The editor of a pieza, what each of its verbs asks for, and the filters of its list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from channels.registry import canales
from core.models import GRADOS, Lugar, Municipio, Tema
from webui.campos import FiltroForm, ImagenField, elegir
from webui.paso_form import PasoForm
from workflows.comunicacion import actions, queries
from workflows.comunicacion.queries import Pieza

TEXTO = {"rows": 3}


class MomentoField(forms.DateTimeField):
    """A day and an hour of the municipality's clock, typed and shown, wherever the server is."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        with timezone.override(Municipio.actual().zona):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(Municipio.actual().zona):
            return super().prepare_value(value)


class HuellaField(forms.CharField):
    """What was read comes back with the form; what is shown again is what would go out now."""

    widget = forms.HiddenInput

    def bound_data(self, _data: Any, initial: Any) -> Any:
        return initial


class OrigenForm(forms.Form):
    """The code of what a new one tells about, as the address brings it."""

    origen = forms.SlugField(required=False, max_length=20)

    def leer(self) -> str:
        """The code; empty if there is none, or it cannot be one."""
        self.is_valid()
        return str(self.cleaned_data.get("origen", ""))


class PiezaCampos(forms.Form):
    """Written once, seen on each channel as it will look."""

    primeros: ClassVar = [
        "titulo", "entradilla", "cuerpo", "imagen", "imagen_alt", "menores_confirmado", "canales",
        "texto_facebook", "texto_x", "enlace_en_x", "publicar_en",
    ]  # fmt: skip

    titulo = forms.CharField(label=_("Título"), max_length=200)
    entradilla = forms.CharField(
        label=_("Entradilla"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("La noticia en una o dos frases."),
    )
    cuerpo = forms.CharField(
        label=_("Texto para la web"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Puede usar Markdown: **negrita**, - listas, [enlaces](https://…)."),
    )
    imagen = ImagenField(label=_("Imagen"), required=False, help_text=_("JPG, PNG o WebP."))
    imagen_alt = forms.CharField(
        label=_("Qué se ve en la imagen"),
        max_length=1000,
        required=False,
        help_text=_("Lo leerá quien no ve la foto. Obligatorio si hay imagen."),
    )
    menores_confirmado = forms.BooleanField(
        label=_("No se reconoce a menores de edad, o hay permiso"), required=False
    )
    canales = forms.MultipleChoiceField(
        label=_("Publicar en"),
        choices=canales,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    texto_facebook = forms.CharField(
        label=_("Texto para Facebook"),
        required=False,
        widget=forms.Textarea(attrs=TEXTO),
        help_text=_("Si lo deja vacío se usan el título y la entradilla."),
    )
    texto_x = forms.CharField(
        label=_("Texto para X"),
        required=False,
        widget=forms.Textarea(attrs=TEXTO),
        help_text=_("Si lo deja vacío se usa el título."),
    )
    enlace_en_x = forms.BooleanField(
        label=_("Incluir el enlace en X"), required=False, initial=True
    )
    publicar_en = MomentoField(
        label=_("Cuándo"), required=False, help_text=_("Vacío: en cuanto se apruebe.")
    )
    temas = forms.ModelMultipleChoiceField(
        label=_("Temas"), queryset=Tema.objects.none(), required=False
    )
    lugares = forms.ModelMultipleChoiceField(
        label=_("Lugares"), queryset=Lugar.objects.none(), required=False
    )
    consentimientos = forms.CharField(
        label=_("Permisos de las personas que se ven"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    nivel_reserva = forms.TypedChoiceField(
        label=_("Reserva"), choices=GRADOS, coerce=int, initial=0
    )


class PiezaForm(PiezaCampos):
    """A new one; `origen` is the code of what it tells about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)
        self.fields["canales"].initial = [vista.canal for vista in queries.medir(None, {})]


class PiezaAltaForm(PiezaForm):
    """The same, with what the address of its screen says."""

    origen = forms.SlugField(
        label=_("Código de lo que cuenta"),
        max_length=20,
        required=False,
        widget=forms.HiddenInput,
    )


class EditarForm(PiezaCampos, PasoForm):
    """What is written already; an approved piece goes back to draft."""

    accion = actions.editar
    hecho = _("Guardada.")
    boton = _("Guardar")
    plantilla = "piezas/editor.html"
    pagina = True

    quitar_imagen = forms.BooleanField(label=_("Quitar la imagen"), required=False)

    def preparar(self) -> None:
        elegir(self)
        pieza = self.caso
        for name in self.fields.keys() - {"imagen", "quitar_imagen", "siguiente", "version"}:
            valor = getattr(pieza, name)
            self.fields[name].initial = valor.all() if name in {"temas", "lugares"} else valor
        if pieza.imagen is None:
            del self.fields["quitar_imagen"]

    def argumentos(self) -> dict[str, Any]:
        datos = super().argumentos()
        for campo in ("imagen_alt", "menores_confirmado"):
            # Left as it was, it was said of the old picture.
            if datos["imagen"] and datos[campo] == getattr(self.caso, campo):
                del datos[campo]
        return {
            "imagen": datos.pop("imagen"),
            "quitar_imagen": datos.pop("quitar_imagen", False),
            "temas": datos.pop("temas"),
            "lugares": datos.pop("lugares"),
            "cambios": datos,
        }


class EnviarForm(PasoForm):
    accion = actions.enviar
    en_tanda = True
    hecho = _("Enviada a revisión. La aprueba otra persona.")


class AprobarForm(PasoForm):
    """Bound to what was read: the hash of what the screen showed."""

    accion = actions.aprobar
    hecho = _("Aprobada. Cada canal dirá cuando haya salido.")
    interior = "piezas/aprobar.html"

    huella = HuellaField()

    def preparar(self) -> None:
        self.fields["huella"].initial = queries.huella(self.caso)

    @property
    def vista(self) -> Any:
        return queries.vista_previa(self.caso)


class DevolverForm(PasoForm):
    accion = actions.devolver
    hecho = _("Devuelta a quien la escribió.")

    observaciones = forms.CharField(
        label=_("Qué hay que cambiar"), widget=forms.Textarea(attrs={"rows": 4})
    )


class CorregirForm(PasoForm):
    accion = actions.corregir
    en_tanda = True
    hecho = _("Otra vez en borrador: ya puede editarla.")


class RetirarForm(PasoForm):
    accion = actions.retirar
    hecho = _("Retirada. En su página quedará la nota.")

    nota = forms.CharField(
        label=_("Nota pública"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo que leerá la gente en lugar de la noticia."),
    )


PASOS: dict[str, type[PasoForm]] = {
    "enviar": EnviarForm,
    "aprobar": AprobarForm,
    "devolver": DevolverForm,
    "corregir": CorregirForm,
    "editar": EditarForm,
    "retirar": RetirarForm,
}


class PiezasFiltro(FiltroForm):
    """The list's filters; every one lives in the address."""

    filtro = queries.Filtro
    primeros = ("q", "estado", "canal", "mias")

    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[
            ("", _("Cualquiera")),
            ("abiertas", _("Abiertas")),
            ("problemas", _("Con problemas al salir")),
            *Pieza.estado.field.choices,
        ],
    )
    canal = forms.ChoiceField(
        label=_("Canal"), required=False, choices=[("", _("Todos")), *canales()]
    )
    mias = forms.BooleanField(label=_("Las que escribí"), required=False)
