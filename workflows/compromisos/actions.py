"""The verbs of a compromiso, one function each, for screens, tasks, imports and the API alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, clock, outbox, transitions
from core.adjuntos import Contenido
from core.models import Actor, Adjunto, Historial, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from notifiers import queue as notifiers
from notifiers.models import Medio
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


@transaction.atomic
def crear(
    *,
    actor: Usuario,
    titulo: str,
    responsable: Usuario,
    fecha: date,
    tipo: str = Compromiso.Tipo.COMPROMISO,
    a_quien: Actor | None = None,
    monitor: Usuario | None = None,
    descripcion: str = "",
    publico: bool = False,
    prioridad: int = 2,
    nivel_reserva: int = 1,
    requiere_verificacion: bool = True,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
    origen: str = Compromiso.Origen.PROPIO,
    enviado: bool = True,
) -> Compromiso:
    """Open a compromiso or tarea as a draft, and send it at once if `enviado`."""
    _exigir("titulo", titulo, _("Diga qué se va a hacer."))
    _exigir("responsable", responsable.is_active, _("Ya no trabaja aquí: elija a otra persona."))
    _exigir_fecha(fecha)
    _exigir_verificador(actor, responsable, monitor, requiere_verificacion)
    compromiso = Compromiso(
        titulo=titulo,
        descripcion=descripcion,
        tipo=tipo,
        origen=origen,
        a_quien=a_quien,
        programador=actor,
        responsable=responsable,
        monitor=monitor,
        fecha_vigente=fecha,
        fecha_compromiso_original=fecha,
        publico=publico,
        prioridad=prioridad,
        nivel_reserva=nivel_reserva,
        requiere_verificacion=requiere_verificacion,
    )
    _exigir_destinatario(compromiso)
    transitions.create(
        compromiso,
        actor=actor,
        papeles={
            "programador": [actor],
            "responsable": [responsable],
            "monitor": [monitor] if monitor else [],
        },
    )
    compromiso.actores.set({*actores, *([a_quien] if a_quien else [])})
    compromiso.temas.set(temas)
    compromiso.lugares.set(lugares)
    return enviar(compromiso_id=compromiso.pk, actor=actor) if enviado else compromiso


@transaction.atomic
def enviar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Hand it to its responsable: both deadlines open and T01 tells him."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir_fecha(compromiso.fecha_vigente)
    entrada = transitions.run(compromiso, "enviar", actor=actor)
    _abrir_vencimiento(compromiso)
    plazos.abrir(
        compromiso,
        states.ACEPTAR,
        dias=states.DIAS_ACEPTAR,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
        },
    )
    _avisar("T01", compromiso, entrada, compromiso.responsable)
    return compromiso


@transaction.atomic
def aceptar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """The responsable takes it on."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    transitions.run(compromiso, "aceptar", actor=actor)
    plazos.cerrar(compromiso, states.ACEPTAR)
    return compromiso


