"""It is done, and answered."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, transitions
from core.models import Actor, Usuario, Vinculo
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, relojes, states
from workflows.solicitudes.actions import carta
from workflows.solicitudes.actions.derivacion import soltar
from workflows.solicitudes.models import Carta, Solicitud


@transaction.atomic
def encargar(
    *,
    solicitud_id: int,
    actor: Usuario,
    responsable: Usuario | Actor,
    fecha: date,
    titulo: str = "",
    descripcion: str = "",
    tipo: str = Compromiso.Tipo.COMPROMISO,
    monitor: Usuario | None = None,
    version: int | None = None,
) -> Compromiso:
    """Create and send the compromiso (or tarea) that will answer it, about the same things.

    Who asked is told that somebody has it to do, not who.

    Raises what `compromisos.actions.crear` raises.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    transitions.allow(solicitud, "encargar", actor)
    encargo = compromisos.crear(
        actor=actor,
        titulo=titulo.strip() or solicitud.titulo,
        descripcion=descripcion,
        tipo=tipo,
        origen=Compromiso.Origen.SOLICITUD,
        a_quien=solicitud.solicitante,
        responsable=responsable,
        monitor=monitor,
        fecha=fecha,
        prioridad=solicitud.prioridad,
        nivel_reserva=solicitud.nivel_reserva,
        actores=solicitud.actores.all(),
        temas=solicitud.temas.all(),
        lugares=solicitud.lugares.all(),
    )
    Vinculo.objects.create(de=solicitud, a=encargo, clase=Vinculo.Clase.RESPONDE)
    entrada = transitions.run(
        solicitud, "encargar", actor=actor, datos={"compromiso": encargo.codigo}
    )
    plazos.cerrar(solicitud, states.FECHA)
    avisos.novedad(solicitud, entrada)
    return encargo


@transaction.atomic
def atender(
    *, solicitud_id: int, actor: Usuario, nota: str, version: int | None = None
) -> Solicitud:
    """What was asked is done, as `nota` says; it only lacks the answer. Jefe and who asked know."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("nota", nota.strip(), _("Cuente cómo se atendió."))
    entrada = transitions.run(solicitud, "atender", actor=actor, texto=nota)
    plazos.cerrar(solicitud, states.FECHA, states.CITA)
    avisos.atendida(solicitud, entrada, nota)
    return solicitud


@transaction.atomic
def cerrar(
    *,
    solicitud_id: int,
    actor: Usuario,
    respuesta: str,
    sin_contacto: bool = False,
    con_pendientes: bool = False,
    version: int | None = None,
) -> Solicitud:
    """Store the answer and queue it to the applicant.

    `sin_contacto` owns that there is no e-mail to send it to; `con_pendientes`, that something
    that answers it is open again.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("respuesta", respuesta.strip(), _("Escriba la respuesta."))
    datos.exigir_llena("respuesta", respuesta)
    datos.exigir_contacto(solicitud.solicitante, sin_contacto)
    datos.exigir_cumplido(solicitud, con_pendientes)
    entrada = transitions.run(
        solicitud,
        "cerrar",
        actor=actor,
        texto=respuesta,
        datos={"sin_contacto": sin_contacto, "con_pendientes": con_pendientes},
        respuesta=respuesta,
        sin_contacto=sin_contacto,
        tarde=relojes.fuera_de_plazo(solicitud),
    )
    plazos.cerrar(solicitud)
    carta.escribir(solicitud, Carta.Clase.RESPUESTA, respuesta, firma=entrada.usuario)
    avisos.respondida(solicitud, entrada)
    return solicitud


@transaction.atomic
def reabrir(
    *,
    solicitud_id: int,
    actor: Usuario,
    motivo: str,
    responsable: Usuario | None = None,
    version: int | None = None,
) -> Solicitud:
    """The answer was not enough, or it was given up: it is analysed again, its clocks start over.

    `responsable` prepares the answer; whoever had it, unless another is named.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se reabre."))
    transitions.allow(solicitud, "reabrir", actor)
    responsable = responsable or solicitud.responsable
    if responsable is None or not responsable.is_active:
        raise ValidationError({"responsable": _("Diga quién prepara la respuesta.")})
    entrada = transitions.run(
        solicitud, "reabrir", actor=actor, texto=motivo, responsable=responsable
    )
    transitions.assign(solicitud, "responsable", responsable)
    soltar(solicitud)
    carta.olvidar(*avisos.las_que_responde(solicitud))
    relojes.poner_en_marcha(solicitud, desde=clock.now())
    avisos.asignada(solicitud, entrada, motivo)
    avisos.novedad(solicitud, entrada)
    return solicitud
