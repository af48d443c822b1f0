"""Who is told of what happened to a piece, to its publications and to the accounts.

What a deadline tells is in `states.REGLAS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from channels.models import Cuenta, Publicacion
from channels.outcome import AccountChange
from core import clock
from core.models import Historial, Usuario
from notifiers import queue as notifiers
from notifiers.models import Medio, Notificacion
from workflows.comunicacion import states
from workflows.comunicacion.models import ESCRITORES, Pieza
from workflows.plazos import queries as vivos

# Where somebody mends an account.
RUTA_CANALES = "/canales/"

Estado = Publicacion.Estado
_VERBOS = {Estado.POR_DECIDIR: "decidir", Estado.PUBLICADA: "retirar"}


def por_aprobar(pieza: Pieza, entrada: Historial, aprobadores: Iterable[Usuario]) -> None:
    """C02, in the bell now; by mail if it waits (`states.REGLAS`)."""
    _avisar("C02", pieza, entrada, aprobadores)


def resuelta(pieza: Pieza, entrada: Historial, motivo: str = "") -> None:
    """C03: who wrote it knows that it was approved, or why it was returned."""
    _avisar("C03", pieza, entrada, escritores(pieza), motivo=motivo)


def difundida(pieza: Pieza) -> None:
    """The last of its publications is out."""
    notifiers.notify(
        states.DIFUNDIDA,
        expediente=pieza,
        clave=f"{pieza.pk}:{pieza.aprobaciones}",
        usuarios=escritores(pieza),
        medio=notifiers.APLICACION,
    )


def con_problemas(pieza: Pieza, publicacion: Publicacion) -> None:
    """C05: prensa has something to mend, to decide, or to take away by hand."""
    notifiers.notify(
        "C05",
        expediente=pieza,
        # An attempt ends once.
        clave=f"{publicacion.pk}:{publicacion.estado}:{publicacion.intentos}",
        usuarios=con_rol("prensa"),
        datos={
            "verbo": _VERBOS.get(Estado(publicacion.estado), "fallar"),
            "canal": publicacion.canal_nombre,
            "motivo": publicacion.error,
        },
    )


def cuenta_detenida(cambio: AccountChange) -> None:
    """C06, at once: an account stopped sending."""
    cuenta = Cuenta.objects.get(pk=cambio.cuenta_id)
    _de_cuenta(cuenta, clave=clock.now().isoformat(), motivo=cambio.motivo)


def cuenta_sigue_detenida(cuenta: Cuenta) -> None:
    """C06, daily while it lasts; not on a day on which it was told already."""
    hoy = datetime.combine(clock.today(), time(), clock.local(clock.now()).tzinfo)
    ya = Notificacion.objects.filter(clase="C06", datos__cuenta=cuenta.pk, creado_en__gte=hoy)
    if not ya.exists():
        _de_cuenta(cuenta, clave=clock.today().isoformat(), motivo=cuenta.motivo)


def cuenta_por_vencer(cuenta: Cuenta, vence_en: datetime) -> None:
    """C06, before the key expires (`states.REGLAS`): to each role the last stage, once."""
    etapas = vivos.etapas(states.LLAVE, vence_en)
    ultimas = {rol: etapa for etapa in etapas for rol in etapa.roles}
    # By its day: the network may work the instant out anew each time it is asked.
    dia = clock.local(vence_en).date()
    for rol, etapa in ultimas.items():
        _de_cuenta(
            cuenta,
            clave=f"{etapa.etapa}:{etapa.ronda}:{dia}",
            roles=(rol,),
            medio=etapa.medio,
            vence_en=vence_en.isoformat(),
        )


def dias_para(vence_en: datetime) -> int:
    """Calendar days of the municipality from today to an instant."""
    return (clock.local(vence_en).date() - clock.today()).days


def escritores(pieza: Pieza) -> list[Usuario]:
    """Its author, and whoever wrote on it since it was last approved."""
    return pieza.quienes(*ESCRITORES)


def con_rol(*roles: str) -> list[Usuario]:
    """Everybody with an account and one of these roles."""
    return list(Usuario.objects.filter(groups__name__in=roles, is_active=True).distinct())


def _de_cuenta(
    cuenta: Cuenta,
    *,
    clave: str,
    roles: Iterable[str] = states.CUIDAN_LAS_CUENTAS,
    medio: str = Medio.CORREO,
    **datos: object,
) -> None:
    notifiers.notify(
        "C06",
        expediente=None,
        clave=f"{cuenta.pk}:{clave}",
        usuarios=con_rol(*roles),
        medio=medio,
        datos={
            "cuenta": cuenta.pk,
            "canal": cuenta.canal_nombre,
            "estado": cuenta.estado,
            "ruta": RUTA_CANALES,
            **datos,
        },
    )


def _avisar(
    kind: str, pieza: Pieza, entrada: Historial, quienes: Iterable[Usuario], **datos: object
) -> None:
    """In the bell; nobody is told of what he did himself."""
    notifiers.notify(
        kind,
        expediente=pieza,
        clave=str(entrada.pk),
        usuarios=quienes,
        salvo=entrada.usuario,
        datos={"verbo": entrada.verbo, "quien": entrada.quien, **datos},
        medio=notifiers.APLICACION,
    )
