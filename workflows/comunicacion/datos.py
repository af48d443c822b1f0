"""What prensa types: which fields, what they may hold, what really changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from channels.registry import canales
from core import adjuntos, clock
from core.adjuntos import Contenido
from core.models import Actor, Adjunto, Lugar, Tema, Usuario
from workflows.comunicacion.models import Pieza

LO_MAS_LEJOS = timedelta(days=2 * 366)

CAMPOS = (
    "titulo",
    "entradilla",
    "cuerpo",
    "texto_facebook",
    "texto_x",
    "imagen_alt",
    "menores_confirmado",
    "consentimientos",
    "canales",
    "enlace_en_x",
    "publicar_en",
    "nivel_reserva",
)
# Of these the history keeps the values; of the others, which are long texts, only the name.
CON_VALOR = frozenset({"canales", "enlace_en_x", "publicar_en", "nivel_reserva"})


def cambiar(pieza: Pieza, cambios: Mapping[str, Any]) -> dict[str, list[str]]:
    """Write `cambios` on the row; what really changed, as the history keeps it.

    Raises KeyError for a field that is not of `CAMPOS`, `ValidationError` for a bad value.
    """
    datos: dict[str, list[str]] = {}
    for campo, valor in cambios.items():
        if campo not in CAMPOS:
            raise KeyError(campo)
        antes, despues = getattr(pieza, campo), limpio(campo, valor)
        if antes != despues:
            datos[campo] = [_dicho(antes), _dicho(despues)] if campo in CON_VALOR else []
            setattr(pieza, campo, despues)
    if "publicar_en" in datos:
        futuro = pieza.publicar_en is None or pieza.publicar_en > clock.now()
        exigir("publicar_en", futuro, _("Esa hora ya pasó."))
        cerca = pieza.publicar_en is None or pieza.publicar_en < clock.now() + LO_MAS_LEJOS
        exigir(
            "publicar_en",
            cerca,
            _("Está demasiado lejos: elija una hora de los próximos dos años."),
        )
    return datos


def limpio(campo: str, valor: Any) -> Any:
    """A value as it is kept: texts without the blanks around them, channels in their own order."""
    if campo == "canales":
        elegidos = set(valor)
        return [canal for canal, _nombre in canales() if canal in elegidos]
    return valor.strip() if isinstance(valor, str) else valor


def revisar(pieza: Pieza) -> None:
    """Look at every field; raises `ValidationError` with a sentence for each that is wrong."""
    ajenos = {campo.name for campo in Pieza._meta.get_fields()} - set(CAMPOS)
    pieza.clean_fields(exclude=ajenos)


def ilustrar(
    pieza: Pieza, imagen: Contenido | None, *, actor: Usuario, describe: Iterable[str]
) -> dict[str, list[str]]:
    """Give the piece another picture, or none. What was said of the old one is not true of it.

    `describe` names the fields that were written for the new one.
    """
    if imagen is None and pieza.imagen is None:
        return {}
    pieza.imagen = _guardar(pieza, imagen, actor) if imagen else None
    for campo, vacio in (("imagen_alt", ""), ("menores_confirmado", False)):
        if campo not in describe:
            setattr(pieza, campo, vacio)
    return {"imagen": []}


def cruzar(
    pieza: Pieza,
    *,
    actores: Iterable[Actor] | None,
    temas: Iterable[Tema] | None,
    lugares: Iterable[Lugar] | None,
) -> dict[str, list[str]]:
    """Write what it crosses; None leaves it as it was. What changed."""
    datos: dict[str, list[str]] = {}
    for campo, nuevos in (("actores", actores), ("temas", temas), ("lugares", lugares)):
        cruce = getattr(pieza, campo)
        if nuevos is not None and set(cruce.all()) != (otros := set(nuevos)):
            cruce.set(otros)
            datos[campo] = []
    return datos


def exigir(campo: str, valor: object, mensaje: str) -> None:
    """Raise `ValidationError` for the form's field unless `valor` holds."""
    if not valor:
        raise ValidationError({campo: mensaje})


def _guardar(pieza: Pieza, imagen: Contenido, actor: Usuario) -> Adjunto:
    return adjuntos.guardar(pieza, imagen, actor=actor, clase=Adjunto.Clase.IMAGEN)


def _dicho(valor: object) -> str:
    if isinstance(valor, list):
        return ", ".join(valor)
    return "" if valor is None else str(valor)
