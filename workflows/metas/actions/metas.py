"""The verbs of a meta, one function each, for screens, tasks, imports and the API alike."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import adjuntos, clock, transitions
from core.adjuntos import Contenido
from core.models import Actor, Area, Historial, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from workflows.metas import avisos, ciclos, datos, relojes, states
from workflows.metas.models import Meta, ReporteMeta
from workflows.plazos import actions as plazos
from workflows.plazos import queries as vencimientos

log = logging.getLogger(__name__)


@transaction.atomic
def crear(
    *,
    actor: Usuario,
    titulo: str,
    responsable_institucional: Usuario,
    gerente: Usuario | None = None,
    suplente: Usuario | None = None,
    tipo: str = Meta.Tipo.PRODUCTO,
    descripcion: str = "",
    descripcion_ciudadana: str = "",
    problema: str = "",
    resultado_esperado: str = "",
    beneficiarios: int | None = None,
    dependencia: Area | None = None,
    inicio: date | None = None,
    fin_vigente: date | None = None,
    presupuesto: Decimal | None = None,
    publica: bool = False,
    nivel_reserva: int = 1,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
) -> Meta:
    """Propose a meta as a draft; what is still missing is asked for when it moves on."""
    meta = Meta(
        titulo=titulo.strip(),
        descripcion=descripcion,
        tipo=tipo,
        descripcion_ciudadana=descripcion_ciudadana,
        problema=problema,
        resultado_esperado=resultado_esperado,
        beneficiarios=beneficiarios,
        dependencia=dependencia,
        gerente=gerente,
        suplente=suplente,
        responsable_institucional=responsable_institucional,
        inicio=inicio,
        fin_vigente=fin_vigente,
        presupuesto=presupuesto,
        publica=publica,
        nivel_reserva=nivel_reserva,
    )
    datos.revisar(meta)
    transitions.create(meta, actor=actor, papeles=datos.papeles(meta))
    datos.cruzar(meta, actores=actores, temas=temas, lugares=lugares)
    return meta


@transaction.atomic
def editar(
    *,
    meta_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    actores: Iterable[Actor] | None = None,
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> Meta:
    """Change what it says until it is sent to review; its parts follow its people and its reserve.

    `cambios` holds values of `datos.CAMPOS`; raises KeyError for anything else.
    """
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    datos.exigir_en_programacion(meta, "editar")
    cambiado = datos.cambiar(meta, cambios, datos.CAMPOS)
    datos.revisar(meta)
    cambiado |= datos.cruzar(meta, actores=actores, temas=temas, lugares=lugares)
    if cambiado:
        transitions.record(meta, "editar", actor=actor, datos=cambiado)
    if cambiado.keys() & {*datos.GENTE}:
        datos.repartir(meta)
    if "nivel_reserva" in cambiado:
        meta.intermedias.update(nivel_reserva=meta.nivel_reserva)
    return meta


@transaction.atomic
def adjuntar(
    *,
    meta_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> Meta:
    """Add files to it, while it is open."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    adjuntos.agregar(meta, archivos, actor=actor)
    return meta


@transaction.atomic
def programar(*, meta_id: int, actor: Usuario, version: int | None = None) -> Meta:
    """It has a gerente and a theme: now its metas intermedias are worked out."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    transitions.run(meta, "programar", actor=actor)
    return meta


@transaction.atomic
def enviar_a_revision(*, meta_id: int, actor: Usuario, version: int | None = None) -> Meta:
    """The programme is complete; the responsable institucional is told."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    entrada = transitions.run(meta, "enviar_a_revision", actor=actor)
    avisos.por_visar(meta, entrada)
    return meta


@transaction.atomic
def visar(*, meta_id: int, actor: Usuario, version: int | None = None) -> Meta:
    """Technically sound; the titular is told that it waits for approval."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    transitions.allow(meta, "visar", actor)
    _exigir_programa_ajeno(meta, "visar", actor)
    entrada = transitions.run(meta, "visar", actor=actor)
    avisos.por_aprobar(meta, entrada)
    return meta


@transaction.atomic
def devolver(*, meta_id: int, actor: Usuario, motivo: str, version: int | None = None) -> Meta:
    """Back to programming, with the reason."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué la devuelve."))
    entrada = transitions.run(meta, "devolver", actor=actor, texto=motivo)
    avisos.devuelta(meta, entrada, motivo)
    return meta


