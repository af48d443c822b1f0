"""The verbs of a solicitud, one function each, for screens, tasks, imports and the API alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, clock, transitions
from core.adjuntos import Contenido
from core.models import Actor, Area, Expediente, Historial, Lugar, Tema, Usuario, Vinculo
from core.transitions import NotAllowed
from notifiers.models import Entrega
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, queries, relojes, seguimiento, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

log = logging.getLogger(__name__)


@transaction.atomic
def registrar(
    *,
    actor: Usuario,
    tipo: TipoSolicitud,
    titulo: str,
    solicitante: Actor,
    descripcion: str = "",
    canal: str = Solicitud.Canal.VENTANILLA,
    fecha_recepcion: date | None = None,
    representa_a: Actor | None = None,
    fecha_evento: date | None = None,
    hora_evento: time | None = None,
    lugar_texto: str = "",
    prioridad: int = 2,
    nivel_reserva: int = 1,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
) -> Solicitud:
    """Take a request in: its clocks start, the applicant has a receipt and the jefe knows (S01)."""
    datos.revisar_tipo(tipo)
    solicitud = Solicitud(
        tipo=tipo,
        titulo=titulo.strip(),
        descripcion=descripcion,
        solicitante=solicitante,
        representa_a=representa_a,
        canal=canal,
        fecha_recepcion=fecha_recepcion or clock.today(),
        fecha_evento=fecha_evento,
        hora_evento=hora_evento,
        lugar_texto=lugar_texto,
        prioridad=prioridad,
        nivel_reserva=nivel_reserva,
    )
    datos.revisar(solicitud)
    entrada = transitions.create(solicitud, actor=actor, verb="registrar")
    _nombrar_jefes(solicitud)
    datos.cruzar(solicitud, actores=actores, temas=temas, lugares=lugares)
    relojes.poner_en_marcha(solicitud, desde=relojes.recepcion(solicitud.fecha_recepcion))
    plazos.abrir(solicitud, states.ANALISIS)
    avisos.registrada(solicitud, entrada)
    return solicitud


@transaction.atomic
def editar(
    *,
    solicitud_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> Solicitud:
    """Correct what was registered, until it is put to decision; its clocks follow type and date.

    `cambios` holds values of `datos.CAMPOS`; raises KeyError for anything else.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    if solicitud.estado not in states.EDITABLES:
        raise NotAllowed("editar", _("Ya se llevó a decisión: no se puede cambiar."))
    cambiado = datos.cambiar(solicitud, cambios)
    datos.revisar(solicitud)
    if "tipo" in cambiado:
        datos.revisar_tipo(solicitud.tipo)
    cambiado |= datos.cruzar(solicitud, temas=temas, lugares=lugares)
    if cambiado:
        transitions.record(solicitud, "editar", actor=actor, datos=cambiado)
    if "nivel_reserva" in cambiado:
        _nombrar_jefes(solicitud)
    if cambiado.keys() & {"tipo", "fecha_recepcion"}:
        relojes.poner_de_nuevo(solicitud)
    return solicitud


