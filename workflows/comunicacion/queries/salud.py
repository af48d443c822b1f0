"""The health of the accounts, and the switch."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from channels import holds
from channels.models import Cuenta, Freno, Publicacion
from core import access, clock
from core.models import Usuario
from workflows.comunicacion.avisos import ETAPAS, dias_para
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries.salidas import EN_CAMINO
from workflows.plazos.states import AMARILLO, ROJO, VERDE, Luz

Estado = Publicacion.Estado


@dataclass(frozen=True, slots=True)
class Salud:
    """An account as its page shows it. `dias`: until its key expires, None if it does not."""

    cuenta: Cuenta
    luz: Luz
    dias: int | None
    esperan: int
    fallidas: int
    ultima: object


def cuentas(user: Usuario) -> list[Salud]:
    """Every account with its light; nothing for who has no part in them. One query."""
    if access.can(user, "ver_cuentas", Pieza) is None:
        return []
    filas = Cuenta.objects.annotate(
        esperan=Count("publicaciones", filter=Q(publicaciones__estado__in=EN_CAMINO)),
        fallidas=Count("publicaciones", filter=Q(publicaciones__estado=Estado.FALLIDA)),
        ultima=Max("publicaciones__publicada_en"),
    ).order_by("pk")
    return [
        Salud(fila, _luz(fila), _dias(fila), fila.esperan, fila.fallidas, fila.ultima)
        for fila in filas
    ]


def canales_conectados() -> list[str]:
    """The channels at which the municipality has an account."""
    return list(Cuenta.objects.order_by("pk").values_list("canal", flat=True))


def freno() -> Freno | None:
    """The pull of the switch that stops all posting now, with who pulled it; None if it is off."""
    return holds.braked()


def _dias(cuenta: Cuenta) -> int | None:
    return dias_para(cuenta.vence_en) if cuenta.vence_en else None


def _luz(cuenta: Cuenta) -> Luz:
    if cuenta.estado != Cuenta.Estado.ACTIVA:
        return Luz(ROJO, str(Cuenta.Estado(cuenta.estado).label), (cuenta.motivo,))
    if cuenta.retenida_hasta and cuenta.retenida_hasta > clock.now():
        hora = date_format(clock.local(cuenta.retenida_hasta), "H:i")
        return Luz(AMARILLO, _("Espera"), (_("El canal pide esperar hasta las %s.") % hora,))
    dias = _dias(cuenta)
    if dias is not None and dias <= max(ETAPAS):
        vence = ngettext("Su llave vence en %d día.", "Su llave vence en %d días.", dias) % dias
        return Luz(AMARILLO, _("Por vencer"), (vence,))
    return Luz(VERDE, _("Lista"))
