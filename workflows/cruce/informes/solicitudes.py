"""Reports of requests: what came in, how long an answer took, what the law asks, what waits."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.translation import gettext_lazy as _

from core import faltas
from core.models import Municipio
from workflows.cruce.informes.cuadro import Columna, Eje, Informe, Percentil, Periodo, honesta
from workflows.cruce.informes.ejes import AREA, CRUCES, RESPONSABLE, por_mes, simple
from workflows.solicitudes import recortes, states
from workflows.solicitudes.models import Solicitud

TIPO = Eje(_("Por tipo"), "tipo", "tipo__nombre", simple("tipo"))
CANAL = Eje(
    _("Por cómo llegó"),
    "canal",
    filtro=simple("canal"),
    palabra=lambda canal: str(Solicitud.Canal(canal).label),
)
RECIBIDA = ("desde", "hasta")
RESPONDIDA = ("respondida_desde", "respondida_hasta")


def _cuantas(condicion: Any) -> Any:
    return lambda: Count("pk", filter=condicion())


def _todas() -> Count:
    return Count("pk")


VENCIDAS = Columna(_("Fuera de plazo"), _cuantas(recortes.vencida), {"luz": "atrasado"})
# Counted last: what was late is few, and found by an index.
A_TIEMPO = Columna(
    _("A tiempo"),
    filtro={"estado": "respondidas_a_tiempo"},
    tasa=lambda fila: (fila["respondidas"] or 0) - (fila["tarde"] or 0),
)
TARDE = Columna(
    _("Tarde"),
    _cuantas(recortes.RESPONDIDAS["respondidas_tarde"]),
    {"estado": "respondidas_tarde"},
)
RESPONDIDAS = Columna(
    _("Respondidas"), _cuantas(recortes.RESPONDIDAS["respondidas"]), {"estado": "respondidas"}
)
TASA = Columna(_("A tiempo (%)"), unidad="%", tasa=honesta("a_tiempo", "respondidas", "vencidas"))
COMO_LA_TASA = _(
    "Cómo se cuenta: las respondidas dentro del plazo legal, entre todas las respondidas más las "
    "que siguen abiertas con el plazo pasado."
)


def _recibidas(periodo: Periodo | None) -> QuerySet[Solicitud]:
    todas = Solicitud.objects.all()
    if periodo is None:
        return todas
    return todas.filter(faltas.entre("fecha_recepcion", periodo.desde, periodo.hasta))


def _respondidas_o_vencidas(periodo: Periodo | None) -> QuerySet[Solicitud]:
    """What was answered in the period; what is overdue now counts against it, whenever it came."""
    desde, hasta = (periodo.desde, periodo.hasta) if periodo else (None, None)
    respondida = Q(estado=states.CERRADA) & faltas.entre_instantes("respondida_en", desde, hasta)
    return Solicitud.objects.filter(respondida | recortes.vencida())


def _de_ley(periodo: Periodo | None) -> QuerySet[Solicitud]:
    return _recibidas(periodo).filter(tipo__dias_legales__gt=0)


def _por_decidir(_periodo: Periodo | None) -> QuerySet[Solicitud]:
    return Solicitud.objects.filter(estado=states.EN_DECISION)


def _tardaron(parte: float) -> Any:
    """Calendar days from the one it was received on to that of its answer."""

    def cuenta() -> Percentil:
        dia = TruncDate("respondida_en", tzinfo=Municipio.actual().zona)
        return Percentil(dia - F("fecha_recepcion"), parte=parte, filter=Q(estado=states.CERRADA))

    return cuenta


RECIBIDAS = Informe(
    clave="solicitudes",
    titulo=_("Solicitudes recibidas"),
    lead=_("Las que se recibieron en el periodo, y qué ha sido de ellas hasta hoy."),
    como=COMO_LA_TASA,
    lista="solicitudes",
    ejes={
        "tipo": TIPO,
        "canal": CANAL,
        **CRUCES,
        "responsable": RESPONSABLE,
        "area": AREA,
        "mes": por_mes(TruncMonth("fecha_recepcion"), *RECIBIDA),
    },
    columnas={
        "recibidas": Columna(_("Recibidas"), _todas, {}),
        "abiertas": Columna(_("Sin cerrar"), _cuantas(recortes.abierta), {"estado": "abiertas"}),
        "vencidas": VENCIDAS,
        "respondidas": RESPONDIDAS,
        "tarde": TARDE,
        "a_tiempo": A_TIEMPO,
        "tasa": TASA,
    },
    casos=_recibidas,
    dibuja=("a_tiempo", "tarde", "vencidas"),
    fechas=RECIBIDA,
)
TIEMPOS = Informe(
    clave="tiempos",
    titulo=_("Tiempos de respuesta"),
    lead=_("Cuántos días pasaron desde que se recibió cada solicitud hasta que se respondió."),
    como=_(
        "Cómo se cuenta: días calendario de las respondidas en el periodo. La mitad tardó eso o "
        "menos; nueve de cada diez, también eso o menos. Las abiertas con el plazo pasado cuentan "
        "contra la tasa, sin importar cuándo llegaron."
    ),
    lista="solicitudes",
    ejes={"tipo": TIPO, "responsable": RESPONSABLE, "area": AREA, "canal": CANAL, **CRUCES},
    columnas={
        "respondidas": RESPONDIDAS,
        "mediana": Columna(_("La mitad (días)"), _tardaron(0.5), unidad="dias", suma=False),
        "nueve": Columna(_("Nueve de diez (días)"), _tardaron(0.9), unidad="dias", suma=False),
        "tarde": TARDE,
        "a_tiempo": A_TIEMPO,
        "vencidas": Columna(VENCIDAS.titulo, VENCIDAS.cuenta, VENCIDAS.filtro, fechada=False),
        "tasa": TASA,
    },
    casos=_respondidas_o_vencidas,
    dibuja=("mediana", "nueve"),
    fechas=RESPONDIDA,
    apiladas=False,
)
LEY = Informe(
    clave="ley",
    titulo=_("Peticiones según la ley"),
    lead=_("Las recibidas en el periodo a las que la ley da un plazo, y cómo se cumplió."),
    como=COMO_LA_TASA,
    lista="solicitudes",
    ejes={"tipo": TIPO},
    columnas={
        "recibidas": Columna(_("Recibidas"), _todas, {}),
        "respondidas": RESPONDIDAS,
        "tarde": TARDE,
        "a_tiempo": A_TIEMPO,
        "vencidas": VENCIDAS,
        "detenidas": Columna(
            _("Esperan información"),
            lambda: Count("pk", filter=Q(estado=states.REQUIERE_INFORMACION)),
            {"estado": states.REQUIERE_INFORMACION},
        ),
        "derivadas": Columna(
            _("Derivadas"),
            lambda: Count("pk", filter=Q(estado=states.DERIVADA)),
            {"estado": states.DERIVADA},
        ),
        "desistidas": Columna(
            _("Desistidas"),
            lambda: Count("pk", filter=Q(estado=states.DESISTIDA)),
            {"estado": states.DESISTIDA},
        ),
        "tasa": TASA,
    },
    casos=_de_ley,
    dibuja=("a_tiempo", "tarde", "vencidas"),
    fechas=RECIBIDA,
    suma_enlaza=False,
)
DECISIONES = Informe(
    clave="decisiones",
    titulo=_("Decisiones pendientes"),
    lead=_("Lo que espera hoy una decisión del titular, o de quien puede tomarla."),
    como="",
    lista="solicitudes",
    ejes={"tipo": TIPO, "responsable": RESPONSABLE, **CRUCES, "canal": CANAL},
    columnas={
        "por_decidir": Columna(_("Por decidir"), _todas, {"estado": states.EN_DECISION}),
        "vencidas": Columna(
            _("Fuera de plazo"),
            _cuantas(recortes.vencida),
            {"estado": states.EN_DECISION, "luz": "atrasado"},
        ),
    },
    casos=_por_decidir,
    dibuja=("por_decidir", "vencidas"),
    apiladas=False,
)
