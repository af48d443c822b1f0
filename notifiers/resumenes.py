"""The digest of whoever nothing changed for: what waits is said each working day all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import calendario, clock
from core.models import Municipio, Usuario
from notifiers import queue
from notifiers.models import Entrega, Medio, Notificacion, Preferencia, RondaResumen

RESUMEN = "resumen"
LOTE = 100


def preparar(espera_algo: Callable[[Usuario], bool], *, personas: int = LOTE) -> int:
    """Give up to `personas` people for whom `espera_algo` a digest of today; how many were asked.

    Once a day, from when digests leave until the office closes: a day nobody worked, or on which no
    worker did, is let go. Who has one today already reads there what waits, and whoever chose to be
    told of changes alone is not asked.
    """
    hoy = clock.today()
    if not queue.salida(hoy) <= clock.now() < calendario.vigente().cierre(hoy):
        return 0
    with transaction.atomic():
        mirados = list(_sin_mirar(hoy)[:personas])
        RondaResumen.objects.bulk_create(
            [RondaResumen(usuario=uno, dia=hoy) for uno in mirados],
            update_conflicts=True,
            unique_fields=["usuario"],
            update_fields=["dia"],
        )
        aparte = _con_uno_de_hoy(hoy) | _que_no_lo_quieren()
        _escribir([uno for uno in mirados if uno.pk not in aparte and espera_algo(uno)], hoy)
    return len(mirados)


def _sin_mirar(hoy: date) -> QuerySet[Usuario]:
    """Locked, as whoever takes a digest locks its person: a mail is under way, or it is not."""
    de_hoy = RondaResumen.objects.filter(usuario=OuterRef("pk"), dia=hoy)
    personas = Usuario.objects.que_entran().filter(~Exists(de_hoy)).exclude(email="")
    return personas.select_for_update(skip_locked=True, no_key=True).order_by("pk")


def _con_uno_de_hoy(hoy: date) -> set[int | None]:
    medianoche = datetime.combine(hoy, time(), Municipio.actual().zona)
    por_salir = Q(
        estado__in=(Entrega.Estado.PENDIENTE, Entrega.Estado.ENVIANDO),
        disponible_en__lte=clock.now(),
    )
    salidas = Q(estado=Entrega.Estado.ENTREGADA, entregada_en__gte=medianoche)
    suyas = Entrega.objects.filter(por_salir | salidas, medio=Medio.RESUMEN)
    return set(suyas.values_list("notificacion__usuario_id", flat=True))


def _que_no_lo_quieren() -> set[int | None]:
    return set(Preferencia.objects.filter(clase=RESUMEN).values_list("usuario_id", flat=True))


def _escribir(personas: Iterable[Usuario], hoy: date) -> None:
    """A row of the digest that tells nothing itself: what waits is read as the mail is written."""
    ahora = clock.now()
    notificaciones = Notificacion.objects.bulk_create(
        Notificacion(
            clase=RESUMEN, clave=f"{RESUMEN}:{hoy}:u{uno.pk}", usuario=uno, creado_en=ahora
        )
        for uno in personas
    )
    Entrega.objects.bulk_create(
        Entrega(notificacion=una, medio=Medio.RESUMEN, disponible_en=ahora)
        for una in notificaciones
    )
