"""Reads of communication: pieces, how they will look, publications, accounts, the public portal."""

from workflows.comunicacion.congelado import direccion, huella, permalink
from workflows.comunicacion.medidas import costo_del_enlace, faltas
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries.piezas import (
    Filtro,
    aprobadores,
    esperan_a,
    leer,
    lista,
    luz,
    una,
)
from workflows.comunicacion.queries.portal import Noticia, Pagina, noticia, noticias, recientes
from workflows.comunicacion.queries.problemas import (
    SALIDAS,
    con_problemas,
    palabra,
    paso,
    pasos,
    que_paso,
)
from workflows.comunicacion.queries.salidas import (
    FiltroPublicaciones,
    con_problemas_de,
    necesita_gente,
    piezas_de,
    proximas,
    publicaciones,
    se_reintenta,
)
from workflows.comunicacion.queries.salud import (
    Salud,
    canales_conectados,
    cuentas,
    freno,
    sin_conectar,
)
from workflows.comunicacion.queries.vista import VistaCanal, medir, vista_previa

__all__ = [
    "SALIDAS",
    "Filtro",
    "FiltroPublicaciones",
    "Noticia",
    "Pagina",
    "Pieza",
    "Salud",
    "VistaCanal",
    "aprobadores",
    "canales_conectados",
    "con_problemas",
    "con_problemas_de",
    "costo_del_enlace",
    "cuentas",
    "direccion",
    "esperan_a",
    "faltas",
    "freno",
    "huella",
    "leer",
    "lista",
    "luz",
    "medir",
    "necesita_gente",
    "noticia",
    "noticias",
    "palabra",
    "paso",
    "pasos",
    "permalink",
    "piezas_de",
    "proximas",
    "publicaciones",
    "que_paso",
    "recientes",
    "se_reintenta",
    "sin_conectar",
    "una",
    "vista_previa",
]
