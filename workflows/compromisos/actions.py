"""The verbs of a compromiso, one function each, for screens, tasks, imports and the API alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, calendario, clock, outbox, transitions
from core.adjuntos import Contenido
from core.models import Actor, Adjunto, Lugar, Tema, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.compromisos import avisos, datos, relojes, states
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
    origen_id: int | None = None,
    fecha_original: date | None = None,
    enviado: bool = True,
) -> Compromiso:
    """Open a compromiso or tarea as a draft, and send it at once if `enviado`.

    `origen_id`: the meta or meta intermedia it is born of. What is brought in (`TRASLADO`) may be
    overdue, and have been moved from its `fecha_original`: nobody is told of stages that passed.
    """
    de_antes = origen == Compromiso.Origen.TRASLADO
    if not de_antes:
        datos.exigir_fecha(fecha)
    original = (fecha_original if de_antes else None) or fecha
    meta = datos.meta_de_origen(origen_id, actor) if origen_id is not None else None
    compromiso = Compromiso(
        titulo=titulo.strip(),
        descripcion=descripcion.strip(),
        tipo=tipo,
        origen=Compromiso.Origen.META if meta else origen,
        a_quien=a_quien,
        programador=actor,
        responsable=responsable,
        monitor=monitor,
        fecha_vigente=fecha,
        fecha_compromiso_original=original,
        reprogramaciones=int(original != fecha),
        publico=publico,
        prioridad=prioridad,
        nivel_reserva=nivel_reserva,
        requiere_verificacion=requiere_verificacion,
    )
    datos.revisar(compromiso)
    papeles = datos.papeles(compromiso)
    if de_antes:
        transitions.create(compromiso, actor=actor, verb="traer", papeles=papeles)
    else:
        transitions.create(compromiso, actor=actor, papeles=papeles)
    datos.cruzar(compromiso, actores=actores, temas=temas, lugares=lugares)
    if meta:
        Vinculo.objects.create(de=meta, a=compromiso, clase=Vinculo.Clase.ORIGEN)
    return enviar(compromiso_id=compromiso.pk, actor=actor) if enviado else compromiso


@transaction.atomic
def cerrar_de_antes(
    *,
    compromiso_id: int,
    actor: Usuario,
    informe: str = "",
    cumplido_el: date | None = None,
    version: int | None = None,
) -> Compromiso:
    """Say of what was brought in that it was fulfilled before; nobody verifies it here.

    Where nobody knows the day (`cumplido_el`) its date counts, or today if that is to come, and its
    history says so.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    dia = cumplido_el or min(compromiso.fecha_vigente, clock.today())
    datos.exigir("cumplido_el", dia <= clock.today(), _("Ese día no ha llegado."))
    sin_dia = "" if cumplido_el else _("No consta qué día se cumplió.")
    transitions.run(
        compromiso,
        "cerrar_de_antes",
        actor=actor,
        texto=" ".join(filter(None, (informe.strip(), sin_dia))),
        datos={"cumplido_el": dia.isoformat() if cumplido_el else ""},
        informe=informe.strip(),
        cuando=min(calendario.vigente().cierre(dia), clock.now()),
    )
    return compromiso


