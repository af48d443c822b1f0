"""Opening, moving, pausing and closing deadlines, and the sweep that tells people about them.

Processes call these inside their own actions; the transaction is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from core import calendario, clock, outbox
from core.calendario import Calendario, Unidad
from core.models import Expediente, Municipio, Usuario
from notifiers import queue as notifiers
from workflows.plazos import avisos, barrido, states
from workflows.plazos.models import Plazo, PlazoInterno, PlazoPersona, ReglaAlerta

Personas = Mapping[str, Iterable[Usuario | None]]
Contado = tuple[datetime, dict[str, Any]]


def abrir(
    expediente: Expediente,
    clase: str,
    *,
    personas: Personas | None = None,
    inicio: datetime | None = None,
    dias: int | None = None,
    unidad: Unidad = "habiles",
    horas: float | None = None,
    vence: date | datetime | None = None,
    original: date | datetime | None = None,
) -> Plazo:
    """Open the deadline `clase`; `personas` says who its rules reach, by papel.

    Either `dias` counted from the day after `inicio`, or `horas` of office time, or an agreed
    `vence` (a date means the close of its office hours). With none of them it lasts what the town
    hall says of its kind (`PlazoInterno`, read anew each time so that an edit counts from the next
    one; `DoesNotExist` if it says nothing). `original`: the first date it had.
    """
    inicio = inicio or clock.now()
    vence_en, cuenta = _contar(clase, inicio, dias, unidad, horas, vence)
    plazo = Plazo.objects.create(
        expediente_id=expediente.pk,
        clase=clase,
        inicio=inicio,
        vence_en=vence_en,
        original_en=_instante(original) if original else vence_en,
        cuenta=cuenta,
        alertado_hasta=clock.now(),
    )
    _escribir_personas(plazo, personas or {})
    _apuntar(plazo)
    return plazo


def mover(expediente: Expediente, clase: str, *, vence: date | datetime) -> Plazo:
    """Give the live deadline a new agreed date; its alerts start over for that date."""
    plazo = _vivo(expediente, clase)
    plazo.vence_en = _instante(vence)
    plazo.cuenta = {}
    plazo.alertado_hasta = clock.now()
    plazo.save(update_fields=["vence_en", "cuenta", "alertado_hasta"])
    _apuntar(plazo)
    return plazo


def pausar(expediente: Expediente, clase: str) -> Plazo:
    """Stop the clock of an open deadline: nothing is told while it stands.

    `Plazo.DoesNotExist` if none is running: a pause never starts twice.
    """
    plazo = _vivo(expediente, clase, states.ABIERTO)
    plazo.estado, plazo.pausado_en, plazo.next_alert_at = states.PAUSADO, clock.now(), None
    plazo.save(update_fields=["estado", "pausado_en", "next_alert_at"])
    return plazo


def reanudar(expediente: Expediente, clase: str) -> Plazo:
    """Let a paused deadline run on; the days of the pause are not counted.

    One agreed, or counted in hours, keeps its instant. `Plazo.DoesNotExist` if none stands.
    """
    plazo = _vivo(expediente, clase, states.PAUSADO)
    if plazo.pausado_en:
        plazo.pausas = [*plazo.pausas, [plazo.pausado_en.isoformat(), clock.now().isoformat()]]
    plazo.estado, plazo.pausado_en = states.ABIERTO, None
    _recontar(plazo, calendario.vigente())
    plazo.alertado_hasta = clock.now()
    plazo.save()
    _apuntar(plazo)
    return plazo


def cerrar(expediente: Expediente, *clases: str) -> int:
    """Close the live deadlines of these kinds (all kinds if none is named); how many there were."""
    vivos = Plazo.objects.filter(expediente_id=expediente.pk, estado__in=states.VIVOS)
    if clases:
        vivos = vivos.filter(clase__in=clases)
    return vivos.update(estado=states.CERRADO, cerrado_en=clock.now(), next_alert_at=None)


def vivos(expediente: Expediente, *clases: str) -> list[Plazo]:
    """The live deadlines of these kinds, locked: open or paused."""
    vivos = Plazo.objects.select_for_update().filter(
        expediente_id=expediente.pk, clase__in=clases, estado__in=states.VIVOS
    )
    return list(vivos.order_by("pk"))


def repartir(expediente: Expediente, papel: str, *usuarios: Usuario) -> None:
    """From now on exactly `usuarios` are `papel` to every live deadline of the case file."""
    for plazo in Plazo.objects.filter(expediente_id=expediente.pk, estado__in=states.VIVOS):
        PlazoPersona.objects.filter(plazo=plazo, papel=papel).delete()
        _escribir_personas(plazo, {papel: usuarios})


@transaction.atomic
def recalcular(clase: str | None = None) -> int:
    """Point every open deadline at its next alert again: its rules changed.

    Returns how many got another.
    """
    barrido.lock(clase=clase)
    return barrido.point_many(now=clock.now(), zona=Municipio.actual().zona_horaria, clase=clase)


@transaction.atomic
def recontar() -> int:
    """Count every live deadline that was counted in days or hours again: the calendar changed.

    Returns how many got another date, of which their people are told; all are pointed at their
    next alert.
    """
    barrido.lock()
    vivos = Plazo.objects.filter(estado__in=states.VIVOS)
    movidos = _movidos(vivos.select_for_update(no_key=True).order_by("pk"), calendario.vigente())
    Plazo.objects.bulk_update(movidos, ["vence_en", "cuenta"], batch_size=500)
    recalcular()
    avisos.recontados(movidos)
    return len(movidos)


def cuantos_moveria(propuesto: Calendario) -> int:
    """How many live deadlines would get another date under that calendar. Nothing is written."""
    return len(_movidos(Plazo.objects.filter(estado__in=states.VIVOS), propuesto))


def sembrar_reglas() -> None:
    """Create the declared rules that are missing; never overwrite one that was edited.

    Deadlines that are open already learn of the new ones.
    """
    antes = ReglaAlerta.objects.count()
    ReglaAlerta.objects.bulk_create(
        [
            ReglaAlerta(**{**asdict(regla), "papeles": [*regla.papeles], "roles": [*regla.roles]})
            for modelo in Expediente.clases().values()
            for regla in modelo.REGLAS
        ],
        ignore_conflicts=True,
    )
    if ReglaAlerta.objects.count() > antes:
        recalcular()


def sembrar_internos() -> None:
    """Create the lengths that are missing, as declared; never overwrite one that was edited."""
    PlazoInterno.objects.bulk_create(
        [
            PlazoInterno(**asdict(interno))
            for modelo in Expediente.clases().values()
            for interno in modelo.INTERNOS
        ],
        ignore_conflicts=True,
    )


def barrer(limite: int = 5000) -> int:
    """One sweep: write the avisos that are due and the notices to the people they reach.

    Returns how many deadlines were looked at. Run twice, or on two machines, it alerts once.
    """
    now, zona = clock.now(), Municipio.actual().zona_horaria
    if not barrido.due(now=now):
        return 0
    with transaction.atomic():
        lote, vistos = barrido.sweep(now=now, zona=zona, limit=limite)
        if vistos:
            notifiers.notify_from(
                barrido.CALLED,
                {"lote": lote},
                disponible_en=calendario.vigente().proxima_apertura(now),
            )
            outbox.wake("entregas")
    return vistos


def _vivo(expediente: Expediente, clase: str, *estados: str) -> Plazo:
    return Plazo.objects.select_for_update().get(
        expediente_id=expediente.pk, clase=clase, estado__in=estados or states.VIVOS
    )


def _contar(
    clase: str,
    inicio: datetime,
    dias: int | None,
    unidad: Unidad,
    horas: float | None,
    vence: date | datetime | None,
) -> Contado:
    if vence is not None:
        return _instante(vence), {}
    if horas is not None:
        return _en_horas(inicio, horas)
    if dias is not None:
        return _en_dias(inicio, dias, unidad)
    return _segun_la_casa(inicio, PlazoInterno.objects.get(clase_plazo=clase))


def _segun_la_casa(inicio: datetime, interno: PlazoInterno) -> Contado:
    if interno.unidad == PlazoInterno.Unidad.MINUTOS:
        vence_en = inicio + timedelta(minutes=interno.cantidad)
        return vence_en, {"minutos": interno.cantidad}
    if interno.unidad == PlazoInterno.Unidad.HORAS:
        return _en_horas(inicio, interno.cantidad)
    return _en_dias(inicio, interno.cantidad, "habiles")


def _en_horas(inicio: datetime, horas: float) -> Contado:
    return calendario.vigente().sumar_horas(inicio, horas), {"horas": horas}


def _en_dias(inicio: datetime, dias: int, unidad: Unidad) -> Contado:
    cuenta = calendario.vigente().sumar(clock.local(inicio).date(), dias, unidad)
    return cuenta.vence_en, cuenta.como_json()


def _movidos(plazos: Iterable[Plazo], segun: Calendario) -> list[Plazo]:
    """Those of them that get another date, counted again and not saved."""
    movidos = []
    for plazo in plazos:
        antes = plazo.vence_en
        _recontar(plazo, segun)
        _recontar_horas(plazo, segun)
        if plazo.vence_en != antes:
            movidos.append(plazo)
    return movidos


def _recontar_horas(plazo: Plazo, segun: Calendario) -> None:
    """Count office hours again from its start; one that stood still keeps its instant."""
    if "horas" in plazo.cuenta and not (plazo.pausas or plazo.pausado_en):
        plazo.vence_en = segun.sumar_horas(plazo.inicio, plazo.cuenta["horas"])


def _recontar(plazo: Plazo, segun: Calendario) -> None:
    """Count again from its start, leaving out the pauses; only days are counted again."""
    if "dias" not in plazo.cuenta:
        return
    antes = calendario.Cuenta.de_json(plazo.cuenta)
    pausas = [(_dia(desde), _dia(hasta)) for desde, hasta in plazo.pausas]
    cuenta = segun.sumar_con_pausas(antes.inicio, antes.dias, antes.unidad, pausas=pausas)
    plazo.vence_en, plazo.cuenta = cuenta.vence_en, cuenta.como_json()


def _dia(instante: str) -> date:
    return clock.local(datetime.fromisoformat(instante)).date()


def _instante(vence: date | datetime) -> datetime:
    return vence if isinstance(vence, datetime) else calendario.vigente().cierre(vence)


def _escribir_personas(plazo: Plazo, personas: Personas) -> None:
    PlazoPersona.objects.bulk_create(
        [
            PlazoPersona(plazo=plazo, papel=papel, usuario=usuario)
            for papel, usuarios in personas.items()
            for usuario in usuarios
            if usuario is not None
        ],
        ignore_conflicts=True,
    )


def _apuntar(plazo: Plazo) -> None:
    barrido.point(now=clock.now(), zona=Municipio.actual().zona_horaria, plazo_id=plazo.pk)
