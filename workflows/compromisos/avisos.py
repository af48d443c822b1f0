"""Who is told of a step of a compromiso just taken. What a deadline tells is in `states.REGLAS`."""

from __future__ import annotations

from collections.abc import Iterable

from core.models import Historial, Usuario
from notifiers import queue as notifiers
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso, Umbrales


def asignado(compromiso: Compromiso, entrada: Historial) -> None:
    """T01: its responsable has something to accept."""
    _avisar("T01", compromiso, entrada, compromiso.responsable)


def aceptado(compromiso: Compromiso, entrada: Historial) -> None:
    """T01A: who lives in the mail has there what comes next; nobody else needs to be told."""
    if entrada.via != Historial.Via.CORREO:
        return
    notifiers.notify(
        states.ACEPTADO,
        expediente=compromiso,
        clave=f"{states.ACEPTADO}:{entrada.pk}",
        usuarios=[entrada.usuario],
        datos={"verbo": entrada.verbo, "vence": compromiso.fecha_vigente.isoformat()},
    )


def copiado(compromiso: Compromiso, entrada: Historial, copias: Iterable[Usuario]) -> None:
    """T01C: who was put in copy may read it, and has nothing to do."""
    _avisar(states.COPIADO, compromiso, entrada, *copias)


def objetado(compromiso: Compromiso, entrada: Historial, motivo: str) -> None:
    """T02O: programador and monitor know that its responsable does not take it on."""
    quienes = (compromiso.programador, compromiso.monitor)
    _avisar(states.OBJETADO, compromiso, entrada, *quienes, motivo=motivo)


def relevado(compromiso: Compromiso, entrada: Historial, anterior: Usuario, motivo: str) -> None:
    """T01R: who had it knows that it is in other hands."""
    _avisar(
        states.RELEVADO,
        compromiso,
        entrada,
        anterior,
        motivo=motivo,
        responsable=compromiso.responsable.nombre,
    )


def parado(compromiso: Compromiso, entrada: Historial, motivo: str) -> None:
    """T01S: its responsable knows that it stands still, or goes on."""
    _avisar(states.PARADO, compromiso, entrada, compromiso.responsable, motivo=motivo)


def informado(compromiso: Compromiso, entrada: Historial) -> None:
    """T05R: in the bell of whoever follows it."""
    quienes, medio = (compromiso.programador, compromiso.monitor), notifiers.APLICACION
    _avisar(
        states.INFORMADO,
        compromiso,
        entrada,
        *quienes,
        medio=medio,
        porcentaje=compromiso.porcentaje,
    )


def sin_derivadas(compromiso: Compromiso) -> None:
    """T06D: in the bell of its responsable: nothing that is part of it is open any more."""
    notifiers.notify(
        states.DERIVADAS_CERRADAS,
        expediente=compromiso,
        clave=f"{states.DERIVADAS_CERRADAS}:{compromiso.pk}:{compromiso.version}",
        usuarios=[compromiso.responsable],
        medio=notifiers.APLICACION,
    )


def muy_movido(compromiso: Compromiso, entrada: Historial) -> None:
    """T09: in the digest of programador and contraparte, once it moved so often, or so far."""
    veces, dias = compromiso.reprogramaciones, compromiso.dias_movido
    if not Umbrales.actual().muy_movido(veces, dias):
        return
    notifiers.notify(
        "T09",
        expediente=compromiso,
        clave=f"T09:{entrada.pk}",
        usuarios={
            compromiso.programador,
            *Usuario.objects.filter(is_active=True, groups__name="contraparte"),
        },
        salvo=entrada.usuario,
        datos={"veces": veces, "dias": dias, "vence": compromiso.fecha_vigente.isoformat()},
        medio="resumen",
    )


def movido(compromiso: Compromiso, entrada: Historial, motivo: str) -> None:
    """Its responsable knows the new date."""
    _avisar(states.FECHA_CAMBIADA, compromiso, entrada, compromiso.responsable, motivo=motivo)


def por_verificar(compromiso: Compromiso, entrada: Historial) -> None:
    """T06: programador and monitor have something to verify."""
    _avisar("T06", compromiso, entrada, *compromiso.verificadores().values())


def cumplido_en_parte(compromiso: Compromiso, entrada: Historial) -> None:
    """T06P: its responsable and its programador know what stays undone."""
    quienes = (compromiso.responsable, compromiso.programador)
    _avisar(states.CUMPLIDO_EN_PARTE, compromiso, entrada, *quienes, motivo=compromiso.faltante)


def reclamado(compromiso: Compromiso, entrada: Historial, motivo: str) -> None:
    """T07: it comes back to its responsable: returned, reopened, reiterated, or cancelled."""
    _avisar("T07", compromiso, entrada, compromiso.responsable, motivo=motivo)


def reiterado(compromiso: Compromiso, entrada: Historial) -> None:
    """T07: from so many reminders on the titular reads of it in the digest."""
    if not Umbrales.actual().insistido(compromiso.reiteraciones):
        return
    notifiers.notify(
        "T07",
        expediente=compromiso,
        clave=f"T07:titular:{entrada.pk}",
        usuarios=Usuario.objects.filter(groups__name="titular"),
        salvo=entrada.usuario,
        datos={"verbo": entrada.verbo, "veces": compromiso.reiteraciones},
        medio="resumen",
    )


def prorroga_pedida(compromiso: Compromiso, entrada: Historial, motivo: str) -> None:
    """T08: in the bell of the programador."""
    quien, medio = compromiso.programador, notifiers.APLICACION
    _avisar("T08", compromiso, entrada, quien, medio=medio, motivo=motivo)


def prorroga_resuelta(
    compromiso: Compromiso, entrada: Historial, motivo: str, *, concedida: bool
) -> None:
    """Its responsable knows whether there is more time."""
    _avisar(
        states.PRORROGA_RESUELTA,
        compromiso,
        entrada,
        compromiso.responsable,
        motivo=motivo,
        concedida=concedida,
    )


def _avisar(
    kind: str,
    compromiso: Compromiso,
    entrada: Historial,
    *quienes: Usuario | None,
    medio: str = "correo",
    **datos: object,
) -> None:
    """Nobody is told of what he did himself."""
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
