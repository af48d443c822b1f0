"""What is followed up: what happened below, or to a mail, that a solicitud does not know of yet.

Each read yields only what is still to be done, so that a second look, or a second worker, finds
nothing. What was told stands in the history: it counts as told even if nobody was there to hear.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from core.models import Historial, Vinculo
from notifiers.models import Entrega, Notificacion
from workflows.compromisos import states as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Aviso
from workflows.plazos.states import ABIERTO
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud

LOTE = 200
# The mails that leave the house: to the applicant, and the letter to an institution.
AFUERA = (
    "S01",
    states.RECORDATORIO,
    states.NOVEDAD,
    states.CARTA_DE_TRASLADO,
    states.TRASLADADA,
    states.DELEGADA_EN,
    states.PIN,
    states.RESPUESTA,
)


def por_atender() -> list[tuple[int, str, str]]:
    """(id, code, code of what answered it) of accepted ones whose compromisos are done."""
    en_parte = Compromiso.objects.filter(
        vinculos_desde__de=OuterRef("de_id"),
        vinculos_desde__clase=Vinculo.Clase.RESPONDE,
        estado=compromisos.CUMPLIDA_PARCIAL,
        cerrado_en__gte=OuterRef("de__solicitud__decidida_en"),
    )
    # What stayed undone is done only by what was commissioned after it was known.
    cumplido = (
        Vinculo.objects.filter(
            de_id=OuterRef("pk"),
            clase=Vinculo.Clase.RESPONDE,
            a__compromiso__estado=compromisos.CUMPLIDA,
            a__compromiso__cerrado_en__gte=OuterRef("decidida_en"),
        )
        .exclude(Exists(en_parte.filter(cerrado_en__gt=OuterRef("a__creado_en"))))
        .order_by("-a__compromiso__cerrado_en")
    )
    en_curso = Compromiso.objects.filter(
        vinculos_desde__de=OuterRef("pk"),
        vinculos_desde__clase=Vinculo.Clase.RESPONDE,
        estado__in=compromisos.ABIERTOS,
    )
    return list(
        Solicitud.objects.filter(~Exists(en_curso), estado__in=states.POR_HACER)
        .annotate(cumplido=Subquery(cumplido.values("a__codigo")[:1]))
        .filter(cumplido__isnull=False)
        .order_by("pk")
        .values_list("pk", "codigo", "cumplido")[:LOTE]
    )


def respuestas_de_unidades() -> QuerySet[Vinculo]:
    """Threads from a request handed to a unit to the tarea in which the unit answered."""
    hechas = _respuestas().filter(
        de__solicitud__estado=states.DERIVADA,
        a__creado_en__gte=F("de__solicitud__decidida_en"),
        a__compromiso__estado__in=compromisos.CUMPLIDOS,
    )
    return hechas.filter(~_contado("respondio_la_unidad", "a__compromiso__cerrado_en"))


def encargos_cancelados() -> QuerySet[Vinculo]:
    """Threads from a request to what would answer it and was cancelled."""
    cancelados = _respuestas().filter(
        de__solicitud__estado__in=states.CON_ENCARGO,
        a__compromiso__estado=compromisos.CANCELADA,
        a__compromiso__cerrado_en__gte=F("de__solicitud__decidida_en"),
    )
    return cancelados.filter(~_contado("encargo_cancelado", "a__compromiso__cerrado_en"))


def encargos_en_parte() -> QuerySet[Vinculo]:
    """Threads from an accepted request to what would answer it and was fulfilled in part."""
    en_parte = _respuestas().filter(
        de__solicitud__estado__in=(*states.POR_HACER, states.PROGRAMADA),
        a__compromiso__estado=compromisos.CUMPLIDA_PARCIAL,
        a__compromiso__cerrado_en__gte=F("de__solicitud__decidida_en"),
    )
    return en_parte.filter(~_contado("encargo_en_parte", "a__compromiso__cerrado_en"))


def encargos_reabiertos() -> QuerySet[Vinculo]:
    """Threads from a request that is attended to, or answered, to what was reopened below it."""
    reaperturas = Historial.objects.filter(expediente_id=OuterRef("a_id"), verbo="reabrir")
    reabiertos = _respuestas().filter(
        Q(
            de__solicitud__estado__in=(states.ATENDIDA, states.CERRADA),
            de__solicitud__decision__in=queries.SE_ATIENDE,
        )
        | ~Q(de__solicitud__respuesta_derivada=""),
        a__compromiso__estado__in=compromisos.ABIERTOS,
    )
    return (
        reabiertos.annotate(reabierto_en=Subquery(reaperturas.values("momento")[:1]))
        .filter(reabierto_en__isnull=False)
        .filter(~_contado("encargo_reabierto", "reabierto_en"))
    )


def correos_devueltos() -> QuerySet[Entrega]:
    """Mails to an applicant, or an institution, that did not arrive and will not be tried again."""
    contado = Historial.objects.alias(entrega=KT("datos__entrega")).filter(
        expediente_id=OuterRef("notificacion__expediente_id"),
        verbo="correo_devuelto",
        entrega=Cast(OuterRef("pk"), TextField()),
    )
    return (
        Entrega.objects.filter(
            ~Exists(contado),
            Q(notificacion__expediente__clase=Solicitud.CLASE),
            estado=Entrega.Estado.FALLIDA,
            notificacion__actor__isnull=False,
            notificacion__clase__in=AFUERA,
        )
        .select_related("notificacion__expediente")
        .order_by("pk")
    )


def recordatorios_por_dar() -> QuerySet[Aviso]:
    """Reminders that what is missing must come soon, of which only the office was told (S06)."""
    dado = Notificacion.objects.filter(
        expediente_id=OuterRef("plazo__expediente_id"),
        clase=states.RECORDATORIO,
        actor__isnull=False,
        creado_en__gte=OuterRef("creado_en"),
    )
    return (
        Aviso.objects.filter(
            ~Exists(dado),
            plazo__clase=states.COMPLETAR,
            plazo__estado=ABIERTO,
            regla__codigo=states.RECORDATORIO,
        )
        .exclude(plazo__expediente__solicitud__solicitante__email="")
        .select_related("plazo")
        .order_by("pk")
    )


def _respuestas() -> QuerySet[Vinculo]:
    """Threads from a request to what answers it."""
    return (
        Vinculo.objects.filter(clase=Vinculo.Clase.RESPONDE)
        .select_related("de", "a")
        .order_by("pk")
    )


def _contado(verbo: str, desde: str) -> Exists:
    """The history of the request tells it already, of the same encargo and since `desde`."""
    return Exists(
        Historial.objects.alias(compromiso=KT("datos__compromiso")).filter(
            expediente_id=OuterRef("de_id"),
            verbo=verbo,
            compromiso=OuterRef("a__codigo"),
            momento__gte=OuterRef(desde),
        )
    )