@transaction.atomic
def adjuntar(
    *,
    solicitud_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> Solicitud:
    """Add files to it, while it is open."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    adjuntos.agregar(solicitud, archivos, actor=actor)
    return solicitud


@transaction.atomic
def analizar(
    *, solicitud_id: int, actor: Usuario, responsable: Usuario, version: int | None = None
) -> Solicitud:
    """Somebody becomes responsable of its answer, and is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("responsable", responsable.is_active, _("Esa persona ya no tiene cuenta."))
    entrada = transitions.run(solicitud, "analizar", actor=actor, responsable=responsable)
    transitions.assign(solicitud, "responsable", responsable)
    plazos.cerrar(solicitud, states.ANALISIS)
    plazos.repartir(solicitud, "responsable", responsable)
    avisos.asignada(solicitud, entrada)
    return solicitud


@transaction.atomic
def elevar(
    *,
    solicitud_id: int,
    actor: Usuario,
    recomendacion: str,
    sugerencia: str,
    prioridad: int,
    fecha_sugerida: date | None = None,
    version: int | None = None,
) -> Solicitud:
    """Put it to decision with a recommendation; the titular sees it in the bell.

    `fecha_sugerida`: when to do it; what is to be attended to needs one.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("recomendacion", recomendacion.strip(), _("Escriba qué recomienda y por qué."))
    datos.exigir(
        "sugerencia",
        sugerencia in Solicitud.Sugerencia,
        _("Sugiera atenderla, derivarla o declinarla."),
    )
    datos.exigir_fecha_sugerida(sugerencia, fecha_sugerida)
    datos.exigir("prioridad", prioridad in range(5), _("La prioridad va de 0 a 4."))
    entrada = transitions.run(
        solicitud,
        "elevar",
        actor=actor,
        texto=recomendacion,
        datos={
            "sugerencia": sugerencia,
            "fecha_sugerida": str(fecha_sugerida or ""),
            "prioridad": prioridad,
        },
        recomendacion=recomendacion,
        sugerencia=sugerencia,
        fecha_sugerida=fecha_sugerida,
        prioridad=prioridad,
    )
    plazos.abrir(solicitud, states.DECISION)
    avisos.elevada(solicitud, entrada)
    return solicitud


@transaction.atomic
def aceptar(
    *, solicitud_id: int, actor: Usuario, nota: str = "", version: int | None = None
) -> Solicitud:
    """It will be attended to; who prepared it is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    entrada = transitions.run(solicitud, "aceptar", actor=actor, texto=nota)
    plazos.cerrar(solicitud, states.DECISION)
    avisos.decidida(solicitud, entrada, nota)
    return solicitud


@transaction.atomic
def rechazar(
    *,
    solicitud_id: int,
    actor: Usuario,
    motivo_codigo: str,
    motivo: str,
    version: int | None = None,
) -> Solicitud:
    """It will not; the reason is what the answer will explain."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo_codigo", motivo_codigo in Solicitud.Motivo, _("Elija un motivo."))
    datos.exigir("motivo", motivo.strip(), _("Explique el motivo."))
    entrada = transitions.run(
        solicitud,
        "rechazar",
        actor=actor,
        texto=motivo,
        datos={"motivo_codigo": motivo_codigo},
        motivo_codigo=motivo_codigo,
        motivo=motivo,
    )
    plazos.cerrar(solicitud, states.DECISION)
    avisos.decidida(solicitud, entrada, motivo)
    return solicitud


@transaction.atomic
def derivar(
    *,
    solicitud_id: int,
    actor: Usuario,
    carta: str,
    area: Area | None = None,
    institucion: Actor | None = None,
    fecha: date | None = None,
    en_mano: bool = False,
    version: int | None = None,
) -> Solicitud:
    """Hand it to a unit of the town hall or to an institution outside, and tell who asked.

    Whoever heads the unit has a tarea, whose fulfilment is the unit's answer; an institution gets
    `carta` by mail, or on paper if `en_mano`, and what it answers is written down by the jefe
    (`anotar_respuesta`). `fecha`: by when to answer; without one, so long as the town hall says.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir_destino(solicitud, area, institucion)
    datos.exigir("carta", carta.strip(), _("Escriba la carta con la que se deriva."))
    datos.exigir("fecha", fecha is None or fecha >= clock.today(), _("La fecha ya pasó."))
    datos.exigir_entrega(solicitud, institucion, en_mano)
    entrada = transitions.run(
        solicitud,
        "derivar",
        actor=actor,
        texto=carta,
        datos={"a": str(area or institucion), "en_mano": en_mano},
        area=area,
        institucion=institucion,
        carta=carta,
    )
    plazos.cerrar(solicitud, states.DECISION)
    responder = relojes.esperar_a_quien_se_derivo(solicitud, vence=fecha)
    if area:
        _dar_a_la_unidad(solicitud, area, actor, clock.local(responder.vence_en).date())
    datos.cruzar(solicitud, actores=filter(None, [institucion]), temas=None, lugares=None)
    avisos.derivada(solicitud, entrada, en_mano=en_mano)
    return solicitud


@transaction.atomic
def anotar_respuesta(
    *, solicitud_id: int, actor: Usuario, respuesta: str, version: int | None = None
) -> Solicitud:
    """What the institution answered, as it came: now who asked can be answered."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("respuesta", respuesta.strip(), _("Escriba qué contestaron."))
    entrada = transitions.run(
        solicitud, "anotar_respuesta", actor=actor, texto=respuesta, respuesta=respuesta
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    avisos.contestada(solicitud, entrada)
    return solicitud


@transaction.atomic
def devolver_derivada(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """It was handed to the wrong place, or must be handled here: back to analysis.

    The tarea it gave is cancelled, and the unit no longer sees it.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se devuelve."))
    tareas = list(queries.tareas_de_la_unidad(solicitud))
    entrada = transitions.run(
        solicitud,
        "devolver_derivada",
        actor=actor,
        texto=motivo,
        datos={"de": str(solicitud.derivada_a)},
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    avisos.derivacion_devuelta(solicitud, entrada, motivo)
    _soltar(solicitud, tareas)
    return solicitud


@transaction.atomic
def encargar(
    *,
    solicitud_id: int,
    actor: Usuario,
    responsable: Usuario,
    fecha: date,
    titulo: str = "",
    descripcion: str = "",
    tipo: str = Compromiso.Tipo.COMPROMISO,
    monitor: Usuario | None = None,
    version: int | None = None,
) -> Compromiso:
    """Create and send the compromiso (or tarea) that will answer it, about the same things.

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
    transitions.run(solicitud, "encargar", actor=actor, datos={"compromiso": encargo.codigo})
    return encargo


@transaction.atomic
def atender(
    *, solicitud_id: int, actor: Usuario, nota: str, version: int | None = None
) -> Solicitud:
    """What was asked is done, as `nota` says; it only lacks the answer, and the jefe is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("nota", nota.strip(), _("Cuente cómo se atendió."))
    entrada = transitions.run(solicitud, "atender", actor=actor, texto=nota)
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
    )
    plazos.cerrar(solicitud)
    avisos.respondida(solicitud, entrada)
    return solicitud


@transaction.atomic
def reabrir(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """The answer was not enough: it is analysed again, and both clocks start over from today."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se reabre."))
    entrada = transitions.run(solicitud, "reabrir", actor=actor, texto=motivo)
    _soltar(solicitud)
    relojes.poner_en_marcha(solicitud, desde=clock.now())
    avisos.asignada(solicitud, entrada, motivo)
    return solicitud


def _nombrar_jefes(solicitud: Solicitud) -> None:
    """Above the degree that the role reads, the jefe takes part by name, or nobody handles it."""
    reservada = solicitud.nivel_reserva > Solicitud.LECTURA["jefe_agenda"]
    jefes = queries.con_rol("jefe_agenda") if reservada else []
    transitions.assign(solicitud, "jefe", *jefes)


def _dar_a_la_unidad(solicitud: Solicitud, area: Area, actor: Usuario, fecha: date) -> None:
    """Whoever heads `area` sees it and has a tarea to answer it; up to a degree, so do those above.

    Nobody else verifies the tarea: the jefe reads what it says before it becomes the answer.
    """
    responsable = cast("Usuario", area.jefe)
    transitions.assign(solicitud, "unidad", responsable)
    transitions.assign(solicitud, "superior", *datos.superiores(solicitud, area))
    tarea = compromisos.crear(
        actor=actor,
        titulo=solicitud.titulo,
        descripcion=solicitud.carta,
        tipo=Compromiso.Tipo.TAREA,
        origen=Compromiso.Origen.SOLICITUD,
        responsable=responsable,
        fecha=fecha,
        prioridad=solicitud.prioridad,
        nivel_reserva=solicitud.nivel_reserva,
        requiere_verificacion=False,
        actores=solicitud.actores.all(),
        temas=solicitud.temas.all(),
        lugares=solicitud.lugares.all(),
    )
    Vinculo.objects.create(de=solicitud, a=tarea, clase=Vinculo.Clase.RESPONDE)


def _soltar(solicitud: Solicitud, tareas: Iterable[Compromiso] = ()) -> None:
    """Nobody outside the office has it any more; what the unit had to do is cancelled."""
    for papel in ("unidad", "superior"):
        transitions.assign(solicitud, papel)
    sistema = Usuario.objects.sistema()
    motivo = _("%(codigo)s volvió a análisis.") % {"codigo": solicitud.codigo}
    for tarea in tareas:
        with suppress(NotAllowed):  # it was closed meanwhile
            compromisos.cancelar(compromiso_id=tarea.pk, actor=sistema, motivo=motivo)


def seguir() -> int:
    """Attend to those whose compromiso was fulfilled; tell of what was cancelled, reopened, lost.

    What a unit reported becomes its answer. What was fulfilled in part attends to nothing: the jefe
    is told, who has the rest done or takes it for attended to. Returns how many were attended to.
    Run twice, or by two workers, it does nothing twice.
    """
    sistema = Usuario.objects.sistema()
    atendidas = sum(
        _intentar(codigo, _atender_cumplida, pk, encargo, sistema)
        for pk, codigo, encargo in seguimiento.por_atender()
    )
    for hilo in seguimiento.respuestas_de_unidades()[: seguimiento.LOTE]:
        _intentar(hilo.de.codigo, _recibir, hilo, sistema)
    for hilo in seguimiento.encargos_cancelados()[: seguimiento.LOTE]:
        _intentar(hilo.de.codigo, _contar_cancelado, hilo, sistema)
    for hilo in seguimiento.encargos_en_parte()[: seguimiento.LOTE]:
        _intentar(hilo.de.codigo, _contar_en_parte, hilo, sistema)
    for hilo in seguimiento.encargos_reabiertos()[: seguimiento.LOTE]:
        _intentar(hilo.de.codigo, _contar_reabierto, hilo, sistema)
    for entrega in seguimiento.correos_devueltos()[: seguimiento.LOTE]:
        expediente = cast("Expediente", entrega.notificacion.expediente)
        _intentar(expediente.codigo, _contar_devuelto, entrega, sistema)
    return atendidas


def _intentar(codigo: str, hacer: Callable[..., object], *args: object) -> bool:
    """Whether it could be done: one that cannot does not hold up those behind it."""
    try:
        hacer(*args)
    except NotAllowed:
        return False  # another worker was first, or something was reopened meanwhile
    except Exception:
        log.exception("%s could not be followed up", codigo)
        return False
    return True


def _atender_cumplida(solicitud_id: int, encargo: str, sistema: Usuario) -> None:
    nota = _("Se cumplió %(codigo)s.") % {"codigo": encargo}
    atender(solicitud_id=solicitud_id, actor=sistema, nota=nota)


@transaction.atomic
def _recibir(hilo: Vinculo, sistema: Usuario) -> None:
    """What the unit reported is its answer; the latest counts."""
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if not seguimiento.respuestas_de_unidades().filter(pk=hilo.pk).exists():
        return
    tarea = Compromiso.objects.get(pk=hilo.a_id)
    solicitud.respuesta_derivada = tarea.informe
    entrada = transitions.record(
        solicitud,
        "respondio_la_unidad",
        actor=sistema,
        texto=tarea.informe,
        datos={"compromiso": tarea.codigo},
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    avisos.contestada(solicitud, entrada)


@transaction.atomic
def _contar_cancelado(hilo: Vinculo, sistema: Usuario) -> None:
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if seguimiento.encargos_cancelados().filter(pk=hilo.pk).exists():
        entrada = _anotar(solicitud, "encargo_cancelado", hilo, sistema)
        avisos.encargo_cancelado(solicitud, entrada, hilo.a.codigo)


@transaction.atomic
def _contar_en_parte(hilo: Vinculo, sistema: Usuario) -> None:
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if seguimiento.encargos_en_parte().filter(pk=hilo.pk).exists():
        entrada = _anotar(solicitud, "encargo_en_parte", hilo, sistema)
        avisos.encargo_en_parte(solicitud, entrada, Compromiso.objects.get(pk=hilo.a_id))


@transaction.atomic
def _contar_reabierto(hilo: Vinculo, sistema: Usuario) -> None:
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if seguimiento.encargos_reabiertos().filter(pk=hilo.pk).exists():
        entrada = _anotar(solicitud, "encargo_reabierto", hilo, sistema)
        avisos.encargo_reabierto(solicitud, entrada, hilo.a.codigo)


@transaction.atomic
def _contar_devuelto(entrega: Entrega, sistema: Usuario) -> None:
    notificacion = entrega.notificacion
    solicitud = transitions.lock(Solicitud, cast("int", notificacion.expediente_id), actor=sistema)
    if seguimiento.correos_devueltos().filter(pk=entrega.pk).exists():
        datos = {"entrega": entrega.pk, "correo": notificacion.clase}
        entrada = transitions.record(
            solicitud, "correo_devuelto", actor=sistema, texto=entrega.error, datos=datos
        )
        avisos.correo_devuelto(solicitud, entrada, notificacion.clase, entrega.error)


def _anotar(solicitud: Solicitud, verbo: str, hilo: Vinculo, sistema: Usuario) -> Historial:
    """Its history knows what became of an encargo; its state stays as people left it."""
    codigo = hilo.a.codigo
    return transitions.record(
        solicitud, verbo, actor=sistema, texto=codigo, datos={"compromiso": codigo}
    )
