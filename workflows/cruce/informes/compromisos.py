"""Reports of what was promised and given to somebody: kept, late, moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from core import clock, faltas
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries.listas import ESTADOS, a_tiempo, por_luz
from workflows.cruce.informes.cuadro import Columna, Eje, Informe, Periodo, honesta
from workflows.cruce.informes.ejes import AREA, CRUCES, RESPONSABLE, de_persona, simple

TIPO = Eje(
    _("Por tipo"),
    "tipo",
    filtro=simple("tipo"),
    palabra=lambda tipo: str(Compromiso.Tipo(tipo).label),
)
PROGRAMADOR = de_persona(_("Por quien programó"), "programador")
REGISTRADO = ("desde", "hasta")
# Days late, from and to; the last has no end.
TRAMOS = {"semana": (1, 7), "mes": (8, 30), "trimestre": (31, 90), "mas": (91, None)}
NOMBRES = {
    "semana": _("Hasta 7 días"),
    "mes": _("De 8 a 30"),
    "trimestre": _("De 31 a 90"),
    "mas": _("Más de 90"),
}


def _cuantos(estado: str) -> Any:
    return lambda: Count("pk", filter=ESTADOS[estado]())


def _enviados(periodo: Periodo | None) -> QuerySet[Compromiso]:
    """Neither drafts nor what was deleted: nobody was given them."""
    enviados = Compromiso.objects.filter(ESTADOS["enviados"]())
    if periodo is None:
        return enviados
    return enviados.filter(faltas.entre_instantes("registrado_en", periodo.desde, periodo.hasta))


def _vencidos(_periodo: Periodo | None) -> QuerySet[Compromiso]:
    return Compromiso.objects.filter(por_luz("vencido"))


def _lapso(tramo: str) -> dict[str, Any]:
    """The dates of what is so many days late today."""
    desde, hasta = TRAMOS[tramo]
    lapso = {"hasta": clock.today() - timedelta(days=desde)}
    return lapso if hasta is None else lapso | {"desde": clock.today() - timedelta(days=hasta)}


def _tramo(tramo: str) -> Any:
    def cuenta() -> Count:
        lapso = _lapso(tramo)
        return Count("pk", filter=faltas.entre("fecha_vigente", lapso.get("desde"), lapso["hasta"]))

    return cuenta


def _del_tramo(tramo: str) -> Callable[[], dict[str, str]]:
    """The filters of what is so many days late, as its list takes them today."""

    def filtros() -> dict[str, str]:
        fechas = {f"vence_{cual}": dia.isoformat() for cual, dia in _lapso(tramo).items()}
        return {"luz": "vencido", **fechas}

    return filtros


VENCIDOS = Columna(
    _("Con la fecha pasada"), lambda: Count("pk", filter=por_luz("vencido")), {"luz": "vencido"}
)
CUMPLIDOS = Columna(_("Cumplidos"), _cuantos("cumplidos"), {"estado": "cumplidos"})
A_TIEMPO = Columna(_("A tiempo"), _cuantos("a_tiempo"), {"estado": "a_tiempo"})
A_DESTIEMPO = Columna(
    _("Tarde o en parte"),
    filtro={"estado": "a_destiempo"},
    tasa=lambda fila: (fila["cumplidos"] or 0) - (fila["a_tiempo"] or 0),
)

COMPROMISOS = Informe(
    clave="compromisos",
    titulo=_("Compromisos y tareas"),
    lead=_("Lo que se prometió o encargó en el periodo, y qué ha sido de ello hasta hoy."),
    como=_(
        "Cómo se cuenta: los cumplidos por completo a más tardar en su fecha, entre todos los "
        "cumplidos (también tarde o en parte) más los abiertos con la fecha pasada."
    ),
    lista="compromisos",
    ejes={
        **CRUCES,
        "tipo": TIPO,
        "responsable": RESPONSABLE,
        "programador": PROGRAMADOR,
        "area": AREA,
    },
    columnas={
        "prometidos": Columna(_("Registrados"), lambda: Count("pk"), {"estado": "enviados"}),
        "en_marcha": Columna(_("Sin cerrar"), _cuantos("en_marcha"), {"estado": "en_marcha"}),
        "vencidos": VENCIDOS,
        "cumplidos": CUMPLIDOS,
        "a_tiempo": A_TIEMPO,
        "a_destiempo": A_DESTIEMPO,
        "cancelados": Columna(
            _("Cancelados"),
            lambda: Count("pk", filter=Q(estado=states.CANCELADA)),
            {"estado": states.CANCELADA},
        ),
        "tasa": Columna(
            _("A tiempo (%)"), unidad="%", tasa=honesta("a_tiempo", "cumplidos", "vencidos")
        ),
    },
    casos=_enviados,
    dibuja=("a_tiempo", "a_destiempo", "vencidos"),
    fechas=REGISTRADO,
)
ATRASADOS = Informe(
    clave="atrasados",
    titulo=_("Tareas y compromisos atrasados"),
    lead=_("Lo que sigue abierto hoy con la fecha pasada, y desde hace cuántos días."),
    como="",
    lista="compromisos",
    ejes={
        "responsable": RESPONSABLE,
        "programador": PROGRAMADOR,
        "tipo": TIPO,
        "area": AREA,
        **CRUCES,
    },
    columnas={
        "vencidos": VENCIDOS,
        **{tramo: Columna(NOMBRES[tramo], _tramo(tramo), _del_tramo(tramo)) for tramo in TRAMOS},
    },
    casos=_vencidos,
    dibuja=tuple(TRAMOS),
)
REPROGRAMACIONES = Informe(
    clave="reprogramaciones",
    titulo=_("Fechas que se movieron"),
    lead=_("De lo que se registró en el periodo: a cuánto se le movió la fecha, y por cuánto."),
    como=_(
        "Cómo se cuenta: los días son calendario, de la fecha prometida primero a la que vale hoy. "
        "Según la primera: los cumplidos a más tardar en la fecha que se prometió primero."
    ),
    lista="compromisos",
    ejes={
        "responsable": RESPONSABLE,
        "programador": PROGRAMADOR,
        "tipo": TIPO,
        "area": AREA,
        **CRUCES,
    },
    columnas={
        "prometidos": Columna(_("Registrados"), lambda: Count("pk"), {"estado": "enviados"}),
        "movidos": Columna(
            _("Se movieron"),
            lambda: Count("pk", filter=Q(reprogramaciones__gt=0)),
            {"estado": "enviados", "movidos": "on"},
        ),
        "veces": Columna(_("Veces en total"), lambda: Sum("reprogramaciones", default=0)),
        "dias": Columna(
            _("Días en total"),
            lambda: Sum(
                F("fecha_vigente") - F("fecha_compromiso_original"),
                filter=Q(reprogramaciones__gt=0),
            ),
            unidad="dias",
        ),
        "cumplidos": CUMPLIDOS,
        "a_tiempo": A_TIEMPO,
        "a_tiempo_original": Columna(
            _("A tiempo según la primera"),
            lambda: Count("pk", filter=a_tiempo("fecha_compromiso_original")),
        ),
    },
    casos=_enviados,
    dibuja=("prometidos", "movidos"),
    fechas=REGISTRADO,
    apiladas=False,
    ordena="movidos",
)
