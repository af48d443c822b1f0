"""What the common screens need to know of metas and metas intermedias."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Usuario
from webui.components.formas import Dato
from webui.metas.forms import (
    PASOS_META,
    IndicadorForm,
    MedirForm,
    MetaEditarForm,
    MetaForm,
    MetasFiltro,
)
from webui.metas.forms_intermedias import (
    PASOS_INTERMEDIA,
    IntermediaEditarForm,
    IntermediaNuevaForm,
    IntermediasFiltro,
)
from webui.pantallas import Acto, Pantalla, registrar
from workflows.metas import queries
from workflows.metas.actions import indicadores, intermedias, metas
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


def crear_meta(user: Usuario, _caso: None, datos: dict[str, Any]) -> Meta:
    """Propose a meta."""
    return metas.crear(actor=user, **datos)


def de_quien_propone(user: Usuario, _pedido: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever proposes one follows it, until somebody says otherwise."""
    return {"responsable_institucional": user}


def editar_meta(user: Usuario, meta: Meta, datos: dict[str, Any]) -> Meta:
    """Change what a meta says of itself."""
    cruces = {name: datos.pop(name) for name in ("actores", "temas", "lugares")}
    version = datos.pop("version")
    return metas.editar(meta_id=meta.pk, actor=user, version=version, cambios=datos, **cruces)


def definir_indicador(user: Usuario, meta: Meta, datos: dict[str, Any]) -> Meta:
    """Say by which number the meta is judged."""
    return indicadores.definir(meta_id=meta.pk, actor=user, **datos)


def medir_indicador(user: Usuario, meta: Meta, datos: dict[str, Any]) -> Meta:
    """Write down a new value of the indicator."""
    return indicadores.medir(meta_id=meta.pk, actor=user, **datos)


def agregar_intermedia(user: Usuario, meta: Meta, datos: dict[str, Any]) -> MetaIntermedia:
    """Add a milestone to the plan of a meta."""
    return intermedias.crear(meta_id=meta.pk, actor=user, **datos)


def editar_intermedia(user: Usuario, mi: MetaIntermedia, datos: dict[str, Any]) -> MetaIntermedia:
    """Change a milestone."""
    lugares, version = datos.pop("lugares"), datos.pop("version")
    return intermedias.editar(
        mi_id=mi.pk, actor=user, version=version, lugares=lugares, cambios=datos
    )


META_ALTA = Acto(gettext_lazy("Nueva meta"), "crear", MetaForm, crear_meta, de_quien_propone)
META_EDICION = Acto(gettext_lazy("Editar"), "editar", MetaEditarForm, editar_meta)
INDICADOR = Acto(gettext_lazy("Indicador de la meta"), "editar", IndicadorForm, definir_indicador)
MEDIR = Acto(gettext_lazy("Valor del indicador"), "medir", MedirForm, medir_indicador)
INTERMEDIA_ALTA = Acto(
    gettext_lazy("Nueva meta intermedia"),
    "agregar_intermedia",
    IntermediaNuevaForm,
    agregar_intermedia,
    da=MetaIntermedia,
)
INTERMEDIA_EDICION = Acto(gettext_lazy("Editar"), "editar", IntermediaEditarForm, editar_intermedia)

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
        lista=queries.lista,
        filtro=MetasFiltro,
        alta=META_ALTA,
        edicion=META_EDICION,
        actos={"indicador": INDICADOR, "medir": MEDIR, "intermedias": INTERMEDIA_ALTA},
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
        lista=queries.partes,
        filtro=IntermediasFiltro,
        edicion=INTERMEDIA_EDICION,
        tonos={"cumplida": "bien", "reportada": "cuidado"},
    )
)
