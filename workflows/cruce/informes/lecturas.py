"""The report of who read what is reserved without taking part in it (X04)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from core import faltas
from core.models import LecturaReservada, Usuario
from workflows.cruce import lecturas
from workflows.cruce.informes.cuadro import Columna, Eje, Informe, Pedido, Periodo
from workflows.cruce.informes.ejes import por_mes, simple

Modo = LecturaReservada.Modo
FECHAS = ("desde", "hasta")


def _del_periodo(periodo: Periodo | None) -> QuerySet[LecturaReservada]:
    desde, hasta = (periodo.desde, periodo.hasta) if periodo else (None, None)
    return LecturaReservada.objects.filter(faltas.entre_instantes("momento", desde, hasta))


def _las_que_ve(
    leidas: QuerySet[LecturaReservada], user: Usuario, _pedido: Pedido
) -> QuerySet[LecturaReservada]:
    return leidas if lecturas.vigila(user) else leidas.none()


def _de(modo: str) -> Any:
    return lambda: Count("pk", filter=Q(modo=modo))


LECTURAS = Informe(
    clave="lecturas",
    titulo=_("Lecturas reservadas"),
    lead=_("Quién abrió o exportó asuntos privados o confidenciales sin participar en ellos."),
    como=_(
        "Cómo se cuenta: una vez al día por persona, asunto y manera. De cada asunto se dice el "
        "código y nada más."
    ),
    lista="lecturas",
    ejes={
        "lector": Eje(_("Por quien leyó"), "lector", "lector__nombre", simple("lector")),
        "asunto": Eje(
            _("Por asunto"), "expediente__codigo", "expediente__codigo", simple("asunto")
        ),
        "mes": por_mes(TruncMonth("dia"), *FECHAS),
    },
    columnas={
        "lecturas": Columna(_("Lecturas"), lambda: Count("pk"), {}),
        "abiertos": Columna(_("Lo abrió"), _de(Modo.PAGINA), {"modo": Modo.PAGINA.value}),
        "exportados": Columna(
            _("Lo exportó"), _de(Modo.EXPORTACION), {"modo": Modo.EXPORTACION.value}
        ),
    },
    casos=_del_periodo,
    alcance=_las_que_ve,
    quien=lecturas.vigila,
    dibuja=("abiertos", "exportados"),
    fechas=FECHAS,
    cruza=False,
)