@transaction.atomic
def editar(
    *,
    compromiso_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    actores: Iterable[Actor] | None = None,
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> Compromiso:
    """Correct it while it is open; a draft also in who does it, to whom, and by when.

    `cambios` holds values of `datos.CAMPOS` and, of a draft, of `datos.CAMPOS_BORRADOR`; raises
    KeyError for anything else.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    if compromiso.cerrado:
        raise NotAllowed("editar", _("Ya está cerrado: no se puede cambiar."))
    cambiado = datos.cambiar(compromiso, cambios)
    datos.revisar(compromiso)
    cambiado |= datos.cruzar(compromiso, actores=actores, temas=temas, lugares=lugares)
    if cambiado:
        transitions.record(compromiso, "editar", actor=actor, datos=cambiado)
    if cambiado.keys() & {*datos.GENTE}:
        datos.repartir(compromiso)
    return compromiso


@transaction.atomic
def adjuntar(
    *,
    compromiso_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> Compromiso:
    """Add files to it, while it is open."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    adjuntos.agregar(compromiso, archivos, actor=actor)
    return compromiso


@transaction.atomic
def enviar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Hand it to its responsable: both deadlines open and T01 tells him."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    entrada = transitions.run(compromiso, "enviar", actor=actor)
    relojes.poner_vencimiento(compromiso)
    relojes.esperar_aceptacion(compromiso)
    avisos.asignado(compromiso, entrada)
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
    datos.exigir("informe", informe, _("Cuente qué se hizo."))
    datos.exigir("evidencias", evidencias or enlace, _("Adjunte una evidencia o pegue un enlace."))
    datos.exigir_enlace(enlace)
    entrada = transitions.run(
        compromiso, "reportar_cumplida", actor=actor, texto=informe, informe=informe, enlace=enlace
    )
    for evidencia in evidencias:
        adjuntos.guardar(compromiso, evidencia, actor=actor, clase=Adjunto.Clase.EVIDENCIA)
    relojes.esperar_verificacion(compromiso)
    avisos.por_verificar(compromiso, entrada)
    return compromiso


@transaction.atomic
def cumplir(
    *, compromiso_id: int, actor: Usuario, informe: str, version: int | None = None
) -> Compromiso:
    """Close a simple tarea that nobody has to verify."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("informe", informe, _("Cuente qué se hizo."))
    transitions.run(compromiso, "cumplir", actor=actor, texto=informe, informe=informe)
    plazos.cerrar(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def aprobar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Somebody other than the responsable verifies it: it is cumplido."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir_ajeno(compromiso, "aprobar", actor)
    transitions.run(compromiso, "aprobar", actor=actor)
    plazos.cerrar(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def aprobar_parcial(
    *, compromiso_id: int, actor: Usuario, faltante: str, version: int | None = None
) -> Compromiso:
    """Who verifies it takes what was done for enough, and says what will stay undone."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("faltante", faltante, _("Diga qué quedó sin hacer."))
    datos.exigir_ajeno(compromiso, "aprobar_parcial", actor)
    entrada = transitions.run(
        compromiso, "aprobar_parcial", actor=actor, texto=faltante, faltante=faltante
    )
    plazos.cerrar(compromiso)
    avisos.cumplido_en_parte(compromiso, entrada)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def devolver(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """Back to the responsable, with the reason; its date runs again."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué lo devuelve."))
    entrada = transitions.run(compromiso, "devolver", actor=actor, texto=motivo)
    plazos.cerrar(compromiso, states.VERIFICAR)
    relojes.poner_vencimiento(compromiso)
    avisos.reclamado(compromiso, entrada, motivo)
    return compromiso


@transaction.atomic
def pedir_prorroga(
    *, compromiso_id: int, actor: Usuario, para: date, motivo: str, version: int | None = None
) -> Compromiso:
    """The responsable asks for a later date; the present one stands until it is answered."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué la pide."))
    datos.exigir(
        "para", para > compromiso.fecha_vigente, _("Pida una fecha posterior a la actual.")
    )
    datos.exigir_fecha(para, campo="para")
    entrada = transitions.run(
        compromiso,
        "pedir_prorroga",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(compromiso.fecha_vigente), str(para)]},
        para=para,
    )
    relojes.esperar_prorroga(compromiso)
    avisos.prorroga_pedida(compromiso, entrada, motivo)
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
    datos.exigir("motivo", concedida or motivo, _("Diga por qué no se concede."))
    antes, pedida = compromiso.fecha_vigente, compromiso.prorroga_para
    if concedida and pedida:
        datos.exigir_fecha(pedida, campo="concedida")
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
    avisos.prorroga_resuelta(compromiso, entrada, motivo, concedida=concedida)
    return compromiso


@transaction.atomic
def reprogramar(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """Give it a new date; the original one is kept and the change is counted."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se mueve la fecha."))
    datos.exigir_fecha(fecha)
    datos.exigir("fecha", fecha != compromiso.fecha_vigente, _("Es la fecha que ya tiene."))
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
    avisos.movido(compromiso, entrada, motivo)
    return compromiso


@transaction.atomic
def reiterar(
    *, compromiso_id: int, actor: Usuario, mensaje: str, version: int | None = None
) -> Compromiso:
    """A formal reminder, counted; from the third on the titular reads of it in his digest."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("mensaje", mensaje, _("Escriba qué se le recuerda."))
    entrada = transitions.run(compromiso, "reiterar", actor=actor, texto=mensaje)
    avisos.reclamado(compromiso, entrada, mensaje)
    avisos.reiterado(compromiso, entrada)
    return compromiso


@transaction.atomic
def cancelar(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """It will not be done; the reason stays in its history."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se cancela."))
    era_borrador = compromiso.es_borrador
    entrada = transitions.run(compromiso, "cancelar", actor=actor, texto=motivo)
    plazos.cerrar(compromiso)
    if not era_borrador:
        avisos.reclamado(compromiso, entrada, motivo)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def reabrir(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """What was cumplido was not: back to its responsable with a reason and a new date."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se reabre."))
    datos.exigir_fecha(fecha)
    antes = compromiso.fecha_vigente
    entrada = transitions.run(
        compromiso,
        "reabrir",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]},
        fecha=fecha,
    )
    relojes.poner_vencimiento(compromiso)
    avisos.reclamado(compromiso, entrada, motivo)
    outbox.wake("seguimiento")
    return compromiso
