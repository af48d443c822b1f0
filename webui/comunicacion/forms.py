"""The editor of a pieza, what each of its verbs asks for, and the accounts of the channels."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from channels.models import Publicacion
from channels.registry import Canal, Dato, canales
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


class DetenerForm(forms.Form):
    motivo = forms.CharField(
        label=_("Por qué se detiene"),
        max_length=200,
        help_text=_("Duelo, silencio electoral… Lo verá todo el equipo."),
    )


class CanalForm(forms.Form):
    """Asks for what a channel says it needs."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.canal = canal


class LlavesForm(CanalForm):
    """The keys of an account: typed, never shown again."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        for clave, dato in canal.secretos.items():
            self.fields[clave] = _copiado(dato)

    def credenciales(self) -> dict[str, str]:
        """What was typed, by the name of each key."""
        return {clave: self.cleaned_data[clave] for clave in self.canal.secretos}


class OpcionesForm(CanalForm):
    """How an account publishes: yes or no to each thing its channel lets one choose."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        for clave, opcion in canal.opciones.items():
            self.fields[clave] = forms.BooleanField(
                label=str(opcion.nombre),
                required=False,
                initial=opcion.de_fabrica,
                help_text=f"{opcion.ayuda} {_costo(canal, clave)}".strip(),
            )

    def opciones(self) -> dict[str, bool]:
        """What was chosen, by the name of each option."""
        return {clave: self.cleaned_data[clave] for clave in self.canal.opciones}


class ConectarForm(LlavesForm, OpcionesForm):
    """All that a new account needs."""

    nombre = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        required=False,
        help_text=_("Cómo se la llama aquí. Vacío: como se llama en la red."),
    )

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        assert canal.identificador is not None  # noqa: S101 - who has none is not connected
        self.fields["identificador"] = _copiado(canal.identificador)
        self.order_fields(["identificador", *canal.secretos, "nombre", *canal.opciones])


class PausarForm(forms.Form):
    motivo = forms.CharField(
        label=_("Por qué se pausa"),
        max_length=200,
        help_text=_("Lo verá todo el equipo. Lo aprobado espera hasta que se reanude."),
    )


def _copiado(dato: Dato) -> forms.CharField:
    """What a person copies from the network; a secret is not shown again, nor filled in."""
    widget: forms.Widget
    if dato.a_la_vista:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
    else:
        # For anything else the browser would offer the person's own password.
        widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=str(dato.nombre), help_text=str(dato.ayuda), max_length=600, widget=widget
    )


def _costo(canal: Canal, opcion: str) -> str:
    """What the link makes a post cost, where it makes a difference."""
    costos = queries.costo_del_enlace(canal.clave) if opcion == "incluir_enlace" else None
    if costos is None:
        return ""
    con, sin = (number_format(normal) for normal in (uno.normalize() for uno in costos))
    return gettext(
        "%(canal)s cobra unos %(con)s USD por cada publicación con enlace y %(sin)s USD sin él. "
        "También se puede quitar en una sola pieza."
    ) % {"canal": canal.nombre, "con": con, "sin": sin}


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