@transaction.atomic
def reportar_cumplida(
    *,
    compromiso_id: int,
    actor: Usuario,
    informe: str,
    evidencias: Iterable[Contenido] = (),
    enlace: str = "",
    version: int | None = None,
) -> Compromiso:
    """The responsable says it is done and shows it: a file or a link is required."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    evidencias = list(evidencias)
    _exigir("informe", informe, _("Cuente qué se hizo."))
    _exigir("evidencias", evidencias or enlace, _("Adjunte una evidencia o pegue un enlace."))
    _exigir_enlace(enlace)
    entrada = transitions.run(
        compromiso, "reportar_cumplida", actor=actor, texto=informe, informe=informe, enlace=enlace
    )
    for evidencia in evidencias:
        adjuntos.guardar(compromiso, evidencia, actor=actor, clase=Adjunto.Clase.EVIDENCIA)
    plazos.cerrar(compromiso, states.VENCE, states.PRORROGA)
    verificadores = _verificadores(compromiso)
    plazos.abrir(
        compromiso,
        states.VERIFICAR,
        dias=states.DIAS_VERIFICAR,
        personas={papel: [persona] for papel, persona in verificadores.items()},
    )
    _avisar("T06", compromiso, entrada, *verificadores.values())
    return compromiso


@transaction.atomic
def cumplir(
    *, compromiso_id: int, actor: Usuario, informe: str, version: int | None = None
) -> Compromiso:
    """Close a simple tarea that nobody has to verify."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("informe", informe, _("Cuente qué se hizo."))
    transitions.run(compromiso, "cumplir", actor=actor, texto=informe, informe=informe)
    plazos.cerrar(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def aprobar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Somebody other than the responsable verifies it: it is cumplido."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    if actor == compromiso.responsable:
        # The predicate sees whom he may be standing in for; the work is his all the same.
        raise NotAllowed("aprobar", _("Nadie verifica lo suyo."))
    transitions.run(compromiso, "aprobar", actor=actor)
    plazos.cerrar(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def devolver(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """Back to the responsable, with the reason; its date runs again."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", motivo, _("Diga por qué lo devuelve."))
    entrada = transitions.run(compromiso, "devolver", actor=actor, texto=motivo)
    plazos.cerrar(compromiso, states.VERIFICAR)
    _abrir_vencimiento(compromiso)
    _avisar("T07", compromiso, entrada, compromiso.responsable, motivo=motivo)
    return compromiso


@transaction.atomic
def pedir_prorroga(
    *, compromiso_id: int, actor: Usuario, para: date, motivo: str, version: int | None = None
) -> Compromiso:
    """The responsable asks for a later date; the present one stands until it is answered."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", motivo, _("Diga por qué la pide."))
    _exigir("para", para > compromiso.fecha_vigente, _("Pida una fecha posterior a la actual."))
    _exigir_fecha(para, campo="para")
    entrada = transitions.run(
        compromiso,
        "pedir_prorroga",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(compromiso.fecha_vigente), str(para)]},
        para=para,
    )
    plazos.abrir(
        compromiso,
        states.PRORROGA,
        dias=states.DIAS_PRORROGA,
        personas={"monitor": [compromiso.monitor], "programador": [compromiso.programador]},
    )
    _avisar(
        "T08",
        compromiso,
        entrada,
        compromiso.programador,
        motivo=motivo,
        medio=notifiers.APLICACION,
    )
    return compromiso


@transaction.atomic
def resolver_prorroga(
    *,
    compromiso_id: int,
    actor: Usuario,
    concedida: bool,
    motivo: str = "",
    version: int | None = None,
) -> Compromiso:
    """Grant the later date that was asked for, or refuse it with a reason."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", concedida or motivo, _("Diga por qué no se concede."))
    antes, pedida = compromiso.fecha_vigente, compromiso.prorroga_para
    if concedida and pedida:
        _exigir_fecha(pedida, campo="concedida")
    entrada = transitions.run(
        compromiso,
        "resolver_prorroga",
        actor=actor,
        texto=motivo,
        datos={"concedida": concedida, "fecha": [str(antes), str(pedida)] if concedida else []},
        concedida=concedida,
    )
    plazos.cerrar(compromiso, states.PRORROGA)
    if concedida:
        plazos.mover(compromiso, states.VENCE, vence=compromiso.fecha_vigente)
    _avisar("T08R", compromiso, entrada, compromiso.responsable, motivo=motivo, concedida=concedida)
    return compromiso


@transaction.atomic
def reprogramar(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """Give it a new date; the original one is kept and the change is counted."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", motivo, _("Diga por qué se mueve la fecha."))
    _exigir_fecha(fecha)
    _exigir("fecha", fecha != compromiso.fecha_vigente, _("Es la fecha que ya tiene."))
    antes = compromiso.fecha_vigente
    entrada = transitions.run(
        compromiso,
        "reprogramar",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]},
        fecha=fecha,
    )
    plazos.cerrar(compromiso, states.PRORROGA)
    plazos.mover(compromiso, states.VENCE, vence=fecha)
    _avisar("T01M", compromiso, entrada, compromiso.responsable, motivo=motivo)
    return compromiso