@transaction.atomic
def aprobar(*, meta_id: int, actor: Usuario, version: int | None = None) -> Meta:
    """Freeze its dates and weights as the baseline; it begins by itself on its first start date."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    if transitions.allow(meta, "aprobar", actor).por:
        _exigir_programa_ajeno(meta, "aprobar", actor)
    entrada = transitions.run(meta, "aprobar", actor=actor)
    meta.intermedias.exclude(estado=states.CANCELADA).update(
        fecha_linea_base=F("fecha_vigente"), peso_linea_base=F("peso")
    )
    relojes.esperar_inicio(meta)
    avisos.aprobada(meta, entrada)
    return meta


@transaction.atomic
def relevar(
    *, meta_id: int, actor: Usuario, gerente: Usuario, motivo: str, version: int | None = None
) -> Meta:
    """Somebody else runs it from now on: its parts and their deadlines follow; both are told.

    Who ran it until now goes on seeing it. While it is programmed, `editar` does it.
    """
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué cambia de gerente."))
    datos.exigir("gerente", gerente.is_active, _("Esa persona ya no tiene cuenta."))
    datos.exigir("gerente", gerente != meta.gerente, _("Ya es quien la gerencia."))
    saliente = meta.gerente
    entrada = transitions.run(
        meta, "relevar", actor=actor, texto=motivo, datos={"gerente": []}, gerente=gerente
    )
    datos.repartir(meta, anterior=saliente)
    for mi in meta.vivas():
        plazos.repartir(mi, "gerente", gerente)
    avisos.relevada(meta, entrada, saliente, motivo)
    return meta


@transaction.atomic
def iniciar(*, meta_id: int, actor: Usuario) -> Meta:
    """Its first start date came: each part has its deadline, and its responsable knows."""
    meta = transitions.lock(Meta, meta_id, actor=actor)
    entrada = transitions.run(meta, "iniciar", actor=actor)
    plazos.cerrar(meta, states.INICIO)
    for mi in meta.vivas():
        relojes.poner_vencimiento(mi)
        avisos.encargada(mi, entrada)
    return meta


def iniciar_las_que_toca() -> int:
    """Start every approved meta whose date has come, each in its own transaction; how many.

    Run twice, or by two workers, it starts each one once.
    """
    sistema = Usuario.objects.sistema()
    return sum(_inicia(meta_id, sistema) for meta_id in vencimientos.vencidos(states.INICIO))


@transaction.atomic
def actualizar(
    *,
    meta_id: int,
    actor: Usuario,
    hecho: str = "",
    sigue: str = "",
    necesita: str = "",
    sin_cambios: bool = False,
    version: int | None = None,
) -> Meta:
    """The executive report of the cycle, or `sin_cambios`, which counts as an update too.

    What is needed from the titular reaches him in the digest. A second report within the cycle
    takes the place of the first, which the history keeps.
    """
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    if not sin_cambios:
        datos.exigir("hecho", hecho.strip(), _("Cuente qué se hizo, o marque «sin cambios»."))
        datos.exigir("sigue", sigue.strip(), _("Cuente qué sigue."))
    escrito = {} if sin_cambios else {"hecho": hecho, "sigue": sigue, "necesita": necesita}
    reporte = _reporte(meta, actor, escrito)
    entrada = transitions.run(
        meta,
        "actualizar",
        actor=actor,
        texto="\n\n".join(filter(None, escrito.values())),
        datos={"ciclo": str(reporte.ciclo), "sin_cambios": sin_cambios},
        reporte=reporte,
    )
    if escrito.get("necesita"):
        avisos.se_necesita(meta, entrada, necesita)
    return meta


def _exigir_programa_ajeno(meta: Meta, verbo: str, actor: Usuario) -> None:
    """Who stands in for another signs nothing of his own in that name.

    Own is what one runs, and what one sent to review oneself (standing in for its gerente).
    """
    envio = Historial.objects.filter(expediente=meta.pk, verbo="enviar_a_revision").first()
    if actor in (meta.gerente, meta.suplente) or (envio and envio.usuario == actor):
        raise NotAllowed(
            verbo, _("Nadie da el visto a su propio programa: le toca a otra persona.")
        )


def _inicia(meta_id: int, sistema: Usuario) -> bool:
    try:
        iniciar(meta_id=meta_id, actor=sistema)
    except NotAllowed:
        return False  # another worker was first
    except Exception:
        # One that cannot begin does not keep those behind it from beginning.
        codigo = Meta.objects.filter(pk=meta_id).values_list("codigo", flat=True).first()
        log.exception("%s could not begin on its date", codigo)
        return False
    return True


def _reporte(meta: Meta, actor: Usuario, escrito: Mapping[str, str]) -> ReporteMeta:
    """The row of the present cycle. One without changes does not erase what was written in it."""
    ciclo = ciclos.ciclo_actual()
    valores: dict[str, Any] = {"sin_cambios": not escrito, "autor": actor}
    if not escrito:
        return meta.reportes.get_or_create(ciclo=ciclo, defaults=valores)[0]
    valores |= {**escrito, "creado_en": clock.now()}
    return meta.reportes.update_or_create(ciclo=ciclo, defaults=valores)[0]
