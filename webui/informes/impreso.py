"""A report on the municipality's paper: the same table and the same bars as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.impresos import hoja
from core.models import Usuario
from webui.components.fechas import larga
from webui.components.listas import en_palabras
from webui.informes import grafico
from webui.informes.enlaces import CRUCES
from webui.informes.forms import InformeFiltro
from webui.informes.grafico import ANCHO, Grafico
from webui.informes.tabla import encabezados, renglon
from workflows.cruce.informes import Cuadro, Periodo

PLANTILLA = Path(__file__).with_name("informe.typ")
# More than a meeting reads; the sheet has all of them.
FILAS = 300


def pdf(cuadro: Cuadro, filtro: InformeFiltro, periodo: Periodo | None, user: Usuario) -> bytes:
    """The document. Raises `hoja.ImpresionFallida`."""
    informe, dibujo = cuadro.informe, grafico.dibujar(cuadro)
    filas = cuadro.filas[:FILAS]
    datos = {
        "titulo": str(informe.titulo),
        "lead": str(informe.lead),
        "como": str(informe.como),
        "cuando": _cuando(periodo),
        "filtros": _filtros(filtro),
        "pie": _("De lo que puede ver %(quien)s") % {"quien": user},
        "encabezados": encabezados(cuadro),
        "filas": [_escrito(renglon(cuadro, fila)) for fila in filas],
        "total": _escrito([_("En total"), *renglon(cuadro, cuadro.total)[1:]]),
        "sobran": _sobran(len(cuadro.filas) - len(filas)),
        "grafico": str(cuadro.eje.titulo),
        **_dibujo(dibujo),
    }
    return hoja.pdf(PLANTILLA, datos, idioma=(get_language() or "es")[:2])


def _cuando(periodo: Periodo | None) -> str:
    if periodo is None:
        return ""
    fechas = {"desde": larga(periodo.desde), "hasta": larga(periodo.hasta)}
    return _("Del %(desde)s al %(hasta)s.") % fechas


def _filtros(filtro: InformeFiltro) -> list[str]:
    """What it is of alone."""
    cruces = [filtro[nombre] for nombre in CRUCES if nombre in filtro.fields]
    return [f"{campo.label}: {dicho}" for campo in cruces if (dicho := en_palabras(campo))]


def _escrito(fila: list[Any]) -> list[str]:
    return ["—" if valor is None else str(valor) for valor in fila]


def _sobran(cuantas: int) -> str:
    if cuantas <= 0:
        return ""
    return ngettext(
        "Falta %(n)d fila, que está en la hoja de cálculo.",
        "Faltan %(n)d filas, que están en la hoja de cálculo.",
        cuantas,
    ) % {"n": cuantas}


def _dibujo(dibujo: Grafico | None) -> Mapping[str, Any]:
    """Bars by line: of each piece its series, and its length as a part of the width."""
    if dibujo is None:
        return {"series": [], "barras": []}
    barras = [
        {
            "nombre": barra.nombre,
            "renglones": [
                {
                    "trozos": [
                        [trozo.serie, trozo.ancho / ANCHO]
                        for trozo in barra.trozos
                        if trozo.y == y - grafico.AL_PIE and trozo.ancho
                    ],
                    "numero": numero,
                }
                for _x, y, numero in barra.numeros
            ],
        }
        for barra in dibujo.barras
    ]
    return {"series": dibujo.series, "barras": barras}
