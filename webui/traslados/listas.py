"""Which lists may be taken along as a sheet, and the form that reads the filters of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webui.compromisos.forms_filtro import CompromisosFiltro
from webui.comunicacion.forms import PiezasFiltro
from webui.comunicacion.forms_publicaciones import PublicacionesFiltro
from webui.metas.forms import MetasFiltro
from webui.metas.forms_intermedias import IntermediasFiltro
from webui.proximidad.forms import BuscarForm
from webui.solicitudes.forms import SolicitudesFiltro

# By the namespace of the list, which is the name of the sheet.
FILTROS: Mapping[str, type[Any]] = {
    "solicitudes": SolicitudesFiltro,
    "compromisos": CompromisosFiltro,
    "metas": MetasFiltro,
    "intermedias": IntermediasFiltro,
    "piezas": PiezasFiltro,
    "publicaciones": PublicacionesFiltro,
    "actores": BuscarForm,
    "temas": BuscarForm,
    "lugares": BuscarForm,
}
