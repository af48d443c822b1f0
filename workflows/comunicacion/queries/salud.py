"""The health of the accounts, and the switch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Prefetch, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from channels import holds, registry
from channels.models import Cuenta, Freno, HistorialCuenta, Publicacion
from channels.registry import Canal, Opcion
from core import access, clock
from core.models import Usuario
from workflows.comunicacion import states
from workflows.comunicacion.avisos import dias_para
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries.salidas import EN_CAMINO
from workflows.plazos import queries as plazos
from workflows.plazos.states import AMARILLO, ROJO, VERDE, Luz

Estado = Publicacion.Estado

HECHOS = 20
"""Entries of an account's history that its page shows."""


@dataclass(frozen=True, slots=True)
class Hecho:
    """What a person did to an account, on whose behalf, why, and when."""

    quien: str
    que: str
    momento: datetime
    por: str = ""
    texto: str = ""


@dataclass(frozen=True, slots=True)
class Salud:
    """An account as its page shows it. `dias`: until its key expires, None if it does not.

    `opciones`: how it is set, by the option's name; `historia`: the latest first.
    """

    cuenta: Cuenta
    luz: Luz
    dias: int | None
    esperan: int
    fallidas: int
    ultima: object
    opciones: Mapping[str, bool]
    historia: Sequence[Hecho]


def cuentas(user: Usuario) -> list[Salud]:
    """Every account with its light; nothing for who has no part in them.

    Two queries, and one for each whose key expires.
    """
    if access.can(user, "ver_cuentas", Pieza) is None:
        return []
    filas = Cuenta.objects.annotate(
        esperan=Count("publicaciones", filter=Q(publicaciones__estado__in=EN_CAMINO)),
        fallidas=Count("publicaciones", filter=Q(publicaciones__estado=Estado.FALLIDA)),
        ultima=Max("publicaciones__publicada_en"),
    )
    historias = Prefetch(
        "historial",
        HistorialCuenta.objects.select_related("usuario", "por")[:HECHOS],
        to_attr="hechos",
    )
    return [
        Salud(
            fila,
            _luz(fila),
            _dias(fila),
            fila.esperan,
            fila.fallidas,
            fila.ultima,
            {str(una.nombre): fila.opcion(clave) for clave, una in _opciones(fila).items()},
            [_hecho(entrada, fila) for entrada in fila.hechos],
        )
        for fila in filas.order_by("pk").prefetch_related(historias)
    ]


def sin_conectar(user: Usuario) -> list[Canal]:
    """The channels at which `user` may connect an account and there is none yet."""
    if access.can(user, "conectar", Pieza) is None:
        return []
    hay = set(canales_conectados())
    return [canal for canal in registry.conectables() if canal.clave not in hay]


def canales_conectados() -> list[str]:
    """The channels at which the municipality has an account."""
    return list(Cuenta.objects.order_by("pk").values_list("canal", flat=True))


def freno() -> Freno | None:
    """The pull of the switch that stops all posting now, with who pulled it; None if it is off."""
    return holds.braked()


def _opciones(cuenta: Cuenta) -> Mapping[str, Opcion]:
    return registry.canal(cuenta.canal).opciones


def _hecho(entrada: HistorialCuenta, cuenta: Cuenta) -> Hecho:
    nombres = {clave: una.nombre for clave, una in _opciones(cuenta).items()}
    cambios = [
        f"{nombres.get(clave, clave)}: {_('sí') if ahora else _('no')}"
        for clave, (_antes, ahora) in entrada.datos.items()
    ]
    return Hecho(
        quien=str(entrada.usuario),
        que=str(states.HECHOS_CUENTA.get(entrada.verbo, entrada.verbo)),
        momento=entrada.momento,
        por=str(entrada.por or ""),
        texto="\n".join([*filter(None, [entrada.texto]), *cambios]),
    )


def _dias(cuenta: Cuenta) -> int | None:
    return dias_para(cuenta.vence_en) if cuenta.vence_en else None


def _luz(cuenta: Cuenta) -> Luz:
    if cuenta.estado != Cuenta.Estado.ACTIVA:
        return Luz(ROJO, str(Cuenta.Estado(cuenta.estado).label), (cuenta.motivo,))
    if cuenta.retenida_hasta and cuenta.retenida_hasta > clock.now():
        hora = date_format(clock.local(cuenta.retenida_hasta), "H:i")
        return Luz(AMARILLO, _("Espera"), (_("El canal pide esperar hasta las %s.") % hora,))
    if cuenta.vence_en and plazos.etapas(states.LLAVE, cuenta.vence_en):
        dias = dias_para(cuenta.vence_en)
        vence = ngettext("Su llave vence en %d día.", "Su llave vence en %d días.", dias) % dias
        return Luz(AMARILLO, _("Por vencer"), (vence if dias > 0 else _("Su llave vence hoy."),))
    return Luz(VERDE, _("Lista"))
