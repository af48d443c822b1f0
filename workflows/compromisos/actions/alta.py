"""Writing it down, correcting it, adding to it, and taking back what nobody knew of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, calendario, clock, externos, transitions
from core.adjuntos import Contenido
from core.models import Actor, Lugar, Tema, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.compromisos import avisos, datos, familia, relojes, states
from workflows.compromisos.actions.encargo import enviar
from workflows.compromisos.models import Compromiso


@transaction.atomic
def crear(
    *,
    actor: Usuario,
    titulo: str,
    responsable: Usuario | Actor,
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
    monitor_verifica: bool = True,
    frecuencia: str = "",
    copias: Iterable[Usuario] = (),
    participantes: Iterable[Usuario] = (),
    padre: Compromiso | None = None,
) -> Compromiso:
    """Open a compromiso, tarea, encargo or instrucción as a draft, and send it if `enviado`.

    `responsable`: one of the house, or an actor outside, who answers by the link of a mail.
    `origen_id`: the meta or meta intermedia it is born of. What is brought in (`TRASLADO`) may be
    overdue, and have been moved from its `fecha_original`: nobody is told of stages that passed.
    `padre`: what it is part of, locked; that it may be is asked by `derivar`, which gives it.
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
        responsable=externos.persona(responsable),
        monitor=monitor,
        fecha_vigente=fecha,
        fecha_compromiso_original=original,
        reprogramaciones=int(original != fecha),
        publico=publico,
        prioridad=prioridad,
        nivel_reserva=nivel_reserva,
        requiere_verificacion=requiere_verificacion,
        monitor_verifica=monitor_verifica,
        frecuencia=frecuencia,
        padre=padre,
    )
    datos.revisar(compromiso)
    papeles = datos.papeles(compromiso) | {
        "copia": [*copias],
        "participante": [*participantes],
    }
    _abrir(compromiso, actor, papeles)
    datos.cruzar(compromiso, actores=actores, temas=temas, lugares=lugares)
    if padre is not None:
        familia.unir(compromiso, padre)
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
    copias: Iterable[Usuario] | None = None,
    participantes: Iterable[Usuario] | None = None,
    version: int | None = None,
) -> Compromiso:
    """Correct it while it is open; a draft also in who does it, to whom, and by when.

    `cambios` holds values of `datos.CAMPOS` and, of a draft, of `datos.CAMPOS_BORRADOR`, its
    `responsable` as `crear` takes it; raises KeyError for anything else.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    if compromiso.cerrado:
        raise NotAllowed("editar", _("Ya está cerrado: no se puede cambiar."))
    cambiado = datos.cambiar(compromiso, cambios)
    datos.revisar(compromiso)
    cambiado |= datos.cruzar(compromiso, actores=actores, temas=temas, lugares=lugares)
    nuevas = datos.acompanar(compromiso, copia=copias, participante=participantes)
    cambiado |= {papel: [] for papel in nuevas}
    if not cambiado:
        return compromiso
    if "frecuencia" in cambiado and compromiso.estado == states.EN_GESTION:
        compromiso.esperar_informe()
    entrada = transitions.record(compromiso, "editar", actor=actor, datos=cambiado)
    if cambiado.keys() & {*datos.GENTE}:
        datos.repartir(compromiso)
    if not compromiso.es_borrador:
        relojes.poner_al_dia(compromiso)
        avisos.copiado(compromiso, entrada, nuevas.get("copia", []))
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
def borrar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Take a draft out of every list: nobody was given it, and nothing happened to it since.

    That it was written stays in the history, as everything does.
    """
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    if compromiso.comentarios.exists():
        raise NotAllowed("borrar", _("Ya se comentó: no se borra. Puede cancelarlo."))
    transitions.run(compromiso, "borrar", actor=actor)
    familia.se_cerro(compromiso)
    return compromiso


def _abrir(compromiso: Compromiso, actor: Usuario, papeles: Mapping[str, list[Usuario]]) -> None:
    """Its code, its people, and the first entry of its history, which says where it comes from."""
    if compromiso.de_antes:
        transitions.create(compromiso, actor=actor, verb="traer", papeles=papeles)
    elif compromiso.padre is not None:
        transitions.create(compromiso, actor=actor, verb="nacer", papeles=papeles)
    else:
        transitions.create(compromiso, actor=actor, papeles=papeles)
