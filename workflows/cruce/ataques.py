"""Attempts that were refused: how many of each kind, from where, on which account; and the alarm.

Counted in pieces of five minutes, so that whoever tries a million times writes few rows. When there
are many of a kind in a short time, whoever administers is told, once an hour.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet, Sum

from core import clock
from core.intentos import Clase, Marca
from core.models import IntentoRechazado, Usuario
from notifiers.queue import notify

log = logging.getLogger(__name__)

TRAMO = timedelta(minutes=5)
VENTANA = 2 * TRAMO
# So many of a kind within `VENTANA` are no longer a person who mistypes.
UMBRALES = {
    Clase.ENTRADA: 20,
    Clase.CODIGO: 10,
    Clase.CLAVE: 20,
    Clase.ARCHIVO: 10,
    Clase.PIN: 20,
}
SE_GUARDAN = timedelta(days=90)
RUTA = "/ajustes/intentos/"
HORA = "%Y%m%d%H"

_SUMAR = """
INSERT INTO core_intentorechazado (clase, tramo, ip, usuario_id, veces)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (clase, tramo, ip, usuario_id)
DO UPDATE SET veces = core_intentorechazado.veces + EXCLUDED.veces
"""


def anotar(marcas: Sequence[Marca], *, ip: str | None) -> None:
    """Count what was refused in one request, and sound the alarm when it is too much.

    What cannot be written is let go: the request it belongs to was answered already.
    """
    try:
        with transaction.atomic():
            _anotar(marcas, ip)
    except DatabaseError as error:
        log.warning("A refusal was not counted: %s", type(error).__name__)


def todos() -> QuerySet[IntentoRechazado]:
    """Every attempt that was refused, newest first."""
    return IntentoRechazado.objects.select_related("usuario")


def ultimas_24_horas() -> int:
    """How many attempts were refused since yesterday at this hour."""
    return _cuantos(IntentoRechazado.objects.filter(tramo__gte=clock.now() - timedelta(days=1)))


def podar() -> None:
    """Forget those that are old."""
    IntentoRechazado.objects.filter(tramo__lt=clock.now() - SE_GUARDAN).delete()


def _anotar(marcas: Sequence[Marca], ip: str | None) -> None:
    ahora = clock.now()
    with connection.cursor() as cursor:
        for marca, veces in sorted(Counter(marcas).items(), key=str):
            cursor.execute(_SUMAR, [marca.clase, _tramo(ahora), ip, marca.usuario_id, veces])
    for clase in {marca.clase for marca in marcas}:
        _alarma(clase, ahora)


def _tramo(momento: datetime) -> datetime:
    """When the piece of time began in which this moment is."""
    sobra = momento.minute % (TRAMO.seconds // 60)
    return momento.replace(minute=momento.minute - sobra, second=0, microsecond=0)


def _alarma(clase: str, ahora: datetime) -> None:
    recientes = IntentoRechazado.objects.filter(clase=clase, tramo__gt=ahora - VENTANA)
    veces = _cuantos(recientes)
    if veces < UMBRALES[Clase(clase)]:
        return
    notify(
        "ataque",
        expediente=None,
        clave=f"{clase}:{ahora.strftime(HORA)}",
        usuarios=Usuario.objects.filter(groups__name="administrador"),
        datos={"hecho": clase, "veces": veces, "ruta": RUTA},
    )


def _cuantos(rechazos: QuerySet[IntentoRechazado]) -> int:
    return int(rechazos.aggregate(n=Sum("veces"))["n"] or 0)
