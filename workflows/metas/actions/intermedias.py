"""The verbs of a meta intermedia, one function each: planning it, working on it, validating it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, adjuntos, clock, transitions
from core.adjuntos import Contenido
from core.models import Adjunto, Lugar, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.metas import avisos, datos, relojes, states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.plazos import actions as plazos


@transaction.atomic
def crear(
    *,
    meta_id: int,
    actor: Usuario,
    titulo: str,
    peso: int,
    responsable: Usuario | None = None,
    fecha_vigente: date | None = None,
    inicio: date | None = None,
    orden: int | None = None,
    tipo: str = MetaIntermedia.Tipo.FISICA,
    entregable: str = "",
    descripcion: str = "",
    ruta_critica: bool = False,
    oportunidad_comunicacional: bool = False,
    lugares: Iterable[Lugar] = (),
    version: int | None = None,
) -> MetaIntermedia:
    """Add a part to the programme of a meta; `version` is the meta's.

    Date and responsable may come later, before the programme is sent to review.
    """
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    datos.exigir_en_programacion(meta, "agregar_intermedia")
    mi = MetaIntermedia(
        meta=meta,
        titulo=titulo.strip(),
        descripcion=descripcion,
        nivel_reserva=meta.nivel_reserva,
        orden=len(meta.vivas()) + 1 if orden is None else orden,
        tipo=tipo,
        entregable=entregable,
        responsable=responsable,
        inicio=inicio,
        fecha_vigente=fecha_vigente,
        peso=peso,
        ruta_critica=ruta_critica,
        oportunidad_comunicacional=oportunidad_comunicacional,
    )
    datos.revisar_intermedia(mi)
    responden = {"responsable": datos.alguien(responsable)}
    transitions.create(mi, actor=actor, papeles=datos.papeles(meta) | responden)
    transitions.record(meta, "agregar_intermedia", actor=actor, datos={"mi": mi.codigo})
    Vinculo.objects.create(de=mi, a=meta, clase=Vinculo.Clase.PARTE)
    datos.cruzar(mi, lugares=lugares)
    datos.repartir_responsables(meta)
    return mi


@transaction.atomic
def editar(
    *,
    mi_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> MetaIntermedia:
    """Change it while its meta is programmed.

    `cambios` holds values of `datos.CAMPOS_MI`; raises KeyError for anything else.
    """
    mi = _tomar(mi_id, actor, version)
    datos.exigir_en_programacion(mi.meta, "editar")
    if mi.cerrado:
        raise NotAllowed("editar", _("Se quitó del plan: ya no se puede cambiar."))
    cambiado = datos.cambiar(mi, cambios, datos.CAMPOS_MI)
    datos.revisar_intermedia(mi)
    cambiado |= datos.cruzar(mi, lugares=lugares)
    if cambiado:
        transitions.record(mi, "editar", actor=actor, datos=cambiado)
    if "responsable" in cambiado:
        transitions.assign(mi, "responsable", *datos.alguien(mi.responsable))
        datos.repartir_responsables(mi.meta)
    return mi


@transaction.atomic
def adjuntar(
    *,
    mi_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> MetaIntermedia:
    """Add files to it, while it is open."""
    mi = _tomar(mi_id, actor, version)
    adjuntos.agregar(mi, archivos, actor=actor)
    return mi


@transaction.atomic
def quitar(
    *, mi_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> MetaIntermedia:
    """Take it out of the programme; its code and history stay."""
    mi = _tomar(mi_id, actor, version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se quita."))
    transitions.run(mi, "quitar", actor=actor, texto=motivo)
    datos.repartir_responsables(mi.meta)
    return mi


@transaction.atomic
def iniciar(*, mi_id: int, actor: Usuario, version: int | None = None) -> MetaIntermedia:
    """Somebody works on it."""
    mi = _tomar(mi_id, actor, version)
    transitions.run(mi, "iniciar", actor=actor)
    return mi


@transaction.atomic
def reportar_avance(
    *, mi_id: int, actor: Usuario, porcentaje: int, nota: str = "", version: int | None = None
) -> MetaIntermedia:
    """How far it is: 0, 25, 50, 75 or 90; whole only by being validated."""
    mi = _tomar(mi_id, actor, version)
    datos.exigir(
        "porcentaje", porcentaje in states.PORCENTAJES, _("El avance es 0, 25, 50, 75 o 90.")
    )
    transitions.run(
        mi,
        "reportar_avance",
        actor=actor,
        texto=nota,
        datos={"porcentaje": [mi.porcentaje, porcentaje]},
        porcentaje=porcentaje,
    )
    return mi


@transaction.atomic
def reportar(
    *,
    mi_id: int,
    actor: Usuario,
    informe: str,
    evidencias: Iterable[Contenido] = (),
    enlace: str = "",
    version: int | None = None,
) -> MetaIntermedia:
    """It is done, and here is the proof: a file or a link. M06 tells who validates it."""
    mi = _tomar(mi_id, actor, version)
    evidencias = list(evidencias)
    datos.exigir("informe", informe.strip(), _("Cuente qué se hizo."))
    datos.exigir("evidencias", evidencias or enlace, _("Adjunte una evidencia o pegue un enlace."))
    datos.exigir_enlace(enlace)
    entrada = transitions.run(
        mi, "reportar", actor=actor, texto=informe, informe=informe, enlace=enlace, quien=actor
    )
    for evidencia in evidencias:
        adjuntos.guardar(mi, evidencia, actor=actor, clase=Adjunto.Clase.EVIDENCIA)
    relojes.esperar_validacion(mi)
    avisos.por_validar(mi, entrada)
    return mi


@transaction.atomic
def validar(
    *, mi_id: int, actor: Usuario, nota: str = "", version: int | None = None
) -> MetaIntermedia:
    """It is met; where it is worth telling, prensa is told (C01) and has two working days."""
    mi = _tomar(mi_id, actor, version)
    _exigir_otra_persona(mi, "validar", actor)
    entrada = transitions.run(mi, "validar", actor=actor, texto=nota)
    plazos.cerrar(mi)
    avisos.resuelta(mi, entrada, nota)
    if mi.oportunidad_comunicacional:
        relojes.esperar_pieza(mi)
        avisos.oportunidad(mi, entrada)
    return mi


@transaction.atomic
def devolver(
    *, mi_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> MetaIntermedia:
    """Back to work, with the reason; its date runs again."""
    mi = _tomar(mi_id, actor, version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué la devuelve."))
    entrada = transitions.run(mi, "devolver", actor=actor, texto=motivo)
    relojes.devolver_vencimiento(mi)
    avisos.resuelta(mi, entrada, motivo)
    return mi


@transaction.atomic
def reprogramar(
    *, mi_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> MetaIntermedia:
    """Give it a new date; the baseline is kept and the change is counted.

    What moves the critical path or the final date of the meta is for who follows the metas.
    """
    mi = _tomar(mi_id, actor, version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se mueve la fecha."))
    datos.exigir("fecha", fecha >= clock.today(), _("La fecha ya pasó."))
    datos.exigir("fecha", fecha != mi.fecha_vigente, _("Es la fecha que ya tiene."))
    datos.exigir("fecha", not mi.inicio or fecha >= mi.inicio, _("Termina antes de empezar."))
    transitions.allow(mi, "reprogramar", actor)
    final = _final_con(mi, fecha)
    _exigir_potestad(mi, final, actor)
    cambio = {"fecha": [str(mi.fecha_vigente), str(fecha)]}
    entrada = transitions.run(
        mi, "reprogramar", actor=actor, texto=motivo, datos=cambio, fecha=fecha
    )
    if final != mi.meta.fin_vigente:
        _mover_final(mi.meta, final, actor, motivo)
    plazos.mover(mi, states.VENCE, vence=fecha)
    avisos.reprogramada(mi, entrada, motivo)
    return mi


@transaction.atomic
def oportunidad_atendida(*, mi_id: int, actor: Usuario) -> MetaIntermedia:
    """Somebody writes about it: its deadline to tell it closes. Done twice, it changes nothing."""
    mi = _tomar(mi_id, actor, None)
    if plazos.cerrar(mi, states.OPORTUNIDAD):
        transitions.record(mi, "oportunidad_atendida", actor=actor)
    return mi


@transaction.atomic
def descartar(
    *, mi_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> MetaIntermedia:
    """Prensa will not tell it, and says why: its deadline to tell it closes."""
    mi = _tomar(mi_id, actor, version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué no se va a contar."))
    transitions.run(mi, "descartar", actor=actor, texto=motivo)
    plazos.cerrar(mi, states.OPORTUNIDAD)
    return mi


def _tomar(mi_id: int, actor: Usuario, version: int | None) -> MetaIntermedia:
    """It and its meta, locked, the meta first: what may be done depends on both states."""
    suya = MetaIntermedia.objects.filter(pk=mi_id).values("meta_id")
    meta = Meta.objects.select_for_update(no_key=True).filter(pk__in=suya).first()
    mi = transitions.lock(MetaIntermedia, mi_id, actor=actor, version=version)
    if meta:
        mi.meta = meta
    return mi


def _exigir_otra_persona(mi: MetaIntermedia, verbo: str, actor: Usuario) -> None:
    """Who stands in for another does not validate his own work in that name either."""
    transitions.allow(mi, verbo, actor)
    if actor in (mi.reportada_por, mi.responsable):
        raise NotAllowed(verbo, _("Quien la reporta no la valida: le toca a otra persona."))


def _final_con(mi: MetaIntermedia, fecha: date) -> date:
    """The final date of its meta, were this one to have `fecha`."""
    otras = (otra.fecha_vigente for otra in mi.meta.vivas() if otra.pk != mi.pk)
    return max([fecha, *(una for una in otras if una)])


def _exigir_potestad(mi: MetaIntermedia, final: date, actor: Usuario) -> None:
    """The gerente moves freely what delays nothing else."""
    meta = mi.meta
    libre = not mi.ruta_critica and final == meta.fin_vigente
    if not libre and access.can(actor, "reprogramar", meta) is None:
        raise NotAllowed(
            "reprogramar",
            _("Mueve la ruta crítica o el final: lo decide el responsable institucional."),
        )


def _mover_final(meta: Meta, final: date, actor: Usuario, motivo: str) -> None:
    cambio = {"fecha": [str(meta.fin_vigente), str(final)]}
    meta.fin_vigente = final
    transitions.record(meta, "reprogramar", actor=actor, texto=motivo, datos=cambio)
