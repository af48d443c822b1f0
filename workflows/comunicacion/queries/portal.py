"""What the public reads: the frozen text of what is published, never the piece being written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from channels.models import Publicacion
from channels.registry import WEB
from core import miniaturas
from core.miniaturas import Medida
from core.models import Adjunto
from workflows.comunicacion import redaccion
from workflows.comunicacion.models import Pieza

Estado = Publicacion.Estado
POR_PAGINA = 20


@dataclass(frozen=True, slots=True)
class Noticia:
    """A page of the portal. Of a withdrawn one only `token`, `publicada_en` and `nota` remain.

    `corregida_en`: when the version that is shown took the place of the first.
    """

    token: str
    publicada_en: datetime
    titulo: str = ""
    resumen: str = ""
    html: str = ""
    imagen: Adjunto | None = None
    alt: str = ""
    corregida_en: datetime | None = None
    retirada_en: datetime | None = None
    nota: str = ""

    @property
    def retirada(self) -> bool:
        """It stands no more; its note does."""
        return self.retirada_en is not None

    @property
    def foto(self) -> Medida | None:
        """How large its picture is on its own page, in pixels."""
        return miniaturas.medida(self.imagen, miniaturas.PAGINA) if self.imagen else None

    @property
    def miniatura(self) -> Medida | None:
        """How large it is on a card."""
        return miniaturas.medida(self.imagen, miniaturas.TARJETA) if self.imagen else None


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page of a list, counted from 1."""

    noticias: list[Noticia]
    numero: int
    paginas: int


def noticias(pagina: int = 1, por_pagina: int = POR_PAGINA) -> Pagina:
    """What is published, the newest first. A page beyond the last is the last."""
    cuantas = _publicadas().values("expediente").distinct().count()
    paginas = max(math.ceil(cuantas / por_pagina), 1)
    numero = min(max(pagina, 1), paginas)
    desde = (numero - 1) * por_pagina
    return Pagina(_de_la_lista(desde, desde + por_pagina), numero, paginas)


def recientes(cuantas: int) -> list[Noticia]:
    """The newest so many; how many there are besides is not counted."""
    return _de_la_lista(0, cuantas)


def noticia(token: str) -> Noticia | None:
    """The page at `/p/<token>`, or the note in its place; None if it never stood there."""
    suyas = _con_todo(Publicacion.objects.filter(canal=WEB, remote_id=token))
    fila = suyas.filter(estado__in=[Estado.PUBLICADA, Estado.RETIRADA]).order_by("-pk").first()
    if fila is None:
        return None
    return _noticia(fila) if fila.estado == Estado.PUBLICADA else _nota(fila)


def _de_la_lista(desde: int, hasta: int) -> list[Noticia]:
    filas = _con_todo(_a_la_vista()).order_by("-publicada_en", "-pk")[desde:hasta]
    return [_noticia(fila) for fila in filas]


def _publicadas() -> QuerySet[Publicacion]:
    """Every version that stands on the portal, those that a later one took the place of, too."""
    return Publicacion.objects.filter(canal=WEB, estado=Estado.PUBLICADA)


def _a_la_vista() -> QuerySet[Publicacion]:
    """The last version of each."""
    posterior = _publicadas().filter(expediente=OuterRef("expediente"), pk__gt=OuterRef("pk"))
    return _publicadas().filter(~Exists(posterior))


def _con_todo(found: QuerySet[Publicacion]) -> QuerySet[Publicacion]:
    primera = (
        Publicacion.objects.filter(
            canal=WEB, expediente=OuterRef("expediente"), publicada_en__isnull=False
        )
        .order_by()
        .values("expediente")
        .annotate(primera=Min("publicada_en"))
        .values("primera")
    )
    return found.select_related("imagen").annotate(
        primera=Coalesce(Subquery(primera), "publicada_en")
    )


def _noticia(fila: Publicacion) -> Noticia:
    pagina, primera = fila.post["texto"], _primera(fila)
    return Noticia(
        token=fila.remote_id,
        publicada_en=primera,
        titulo=fila.post["titulo"],
        resumen=redaccion.resumen(pagina),
        html=pagina,
        imagen=fila.imagen,
        alt=fila.post["alt"],
        corregida_en=fila.publicada_en if fila.publicada_en != primera else None,
    )


def _nota(fila: Publicacion) -> Noticia:
    pieza = Pieza.objects.only("nota_publica").get(pk=fila.expediente_id)
    return Noticia(
        token=fila.remote_id,
        publicada_en=_primera(fila),
        retirada_en=fila.retirada_en,
        nota=pieza.nota_publica,
    )


def _primera(fila: Any) -> datetime:
    """When it first stood on the portal, as every query here annotates."""
    primera: datetime = fila.primera
    return primera
