"""Which column is which field: proposed by what people call them, remembered by the heading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import clock
from workflows.traslados.entrada.celdas import llano
from workflows.traslados.entrada.cosas import Cosa
from workflows.traslados.models import Mapeo


@dataclass(frozen=True, slots=True)
class Mapa:
    """Column -> field; what a field holds where its cell is empty; where the sheet comes from."""

    columnas: Mapping[str, str]
    fijos: Mapping[str, str] = field(default_factory=dict)
    fuente: str = ""


def proponer(cosa: Cosa, cabeceras: Sequence[str], fuente: str = "") -> Mapa:
    """As the same heading was understood the last time; else by names and synonyms."""
    recordado = Mapeo.objects.filter(cosa=cosa.nombre, huella=huella(cabeceras)).first()
    if recordado:
        conocidos = {campo.nombre for campo in cosa.campos}
        columnas = {c: f for c, f in recordado.mapa.items() if f in conocidos and c in cabeceras}
        return Mapa(columnas, recordado.fijos, recordado.fuente)
    return Mapa(_por_nombre(cosa, cabeceras), {}, fuente)


def recordar(cosa: Cosa, cabeceras: Sequence[str], mapa: Mapa) -> None:
    """Propose this the next time the same heading comes."""
    Mapeo.objects.update_or_create(
        cosa=cosa.nombre,
        huella=huella(cabeceras),
        defaults={
            "mapa": dict(mapa.columnas),
            "fijos": dict(mapa.fijos),
            "fuente": mapa.fuente,
            "usado_en": clock.now(),
        },
    )


def revisar(cosa: Cosa, cabeceras: Sequence[str], mapa: Mapa) -> None:
    """Raises `ValidationError` if a column or a field is unknown, said twice, or missing."""
    conocidos = {campo.nombre: campo for campo in cosa.campos}
    usados: dict[str, list[str]] = {}
    for columna, nombre in mapa.columnas.items():
        if columna not in cabeceras:
            raise ValidationError(_("No hay una columna «%(c)s».") % {"c": columna})
        _exigir_campo(conocidos, nombre)
        usados.setdefault(nombre, []).append(columna)
    for nombre in mapa.fijos:
        _exigir_campo(conocidos, nombre)
    for nombre, columnas in usados.items():
        if len(columnas) > 1 and not conocidos[nombre].junta:
            raise ValidationError(
                _("Varias columnas dicen «%(campo)s»: elija una.")
                % {"campo": conocidos[nombre].titulo}
            )
    for campo in cosa.campos:
        if campo.obligatorio and campo.nombre not in {*usados, *mapa.fijos}:
            raise ValidationError(
                _("Diga qué columna es «%(campo)s», o escriba un valor para todas las filas.")
                % {"campo": campo.titulo}
            )


def huella(cabeceras: Sequence[str]) -> str:
    """The same for headings that differ in case, accents or blanks only."""
    return hashlib.sha256("\n".join(llano(una) for una in cabeceras).encode()).hexdigest()


def _por_nombre(cosa: Cosa, cabeceras: Sequence[str]) -> dict[str, str]:
    """Each field to the first column that is called as it is; a field's own name comes first."""
    libres = {llano(columna.replace("_", " ")): columna for columna in reversed(cabeceras)}
    hallados: dict[str, str] = {}
    for propio in (True, False):
        for campo in cosa.campos:
            if campo.nombre in hallados.values():
                continue
            llamado = campo.propios() if propio else campo.nombres()
            if found := next((c for c in libres if c in llamado), None):
                hallados[libres.pop(found)] = campo.nombre
    return {columna: hallados[columna] for columna in cabeceras if columna in hallados}


def _exigir_campo(conocidos: Mapping[str, object], nombre: str) -> None:
    if nombre not in conocidos:
        raise ValidationError(
            _("No hay un campo «%(campo)s». Los hay: %(campos)s.")
            % {"campo": nombre, "campos": ", ".join(conocidos)}
        )
