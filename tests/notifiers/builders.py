"""Case files and notices as the tests of this room need them, without any process above it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.models import Actor, Expediente, Participacion, Usuario
from notifiers import queue
from notifiers.models import Entrega

ZONA = ZoneInfo("America/Panama")
# A Wednesday inside office hours.
MIERCOLES = datetime(2026, 11, 25, 10, 0, tzinfo=ZONA)
VIERNES_NOCHE = datetime(2026, 11, 27, 20, 0, tzinfo=ZONA)
LUNES = datetime(2026, 11, 30, 8, 0, tzinfo=ZONA)


def un_expediente(autor: Usuario, *personas: Usuario, **campos: object) -> Expediente:
    """A case file that `personas` are part of."""
    valores: dict[str, object] = {
        "clase": "compromiso",
        "codigo": "CMP-2026-00057",
        "titulo": "Entregar los planos del acueducto",
        **campos,
    }
    expediente = Expediente.objects.create(creado_por=autor, **valores)
    Participacion.objects.bulk_create(
        [Participacion(expediente=expediente, usuario=uno, papel="responsable") for uno in personas]
    )
    return expediente


def avisar(
    expediente: Expediente | None,
    *destinatarios: Usuario | Actor,
    kind: str = "T03",
    clave: str = "1",
    medio: str = "correo",
    salvo: Usuario | None = None,
    **datos: object,
) -> list[Entrega]:
    """Tell them; the deliveries this made, in the order they were named, then the others."""
    antes = set(Entrega.objects.values_list("pk", flat=True))
    datos.setdefault("vence_en", "2026-11-27T22:00:00+00:00")
    queue.notify(
        kind,
        expediente=expediente,
        clave=clave,
        usuarios=[uno for uno in destinatarios if isinstance(uno, Usuario)],
        actores=[uno for uno in destinatarios if isinstance(uno, Actor)],
        datos=datos,
        medio=medio,
        salvo=salvo,
    )
    nuevas = Entrega.objects.exclude(pk__in=antes).order_by("pk")
    orden = {uno: lugar for lugar, uno in enumerate(destinatarios)}
    return sorted(nuevas, key=lambda una: orden.get(una.notificacion.destinatario, len(orden)))
