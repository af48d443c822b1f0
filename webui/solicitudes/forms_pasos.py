"""What each verb of a solicitud asks for, and the action it calls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Actor, Area, Usuario
from webui.campos import FechaField, elegir
from webui.paso_form import PasoForm
from webui.responde import RespondeForm
from workflows.compromisos.queries import PRIORIDADES, Compromiso
from workflows.solicitudes import actions, queries
from workflows.solicitudes.queries import PlantillaRespuesta, Solicitud

if TYPE_CHECKING:
    from django.http import QueryDict

PARRAFO = {"rows": 4}
HORA = {"type": "time"}


class AnalizarForm(PasoForm):
    accion = actions.analizar
    en_tanda = True
    hecho = _("En análisis. Ya tiene quien la responda.")

    responsable = forms.ModelChoiceField(
        label=_("Quién prepara la respuesta"), queryset=Usuario.objects.none()
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["responsable"].initial = self.user


class PedirInformacionForm(PasoForm):
    accion = actions.pedir_informacion
    hecho = _("Pedido. Los plazos se detienen hasta que llegue.")

    pedido = forms.CharField(label=_("Qué falta"), widget=forms.Textarea(attrs=PARRAFO))

    def preparar(self) -> None:
        hasta = {"dia": f"{queries.completar_hasta(self.caso):%d/%m/%Y}"}
        frase = _("Quien la presentó tendrá hasta el %(dia)s; después queda desistida.") % hasta
        if not self.caso.solicitante.email:
            frase = f"{frase} {_('No dejó correo: avísele usted.')}"
        self.fields["pedido"].help_text = frase


class CompletarForm(PasoForm):
    accion = actions.completar
    hecho = _("Anotado: vuelve a análisis y sus plazos corren otra vez.")
    ayuda = _("Los archivos que haya traído se adjuntan en la página de la solicitud.")

    texto = forms.CharField(label=_("Qué completó"), widget=forms.Textarea(attrs=PARRAFO))


class DesistirForm(PasoForm):
    accion = actions.desistir
    en_tanda = True
    hecho = _("Desistida. Se le avisa a quien la presentó.")


class RetirarForm(PasoForm):
    accion = actions.retirar
    hecho = _("Retirada. Se le confirma a quien la presentó.")
    ayuda = _("Cuando quien la presentó ya no la quiere. Se puede reabrir.")

    motivo = forms.CharField(label=_("Por qué se retira"), widget=forms.Textarea(attrs=PARRAFO))


class ElevarForm(PasoForm):
    """What is suggested; to whom, or why, is asked beside it, with the suggestion it belongs to."""

    accion = actions.elevar
    hecho = _("Elevada: ya espera decisión.")
    field_order = ("sugerencia", "delegado_sugerido", "area_sugerida", "motivo_sugerido")
    segun: ClassVar = {
        "delegado_sugerido": Solicitud.Sugerencia.DELEGAR,
        "area_sugerida": Solicitud.Sugerencia.DERIVAR,
        "motivo_sugerido": Solicitud.Sugerencia.DECLINAR,
    }

    sugerencia = forms.ChoiceField(
        label=_("Se sugiere"), choices=Solicitud.Sugerencia.choices, widget=forms.RadioSelect
    )
    recomendacion = forms.CharField(
        label=_("Recomendación"),
        widget=forms.Textarea(attrs=PARRAFO),
        help_text=_("Qué conviene hacer y por qué, en dos o tres frases."),
    )
    fecha_sugerida = FechaField(
        label=_("Fecha sugerida"),
        required=False,
        help_text=_("Para cuándo convendría hacerlo. Hace falta si sugiere atenderla."),
    )
    prioridad = forms.TypedChoiceField(label=_("Prioridad"), choices=PRIORIDADES, coerce=int)
    delegado_sugerido = forms.ModelChoiceField(
        label=_("Si se delega, en quién"), queryset=Usuario.objects.none(), required=False
    )
    area_sugerida = forms.ModelChoiceField(
        label=_("Si se deriva, a qué área"), queryset=Area.objects.none(), required=False
    )
    motivo_sugerido = forms.ChoiceField(
        label=_("Si se declina, por qué"),
        choices=[("", _("Que lo elija quien decide")), *Solicitud.Motivo.choices],
        required=False,
        help_text=_("Con eso, quien decide sigue la recomendación con un toque."),
    )

    def preparar(self) -> None:
        elegir(self)
        areas = self.fields["area_sugerida"]
        if isinstance(areas, forms.ModelChoiceField):
            areas.queryset = queries.areas_que_contestan()
        self.fields["prioridad"].initial = self.caso.prioridad


class AceptarForm(PasoForm):
    accion = actions.aceptar
    en_tanda = True
    hecho = _("Aceptada.")


class DelegarForm(PasoForm):
    accion = actions.delegar
    hecho = _("Delegada. Se le avisa a quien la atiende.")

    delegado = forms.ModelChoiceField(
        label=_("En quién se delega"), queryset=Usuario.objects.none(), required=False
    )
    delegado_actor = forms.ModelChoiceField(
        label=_("O alguien de fuera"), queryset=Actor.objects.none(), required=False
    )
    indicaciones = forms.CharField(
        label=_("Indicaciones"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )

    def preparar(self) -> None:
        elegir(self)


class AplazarForm(PasoForm):
    accion = actions.aplazar
    en_tanda = True
    hecho = _("Aplazada: ese día vuelve a esperar decisión.")
    ayuda = _("El plazo de la ley sigue corriendo.")

    fecha = FechaField(label=_("Cuándo se vuelve a ver"))
    motivo = forms.CharField(label=_("Por qué se aplaza"), widget=forms.Textarea(attrs=PARRAFO))


class RetomarForm(PasoForm):
    accion = actions.retomar
    en_tanda = True
    hecho = _("Otra vez espera decisión.")


class RechazarForm(PasoForm):
    accion = actions.rechazar
    en_tanda = True
    hecho = _("No aceptada. Falta enviar la respuesta a quien la pidió.")

    motivo_codigo = forms.ChoiceField(label=_("Motivo"), choices=Solicitud.Motivo.choices)
    motivo = forms.CharField(label=_("Explicación"), widget=forms.Textarea(attrs=PARRAFO))

    def preparar(self) -> None:
        # Of many, none is looked at.
        if self.caso is not None and self.caso.evento_pasado:
            self.fields["motivo_codigo"].initial = Solicitud.Motivo.FECHA


def _hasta(dia: date) -> str:
    """Until when the law lets it be handed to another authority, and what follows from that."""
    if dia < clock.today():
        frase = _("La ley daba hasta el %(dia)s. Mientras la tenga, los plazos de aquí no corren.")
    else:
        frase = _("La ley da hasta el %(dia)s. Mientras la tenga, los plazos de aquí no corren.")
    return str(frase) % {"dia": f"{dia:%d/%m/%Y}"}


class DerivarForm(PasoForm):
    accion = actions.derivar
    hecho = _("Derivada. Se le escribe a quien la presentó, si dejó correo.")
    ayuda = _(
        "A un área le llega una tarea, y lo que reporte será su respuesta. A una institución le "
        "llega la carta, y lo que conteste se anota aquí."
    )
    pagina = True
    ver = _("Ver antes lo que recibe quien la presentó")

    area = forms.ModelChoiceField(
        label=_("Área del municipio"), queryset=Area.objects.none(), required=False
    )
    institucion = forms.ModelChoiceField(
        label=_("O institución de fuera"), queryset=Actor.objects.none(), required=False
    )
    fecha = FechaField(
        label=_("Para cuándo deben contestar"),
        required=False,
        help_text=_("Vacío: lo que el municipio da para contestar."),
    )
    carta = forms.CharField(
        label=_("Carta con la que se deriva"), widget=forms.Textarea(attrs={"rows": 10})
    )
    en_mano = forms.BooleanField(
        label=_("La carta se lleva en mano"),
        required=False,
        help_text=_("Cuando la institución no tiene correo, o la solicitud es reservada."),
    )
    aviso = forms.CharField(
        label=_("Lo que se le dice a quien la presentó"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("En {destino} se escribe a quien se deriva. Vacío: lo de siempre."),
    )

    def preparar(self) -> None:
        self.fields["aviso"].initial = queries.aviso_de_traslado(self.caso)
        self.previa = reverse("solicitudes:aviso_previo", args=[self.caso.codigo])
        elegir(self)
        areas, instituciones = self.fields["area"], self.fields["institucion"]
        if isinstance(areas, forms.ModelChoiceField):
            areas.queryset = queries.areas_que_contestan()
        if isinstance(instituciones, forms.ModelChoiceField) and instituciones.queryset is not None:
            instituciones.queryset = instituciones.queryset.filter(tipo=Actor.Tipo.INSTITUCION)
        self.fields["carta"].initial = queries.traslado(self.caso)
        if hasta := queries.traslado_hasta(self.caso):
            self.fields["institucion"].help_text = _hasta(hasta)

    def aviso_escrito(self) -> str:
        """What is typed for whoever presented it, with to whom it goes if that is chosen."""
        self.is_valid()
        dicho = self.cleaned_data.get("aviso") or queries.aviso_de_traslado(self.caso)
        destino = self.cleaned_data.get("area") or self.cleaned_data.get("institucion")
        return queries.con_destino(dicho, destino) if destino else str(dicho)


class AnotarRespuestaForm(PasoForm):
    accion = actions.anotar_respuesta
    hecho = _("Anotado. Falta responder a quien la presentó.")

    respuesta = forms.CharField(
        label=_("Qué contestó la institución"), widget=forms.Textarea(attrs={"rows": 6})
    )

    def preparar(self) -> None:
        self.fields["respuesta"].initial = self.caso.respuesta_derivada


class DevolverDerivadaForm(PasoForm):
    accion = actions.devolver_derivada
    hecho = _("Devuelta: vuelve a análisis.")
    ayuda = _("La tarea de la unidad se cancela, y deja de ver la solicitud.")

    motivo = forms.CharField(label=_("Por qué se devuelve"), widget=forms.Textarea(attrs=PARRAFO))


class EncargarForm(RespondeForm, PasoForm):
    accion = actions.encargar
    hecho = _("Encargado. Se le avisa a quien lo tiene.")
    ayuda = _("De aquí nace el compromiso que responderá la solicitud.")
    field_order = ("titulo", "responsable", "externo")

    titulo = forms.CharField(label=_("Qué se va a hacer"), max_length=200)
    fecha = FechaField(label=_("Para cuándo"))
    monitor = forms.ModelChoiceField(
        label=_("Monitor"), queryset=Usuario.objects.none(), required=False
    )
    tipo = forms.ChoiceField(label=_("Tipo"), choices=Compromiso.Tipo.choices)
    descripcion = forms.CharField(
        label=_("Detalle"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["titulo"].initial = self.caso.titulo
        self.fields["fecha"].initial = self.caso.fecha_sugerida
        self.fields["tipo"].initial = Compromiso.Tipo.COMPROMISO


class ProgramarForm(PasoForm):
    accion = actions.programar
    hecho = _("Programada. Se le escribe a quien la presentó, si dejó correo.")

    fecha = FechaField(label=_("Qué día"))
    hora = forms.TimeField(
        label=_("A qué hora"), required=False, widget=forms.TimeInput(attrs=HORA, format="%H:%M")
    )
    lugar_texto = forms.CharField(label=_("Dónde"), max_length=160, required=False)

    def preparar(self) -> None:
        caso = self.caso
        pedida = caso.programada_para or caso.fecha_sugerida or caso.fecha_evento
        self.fields["fecha"].initial = pedida
        self.fields["hora"].initial = caso.programada_hora or caso.hora_evento
        self.fields["lugar_texto"].initial = caso.programada_lugar or caso.lugar_texto


class DesprogramarForm(PasoForm):
    accion = actions.desprogramar
    hecho = _("Sin fecha. Se le escribe a quien la presentó, si dejó correo.")

    motivo = forms.CharField(
        label=_("Por qué se le quita la fecha"), widget=forms.Textarea(attrs=PARRAFO)
    )


class AtenderForm(PasoForm):
    accion = actions.atender
    hecho = _("Atendida. Falta enviar la respuesta.")

    nota = forms.CharField(label=_("Cómo se atendió"), widget=forms.Textarea(attrs=PARRAFO))


class CerrarForm(PasoForm):
    accion = actions.cerrar
    hecho = _("Cerrada. La respuesta va en camino.")

    preparada = forms.CharField(
        label=_("Comenzar con una preparada"),
        required=False,
        widget=forms.Select,
        help_text=_("Trae su texto a la respuesta; después cámbielo como haga falta."),
    )
    respuesta = forms.CharField(
        label=_("Respuesta"), required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    sin_contacto = forms.BooleanField(
        label=_("No dejó correo: se le entregó de otra manera"), required=False
    )
    con_pendientes = forms.BooleanField(
        label=_("Sé que se reabrió lo que la responde, y la respuesta dice qué falta"),
        required=False,
    )

    def preparar(self) -> None:
        if not queries.reabiertos(self.caso):
            del self.fields["con_pendientes"]
        self.fields["respuesta"].initial = queries.borrador(self.caso)
        self.previa = reverse("solicitudes:previa", args=[self.caso.codigo])
        correo = self.caso.solicitante.email
        if correo:
            self.fields["respuesta"].help_text = _("Se enviará a %(correo)s.") % {"correo": correo}
            del self.fields["sin_contacto"]
        # What they lead to is looked at here, with its help.
        self._ofrecer_preparadas()
        self._exigir_texto()

    def clean(self) -> dict[str, Any]:
        """Without scripts: a prepared answer is chosen, its text comes, and is read before it goes.

        What a program sends has a text.
        """
        datos = super().clean() or self.cleaned_data
        if (elegida := datos.get("preparada")) and not datos.get("respuesta"):
            del self.errors["respuesta"]
            escrito = cast("QueryDict", self.data).copy()
            escrito[self.add_prefix("respuesta")] = queries.preparada(elegida, self.caso)
            self.data = escrito
            self.add_error("respuesta", _("Lea la respuesta y envíela otra vez."))
        return datos

    def argumentos(self) -> dict[str, Any]:
        return {
            campo: valor for campo, valor in super().argumentos().items() if campo != "preparada"
        }

    def clean_preparada(self) -> PlantillaRespuesta | None:
        """One of those that are offered."""
        elegida = self.cleaned_data["preparada"]
        if not elegida:
            return None
        found = queries.preparadas(self.caso).filter(pk=elegida) if elegida.isdecimal() else None
        if found is None or not (una := found.first()):
            raise ValidationError(_("Elija una de la lista."))
        return una

    def _ofrecer_preparadas(self) -> None:
        hay = [(str(una.pk), una.nombre) for una in queries.preparadas(self.caso)]
        if not hay:
            del self.fields["preparada"]
            return
        pedir = {
            "hx-get": reverse("solicitudes:preparada", args=[self.caso.codigo]),
            "hx-target": f"#{self['respuesta'].auto_id}",
            "hx-swap": "outerHTML",
        }
        self.fields["preparada"].widget = forms.Select(attrs=pedir, choices=[("", "—"), *hay])

    def _exigir_texto(self) -> None:
        """Here alone: a program leaves it out to send the one that the screen shows."""
        falta = _("Escríbala, o elija una preparada.")
        if "preparada" not in self.fields:
            falta = _("Escriba la respuesta.")
        self.fields["respuesta"].required = True
        self.fields["respuesta"].error_messages["required"] = falta


class FusionarForm(PasoForm):
    accion = actions.fusionar
    hecho = _("Unida. Su respuesta será la de la otra, y llegará a quien presentó cada una.")
    ayuda = _("Deja de atenderse por separado: sus plazos terminan.")

    parecida = forms.CharField(
        label=_("A cuál se une"), max_length=20, required=False, widget=forms.RadioSelect
    )
    codigo = forms.CharField(
        label=_("U otra, por su código"),
        max_length=20,
        required=False,
        help_text=_("Por ejemplo, SOL-2026-00031."),
    )

    def preparar(self) -> None:
        # What asks for the same is called the same: who asks tells them apart.
        parecidas = [
            (una.codigo, f"{una} · {una.solicitante} · {una.estado_nombre}")
            for una in queries.parecidas(self.user, self.caso).select_related("solicitante")
        ]
        self.fields["parecida"].widget = forms.RadioSelect(choices=parecidas)
        if not parecidas:
            del self.fields["parecida"]

    def clean_parecida(self) -> Solicitud | None:
        return self._llamada("parecida")

    def clean_codigo(self) -> Solicitud | None:
        return self._llamada("codigo")

    def _llamada(self, campo: str) -> Solicitud | None:
        """The one that is called so, if the person may see it."""
        codigo = self.cleaned_data[campo].strip().upper()
        try:
            return queries.una(self.user, codigo) if codigo else None
        except ObjectDoesNotExist:
            raise ValidationError(_("No hay ninguna solicitud con ese código.")) from None

    def clean(self) -> dict[str, Any]:
        """One of both says which."""
        datos = super().clean() or self.cleaned_data
        if not self.errors and not (datos.get("codigo") or datos.get("parecida")):
            self.add_error("codigo", _("Diga a cuál se une."))
        return datos

    def argumentos(self) -> dict[str, Any]:
        otra = self.cleaned_data["codigo"] or self.cleaned_data["parecida"]
        return {"principal_id": otra.pk}


class SepararForm(PasoForm):
    accion = actions.separar
    hecho = _("Separada: vuelve a esperar que se analice.")

    motivo = forms.CharField(label=_("Por qué se separa"), widget=forms.Textarea(attrs=PARRAFO))


class ReabrirForm(PasoForm):
    accion = actions.reabrir
    hecho = _("Reabierta: vuelve a análisis.")

    motivo = forms.CharField(label=_("Por qué se reabre"), widget=forms.Textarea(attrs=PARRAFO))
    responsable = forms.ModelChoiceField(
        label=_("Quién prepara la respuesta"), queryset=Usuario.objects.none(), required=False
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["responsable"].initial = self.caso.responsable


PASOS: dict[str, type[PasoForm]] = {
    "analizar": AnalizarForm,
    "pedir_informacion": PedirInformacionForm,
    "completar": CompletarForm,
    "desistir": DesistirForm,
    "elevar": ElevarForm,
    "aceptar": AceptarForm,
    "delegar": DelegarForm,
    "aplazar": AplazarForm,
    "retomar": RetomarForm,
    "rechazar": RechazarForm,
    "derivar": DerivarForm,
    "anotar_respuesta": AnotarRespuestaForm,
    "devolver_derivada": DevolverDerivadaForm,
    "encargar": EncargarForm,
    "programar": ProgramarForm,
    "desprogramar": DesprogramarForm,
    "atender": AtenderForm,
    "cerrar": CerrarForm,
    "fusionar": FusionarForm,
    "separar": SepararForm,
    "retirar": RetirarForm,
    "reabrir": ReabrirForm,
}