@transaction.atomic
def reiterar(
    *, compromiso_id: int, actor: Usuario, mensaje: str, version: int | None = None
) -> Compromiso:
    """A formal reminder, counted; from the third on the titular reads of it in his digest."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("mensaje", mensaje, _("Escriba qué se le recuerda."))
    entrada = transitions.run(compromiso, "reiterar", actor=actor, texto=mensaje)
    _avisar("T07", compromiso, entrada, compromiso.responsable, motivo=mensaje)
    if compromiso.reiteraciones >= 3:
        notifiers.notify(
            "T07",
            expediente=compromiso,
            clave=f"T07:titular:{entrada.pk}",
            usuarios=Usuario.objects.filter(groups__name="titular"),
            salvo=actor,
            datos={"verbo": "reiterar", "veces": compromiso.reiteraciones},
            medio="resumen",
        )
    return compromiso


@transaction.atomic
def cancelar(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """It will not be done; the reason stays in its history."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", motivo, _("Diga por qué se cancela."))
    era_borrador = compromiso.estado == states.BORRADOR
    entrada = transitions.run(compromiso, "cancelar", actor=actor, texto=motivo)
    plazos.cerrar(compromiso)
    if not era_borrador:
        _avisar("T07", compromiso, entrada, compromiso.responsable, motivo=motivo)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def reabrir(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """What was cumplido was not: back to its responsable with a reason and a new date."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    _exigir("motivo", motivo, _("Diga por qué se reabre."))
    _exigir_fecha(fecha)
    antes = compromiso.fecha_vigente
    entrada = transitions.run(
        compromiso,
        "reabrir",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]},
        fecha=fecha,
    )
    _abrir_vencimiento(compromiso)
    _avisar("T07", compromiso, entrada, compromiso.responsable, motivo=motivo)
    return compromiso


def _abrir_vencimiento(compromiso: Compromiso) -> None:
    plazos.abrir(
        compromiso,
        states.VENCE,
        vence=compromiso.fecha_vigente,
        original=compromiso.fecha_compromiso_original,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
            "monitor": [compromiso.monitor],
        },
    )


def _verificadores(compromiso: Compromiso) -> dict[str, Usuario]:
    """Who may verify it, by papel: never its responsable."""
    papeles = {"programador": compromiso.programador, "monitor": compromiso.monitor}
    return {
        papel: persona
        for papel, persona in papeles.items()
        if persona is not None and persona != compromiso.responsable
    }


def _avisar(
    kind: str,
    compromiso: Compromiso,
    entrada: Historial,
    *quienes: Usuario | None,
    medio: str = Medio.CORREO,
    **datos: object,
) -> None:
    """Tell people of a step just taken; nobody is told of what he did himself."""
    notifiers.notify(
        kind,
        expediente=compromiso,
        clave=f"{kind}:{entrada.pk}",
        usuarios=[uno for uno in quienes if uno is not None],
        salvo=entrada.usuario,
        datos={
            "verbo": entrada.verbo,
            "quien": entrada.quien,
            "vence": compromiso.fecha_vigente.isoformat(),
            **datos,
        },
        medio=medio,
    )


def _exigir(campo: str, valor: object, mensaje: str) -> None:
    if not valor or (isinstance(valor, str) and not valor.strip()):
        raise ValidationError({campo: mensaje})


def _exigir_fecha(fecha: date, campo: str = "fecha") -> None:
    _exigir(campo, fecha >= clock.today(), _("La fecha ya pasó."))


def _exigir_enlace(enlace: str) -> None:
    """A page of the web, short enough to keep: the link is shown to whoever verifies."""
    try:
        Compromiso._meta.get_field("enlace").clean(enlace, None)
    except ValidationError as error:
        raise ValidationError({"enlace": error.messages}) from None


def _exigir_destinatario(compromiso: Compromiso) -> None:
    es_tarea = compromiso.tipo == Compromiso.Tipo.TAREA
    _exigir("a_quien", es_tarea or compromiso.a_quien, _("Diga a quién se prometió."))
    _exigir(
        "requiere_verificacion",
        es_tarea or compromiso.requiere_verificacion,
        _("Un compromiso siempre lo verifica otra persona."),
    )
    _exigir(
        "requiere_verificacion",
        compromiso.origen != Compromiso.Origen.META or compromiso.requiere_verificacion,
        _("Lo que nace de una meta siempre lo verifica otra persona."),
    )
    _exigir(
        "publico",
        not compromiso.publico or compromiso.nivel_reserva == 0,
        _("Solo lo de reserva 0 puede ser público."),
    )


def _exigir_verificador(
    actor: Usuario, responsable: Usuario, monitor: Usuario | None, requerido: bool
) -> None:
    otros = {uno for uno in (actor, monitor) if uno is not None and uno != responsable}
    _exigir(
        "monitor",
        otros or not requerido,
        _("Nadie verifica lo suyo: elija un monitor que no sea el responsable."),
    )
