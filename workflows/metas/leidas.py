"""A meta and its parts as far as the colour of a light looks at them.

Plain rows: of hundreds of metas at once the models would cost ten times what is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from workflows.metas import states

DE_LA_META = ("pk", "estado", "iniciada_en", "actualizada_en")
DE_LA_PARTE = (
    "titulo",
    "estado",
    "peso",
    "peso_linea_base",
    "porcentaje",
    "fecha_vigente",
    "fecha_linea_base",
    "ruta_critica",
)


@dataclass(slots=True)
class ParteLeida:
    """The columns of a `MetaIntermedia` that were read, in the order of `DE_LA_PARTE`."""

    titulo: str
    estado: str
    peso: int
    peso_linea_base: int
    porcentaje: int
    fecha_vigente: date | None
    fecha_linea_base: date | None
    ruta_critica: bool

    @property
    def avance(self) -> int:
        """As `MetaIntermedia.avance`."""
        return states.avance_contado(self.estado, self.porcentaje)


@dataclass(slots=True)
class MetaLeida:
    """The columns of a `Meta` that were read, in the order of `DE_LA_META`, and its parts."""

    pk: int
    estado: str
    iniciada_en: datetime | None
    actualizada_en: datetime | None
    partes: list[ParteLeida] = field(default_factory=list)

    def vivas(self) -> list[ParteLeida]:
        """Its parts; those taken out of the plan were not read."""
        return self.partes
