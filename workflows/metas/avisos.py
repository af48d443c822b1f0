"""Who is told of a step of a meta just taken. What a deadline tells is in `states.REGLAS_MI`."""

from __future__ import annotations

from core.models import Caso, Historial, Usuario
from notifiers import queue as notifiers
from workflows.metas import states
from workflows.metas.models import Meta, MetaIntermedia

# Where somebody writes of what was met; its code follows.
RUTA_ESCRIBIR = "/piezas/nueva/?origen="


def por_visar(meta: Meta, entrada: Historial) -> None:
    """The responsable institucional has a programme to review."""
    _avisar(states.PASO, meta, entrada, meta.responsable_institucional)


def por_aprobar(meta: Meta, entrada: Historial) -> None:
    """The titular has a meta to approve."""
    _avisar(states.PASO, meta, entrada, *con_rol("titular"))


def devuelta(meta: Meta, entrada: Historial, motivo: str) -> None:
    """Its gerente and the suplente know what is missing."""
    _avisar(states.PASO, meta, entrada, meta.gerente, meta.suplente, motivo=motivo)


def aprobada(meta: Meta, entrada: Historial) -> None:
    """Who prepared it knows that it was approved."""
    quienes = (meta.gerente, meta.suplente, meta.responsable_institucional)
    _avisar(states.PASO, meta, entrada, *quienes)


def se_necesita(meta: Meta, entrada: Historial, necesita: str) -> None:
    """The titular reads in the digest what the meta needs from him."""
    _avisar(states.PASO, meta, entrada, *con_rol("titular"), medio="resumen", motivo=necesita)


def relevada(meta: Meta, entrada: Historial, saliente: Usuario | None, motivo: str) -> None:
    """Who runs it from now on, and who did until now."""
    quien = str(meta.gerente)
    _avisar(states.PASO, meta, entrada, meta.gerente, saliente, gerente=quien, motivo=motivo)


def encargada(mi: MetaIntermedia, entrada: Historial) -> None:
    """The meta began: each responsable knows what to deliver, and when."""
    _avisar(states.ENCARGADA, mi, entrada, mi.responsable, **_vence(mi))


def por_validar(mi: MetaIntermedia, entrada: Historial) -> None:
    """M06: in the bell of the responsable institucional."""
    _avisar("M06", mi, entrada, mi.meta.responsable_institucional, medio="aplicacion")


def resuelta(mi: MetaIntermedia, entrada: Historial, texto: str) -> None:
    """Who reported it knows that it was validated, or why it was returned."""
    _avisar(states.RESUELTA, mi, entrada, mi.responsable, mi.meta.gerente, motivo=texto)


def reprogramada(mi: MetaIntermedia, entrada: Historial, motivo: str) -> None:
    """It has another date."""
    quienes = (mi.responsable, mi.meta.gerente)
    _avisar(states.FECHA_CAMBIADA, mi, entrada, *quienes, motivo=motivo, **_vence(mi))


def oportunidad(mi: MetaIntermedia, entrada: Historial) -> None:
    """C01, in the bell: prensa has something to tell; the notice leads to the editor."""
    dato = {"mi": mi.codigo, "meta": mi.meta.titulo, "ruta": f"{RUTA_ESCRIBIR}{mi.codigo}"}
    _avisar("C01", mi, entrada, *con_rol("prensa"), medio="aplicacion", **dato)


def con_rol(rol: str) -> list[Usuario]:
    """Everybody with an account and this role."""
    return list(Usuario.objects.filter(groups__name=rol, is_active=True))


def _avisar(
    kind: str,
    caso: Caso,
    entrada: Historial,
    *quienes: Usuario | None,
    medio: str = "correo",
    **datos: object,
) -> None:
    """Nobody is told of what he did himself."""
    notifiers.notify(
        kind,
        expediente=caso,
        # One step of a meta may concern several of its parts.
        clave=f"{entrada.pk}:{caso.pk}",
        usuarios=[uno for uno in quienes if uno is not None],
        salvo=entrada.usuario,
        datos={"verbo": entrada.verbo, "quien": entrada.quien, **datos},
        medio=medio,
    )


def _vence(mi: MetaIntermedia) -> dict[str, str]:
    return {"vence": str(mi.fecha_vigente)}
