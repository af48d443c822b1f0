"""Pages of lists that stay where they are while rows are added: each says where the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import BaseModel, Field, create_model

from webui.api.problemas import Invalido

SAL = "api.cursor"
MAXIMO, USUAL = 100, 25
# By what a list is sorted; every order ends with what no two rows share.
ORDENES: dict[str, tuple[str, ...]] = {
    "-creado": ("-pk",),
    "creado": ("pk",),
    "cambio": ("actualizado_en", "pk"),
}
Limite = Annotated[int, Field(ge=1, le=MAXIMO, description=gettext_noop("Cuántos como mucho."))]
Cursor = Annotated[
    str | None,
    Field(max_length=300, description=gettext_noop("El «siguiente» de la página anterior.")),
]


class Pagina(BaseModel):
    """Which page of a list is asked for."""

    limite: Limite = USUAL
    cursor: Cursor = None


class PaginaDeCasos(Pagina):
    """The same of case files, which may be asked for in the order in which they change."""

    orden: Annotated[
        Literal["-creado", "creado", "cambio"],
        Field(
            description=gettext_noop(
                "-creado: los nuevos primero; cambio: según cambian, para sincronizar."
            )
        ),
    ] = "-creado"


def de(nombre: str, elemento: Any) -> Any:
    """The schema of a page of these."""
    siguiente = Field(description=gettext_noop("Con qué cursor sigue; null: no hay más."))
    campos: dict[str, Any] = {
        "elementos": (list[elemento], Field()),
        "siguiente": (str | None, siguiente),
    }
    return create_model(nombre, **campos)


def cortar(
    found: QuerySet[Any], pagina: Pagina, orden: Sequence[str]
) -> tuple[list[Any], str | None]:
    """The rows of a page, and the cursor of the next one; one row more is read to know of it."""
    campos = [campo.lstrip("-") for campo in orden]
    found = found.order_by(*orden)
    if pagina.cursor:
        found = found.filter(_despues(orden, _leer(pagina.cursor, orden)))
    filas = list(found[: pagina.limite + 1])
    if len(filas) <= pagina.limite:
        return filas, None
    ultima = filas[pagina.limite - 1]
    valores = [_escrito(getattr(ultima, campo)) for campo in campos]
    return filas[: pagina.limite], signing.dumps([list(orden), valores], salt=SAL)


def _despues(orden: Sequence[str], valores: Sequence[Any]) -> Q:
    """What comes after a row with these values: the first that differs decides."""
    condicion, iguales = Q(pk__in=[]), Q()
    for campo, valor in zip(orden, valores, strict=True):
        nombre = campo.lstrip("-")
        lado = "lt" if campo.startswith("-") else "gt"
        condicion |= iguales & Q(**{f"{nombre}__{lado}": valor})
        iguales &= Q(**{nombre: valor})
    return condicion


def _leer(cursor: str, orden: Sequence[str]) -> list[Any]:
    try:
        suyo, valores = signing.loads(cursor, salt=SAL)
    except signing.BadSignature:
        suyo, valores = None, []
    if suyo != list(orden):
        raise Invalido({"cursor": [_("Este cursor no es de esta lista.")]})
    return list(valores)


def _escrito(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, datetime) else valor
