"""`/metrics`: how the engine is, as Prometheus reads it.

Everything is measured in the database at the moment of asking: no process counts for itself, so it
does not matter which of them answers, or that one was started anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from core.models import IntentoRechazado
from ops.health import for_monitors, measure
from workflows.cruce import motor
from workflows.cruce.motor import Medida

Rows = Iterable[tuple[tuple[str, ...], float | None]]


class Engine:
    """Yields one measure of the engine as families of gauges; docs/watching.md tells them."""

    def __init__(self, medida: Medida) -> None:
        self._medida = medida

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield every family."""
        yield from self._queues()
        yield from self._routines()
        yield from self._rest()
        yield from self._rates()

    def _queues(self) -> Iterator[GaugeMetricFamily]:
        colas, labels = self._medida.colas, ("queue",)
        yield _gauge(
            "queue_waiting", "Rows that wait.", labels, (((c.nombre,), c.esperan) for c in colas)
        )
        yield _gauge(
            "queue_due",
            "Rows that should have been done by now.",
            labels,
            (((c.nombre,), c.debidas) for c in colas),
        )
        yield _gauge(
            "queue_oldest_due_seconds",
            "Age of the oldest row that should have been done; 0 if there is none.",
            labels,
            (((c.nombre,), c.espera_s or 0) for c in colas),
        )
        yield _gauge(
            "queue_abandoned",
            "Rows whose worker died or hung, not yet taken up again.",
            labels,
            (((c.nombre,), c.a_medias) for c in colas),
        )

    def _routines(self) -> Iterator[GaugeMetricFamily]:
        rutinas, labels = self._medida.rutinas, ("task",)
        yield _gauge(
            "task_last_success_seconds",
            "Seconds since a run of the task ended well.",
            labels,
            (((r.nombre,), r.bien_hace_s) for r in rutinas),
        )
        yield _gauge(
            "task_last_duration_seconds",
            "How long the last finished run took.",
            labels,
            (((r.nombre,), r.duro_s) for r in rutinas),
        )
        yield _gauge(
            "task_failed",
            "Whether the last finished run failed.",
            labels,
            (((r.nombre,), float(bool(r.error))) for r in rutinas),
        )

    def _rest(self) -> Iterator[GaugeMetricFamily]:
        medida = self._medida
        found = motor.problemas(medida, tarde=settings.MOTOR_TARDE_SEGUNDOS)
        yield _gauge(
            "engine_problems",
            "What is wrong, by how bad it is (docs/watching.md).",
            ("level",),
            (
                ((level,), sum(p.nivel == level for p in found))
                for level in (motor.MAL, motor.AVISO, motor.CUIDADO)
            ),
        )
        yield _gauge(
            "clock_beat_seconds",
            "Seconds since the clock last called and the broker took it.",
            (),
            [((), medida.latido_s)],
        )
        yield _gauge(
            "account_held",
            "Whether an account sends nothing now, by its state.",
            ("channel", "state"),
            (((c.canal, c.estado), float(_held(c))) for c in medida.cuentas),
        )
        yield _gauge(
            "brake_on",
            "Whether all posting is stopped.",
            (),
            [((), float(medida.freno is not None))],
        )
        yield _gauge(
            "mails_failed",
            "Mails that did not arrive and are not tried again.",
            (),
            [((), medida.entregas_fallidas)],
        )
        yield _gauge(
            "mails_retrying",
            "Mails that failed and will be tried again.",
            (),
            [((), medida.rebotes)],
        )
        yield _gauge(
            "publications",
            "Publications that are not where they should be, by state.",
            ("state",),
            (
                ((state,), medida.publicaciones.get(state, 0))
                for state in ("desconocida", "por_decidir", "fallida", "retenida")
            ),
        )

    def _rates(self) -> Iterator[GaugeMetricFamily]:
        rates: Mapping[str, Mapping[str, int]] = {
            "delivered": self._medida.entregadas,
            "published": self._medida.publicadas,
            "publication_failed": self._medida.intentos_fallidos,
            "task_failed": self._medida.vueltas_fallidas,
        }
        yield _gauge(
            "recent",
            "What was done, or failed, in the last hour and the last 24 hours.",
            ("what", "window"),
            (((what, window), n) for what, rate in rates.items() for window, n in rate.items()),
        )
        yield _gauge(
            "refused",
            "What was tried in vain at the doors in the last hour and the last 24 hours.",
            ("kind", "window"),
            (
                ((kind, window), self._medida.rechazados.get(kind, {}).get(window, 0))
                for kind in IntentoRechazado.Clase.values
                for window in ("1h", "24h")
            ),
        )


@for_monitors
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer how the engine is; 503 when the database does not answer."""
    try:
        medida = measure()
    except DatabaseError:
        return HttpResponse(status=503)
    registry = CollectorRegistry()
    registry.register(Engine(medida))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _held(cuenta: motor.Cuenta) -> bool:
    return cuenta.estado != "activa" or cuenta.retenida


def _gauge(name: str, says: str, labels: tuple[str, ...], rows: Rows) -> GaugeMetricFamily:
    """Make a family; what was never measured is left out of it."""
    family = GaugeMetricFamily(f"sigobito_{name}", says, labels=labels)
    for values, number in rows:
        if number is not None:
            family.add_metric(values, number)
    return family
