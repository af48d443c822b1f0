"""What the common screens need to know of metas and metas intermedias."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from webui.components.formas import Dato
from webui.metas.forms import PASOS_INTERMEDIA, PASOS_META, MetasFiltro
from webui.pantallas import Pantalla, registrar
from workflows.metas import queries
from workflows.metas.actions import intermedias, metas
from workflows.metas.queries import Meta, MetaIntermedia


def datos_de_meta(meta: Meta) -> list[Dato]:
    """The facts of a meta; what was left empty is left out."""
    lineas = [
        Dato(_("Gerente"), meta.gerente),
        Dato(_("Suplente"), meta.suplente),
        Dato(_("Responsable institucional"), meta.responsable_institucional),
        Dato(_("Dependencia"), meta.dependencia),
        Dato(_("Empieza"), meta.inicio),
        Dato(_("Termina"), meta.fin_vigente),
        Dato(_("Línea base"), meta.fin_linea_base),
        Dato(_("Personas beneficiadas"), meta.beneficiarios),
        Dato(_("Presupuesto"), meta.presupuesto and _dinero(meta.presupuesto)),
        Dato(_("Reserva"), meta.get_nivel_reserva_display()),
    ]
    return [linea for linea in lineas if linea.valor]


def _dinero(cuanto: Decimal) -> str:
    return str(number_format(cuanto, decimal_pos=2, force_grouping=True))


def datos_de_intermedia(mi: MetaIntermedia) -> list[Dato]:
    """The facts of a meta intermedia."""
    lineas = [
        Dato(_("Meta"), mi.meta.titulo, META.url(mi.meta.codigo)),
        Dato(_("Responsable"), mi.responsable),
        Dato(_("Fecha comprometida"), mi.fecha_vigente),
        Dato(_("Línea base"), mi.fecha_linea_base),
        Dato(_("Peso"), f"{mi.peso} %"),
        Dato(_("Avance"), f"{mi.porcentaje} %"),
        Dato(_("Ruta crítica"), _("Sí") if mi.ruta_critica else _("No")),
        Dato(_("Tipo"), mi.get_tipo_display()),
        Dato(_("Entregable"), mi.entregable),
    ]
    return [linea for linea in lineas if linea.valor]


META = registrar(
    Pantalla(
        modelo=Meta,
        nombre="metas",
        titulo=gettext_lazy("Metas"),
        icono="target-arrow",
        id_de="meta_id",
        traer=queries.una,
        luz=queries.luz,
        datos=datos_de_meta,
        pasos=PASOS_META,
        adjuntar=metas.adjuntar,
        filtro=MetasFiltro,
        lista=queries.lista,
        tonos={
            "en_ejecucion": "activo",
            "aprobada": "bien",
            "en_revision": "cuidado",
        },
    )
)

INTERMEDIA = registrar(
    Pantalla(
        modelo=MetaIntermedia,
        nombre="intermedias",
        titulo=gettext_lazy("Metas intermedias"),
        icono="flag",
        id_de="mi_id",
        traer=queries.intermedia,
        luz=queries.luz_intermedia,
        datos=datos_de_intermedia,
        pasos=PASOS_INTERMEDIA,
        adjuntar=intermedias.adjuntar,
        tonos={"cumplida": "bien", "reportada": "cuidado"},
    )
)
