"""Which kinds of notice can reach a person: by role, by what one is or may become to a case.

A kind that came once can come again, whatever stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core import access
from core.models import Participacion, Usuario
from notifiers.models import Notificacion
from notifiers.preferencias import elegibles
from workflows.plazos.models import ReglaAlerta

# Whoever only reads, or only runs the systems, is given nothing to do.
SIN_ENCARGOS = frozenset({"consulta", "administrador"})
ENCARGADO = frozenset(
    {
        *("S01R", "S03R", "S03D", "S04", "S05", "S07R", "S07P", "S07A", "S09", "S09T", "S09R"),
        *("S10F", "T01", "T01A", "T01C", "T01M", "T02", "T03", "T04", "T06", "T06P", "T07", "T08"),
        *("T08R", "M02A", "M02M", "M02", "M03", "M06R", "X02", "X04"),
    }
)
ESCRITOR = frozenset({"C03", "C03P"})
# By function, besides what the alert rules say.
POR_ROL: Mapping[str, frozenset[str]] = {
    "titular": frozenset({"S03", "M00", "C02", "titular"}),
    "jefe_agenda": frozenset({"S01", "S02", "S03", "S06R", "S07C", "S07I", "S10R"}) | ESCRITOR,
    "gerente_meta": frozenset({"M00"}) | ESCRITOR,
    "responsable_metas": frozenset({"M00", "M06"}) | ESCRITOR,
    "prensa": frozenset({"C01", "C02", "C05", "C06"}) | ESCRITOR,
    "funcionario": ESCRITOR,
    "contraparte": frozenset({"M00", "T09", "X02C", "X04"}),
    "administrador": frozenset({"C06", "ataque"}),
}
# The first letter of the kinds about a case of this class, for whoever takes part in one.
LETRAS = {"solicitud": "S", "compromiso": "T", "meta": "M", "meta_intermedia": "M", "pieza": "C"}
# What is about oneself, one's account and what one asks for.
DE_TODOS = frozenset(
    {
        *("X01", "X01S", "suplencia", "descarga", "importacion"),
        *("equipo", "acceso", "clave", "direccion"),
    }
)


def alcanza(user: Usuario) -> frozenset[str]:
    """The codes of the kinds that can reach this person, or somebody he stands in for."""
    quienes = access.identities(user)
    roles = frozenset(rol for uno in quienes for rol in uno.roles)
    return DE_TODOS | _por_rol(roles) | _por_reglas(roles) | _por_casos(quienes) | _ya_vistos(user)


def _por_rol(roles: frozenset[str]) -> frozenset[str]:
    suyos = frozenset[str]().union(*(POR_ROL.get(rol, frozenset()) for rol in roles))
    return suyos | ENCARGADO if roles - SIN_ENCARGOS else suyos


def _por_reglas(roles: frozenset[str]) -> frozenset[str]:
    reglas = ReglaAlerta.objects.filter(activa=True, roles__overlap=sorted(roles))
    return frozenset(reglas.values_list("codigo", flat=True))


def _por_casos(quienes: Iterable[Usuario]) -> frozenset[str]:
    clases = Participacion.objects.filter(usuario__in=quienes).values_list(
        "expediente__clase", flat=True
    )
    letras = {LETRAS.get(clase, "-") for clase in clases.distinct()}
    return frozenset(uno.codigo for uno in elegibles() if uno.codigo[0] in letras)


def _ya_vistos(user: Usuario) -> frozenset[str]:
    vistos = Notificacion.objects.filter(usuario=user)
    return frozenset(vistos.values_list("clase", flat=True).distinct())
