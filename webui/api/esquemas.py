"""The shapes that the API answers with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop
from pydantic import BaseModel, Field


class Problema(BaseModel):
    """Why not (RFC 9457)."""

    type: str = Field(description=gettext_noop("Qué clase de problema; la guía explica cada una."))
    title: str
    status: int
    detail: str
    motivo: str | None = Field(
        None, description=gettext_noop("Por qué se niega, para mostrarlo a la persona.")
    )
    errores: dict[str, list[str]] | None = Field(
        None,
        description=gettext_noop("Qué está mal, campo por campo; lo que no es de ninguno, en «»."),
    )
    version: int | None = Field(
        None, description=gettext_noop("La versión de ahora, si cambió mientras tanto.")
    )
    cambios: list[dict[str, Any]] | None = Field(
        None, description=gettext_noop("Qué cambió desde la versión que se envió.")
    )


class Nombrado(BaseModel):
    """A person, an actor, a theme or a place, by its name."""

    id: int
    nombre: str


class Estado(BaseModel):
    """Where a case stands: its code, and its word."""

    codigo: str
    palabra: str


class Luz(BaseModel):
    """Its light, always with a word and the reasons."""

    color: str
    palabra: str
    razones: list[str]


class Resumen(BaseModel):
    """A case as it stands in a list."""

    codigo: str
    clase: str
    titulo: str
    estado: Estado
    cerrado: bool
    luz: Luz
    nivel_reserva: int
    version: int
    creado_en: datetime
    actualizado_en: datetime
    enlace: str = Field(description=gettext_noop("Su dirección en esta API."))
    pantalla: str = Field(description=gettext_noop("Su página, para una persona."))


class Dato(BaseModel):
    """A line of the facts of its page, in words."""

    etiqueta: str
    valor: str


class PlazoVivo(BaseModel):
    """A live deadline, and how it was counted."""

    nombre: str
    inicio: datetime
    vence_en: datetime
    original_en: datetime
    explicacion: list[str]


class Paso(BaseModel):
    """A verb: whether this person may take it now, and if not, why."""

    verbo: str
    nombre: str
    permitido: bool
    motivo: str
    lleva: dict[str, str] = Field(
        description=gettext_noop("Lo que hay que devolver con él, tal cual.")
    )


class Cruces(BaseModel):
    """What it touches."""

    actores: list[Nombrado]
    temas: list[Nombrado]
    lugares: list[Nombrado]


class Nudo(BaseModel):
    """One stop of its thread."""

    codigo: str
    clase: str
    titulo: str
    estado: str
    cerrado: bool
    actual: bool


class Detalle(Resumen):
    """A case with all that its page shows."""

    descripcion: str
    creado_por: Nombrado
    datos: list[Dato]
    plazos: list[PlazoVivo]
    pasos: list[Paso]
    cruces: Cruces
    hilo: list[Nudo]


class Cambio(BaseModel):
    """A field somebody changed, in words."""

    campo: str
    etiqueta: str
    antes: str
    ahora: str


class Entrada(BaseModel):
    """One entry of its history, or a notice that was sent."""

    momento: datetime
    quien: str
    por: str = Field(description=gettext_noop("En nombre de quién, si suple a alguien."))
    que: str
    de: str
    a: str
    texto: str
    clave: str = Field(description=gettext_noop("Con qué clave de la API, si fue un programa."))
    via: str = Field(description=gettext_noop("Por qué enlace de un correo, si fue sin entrar."))
    automatica: bool
    cambios: list[Cambio]


class Archivo(BaseModel):
    """An attached file."""

    id: int
    nombre: str
    tipo: str
    tamano: int = Field(description=gettext_noop("En bytes."))
    sha256: str
    clase: str
    subido_por: Nombrado
    subido_en: datetime
    enlace: str = Field(description=gettext_noop("De dónde se descarga."))


class Publicacion(BaseModel):
    """One approved version on one channel."""

    id: int
    pieza: str
    canal: str
    estado: Estado
    creada_en: datetime
    publicada_en: datetime | None
    url: str
    que_paso: str
    se_reintenta: bool = Field(description=gettext_noop("Solo una persona la intenta otra vez."))
    necesita_gente: bool = Field(
        description=gettext_noop("No salió, no se sabe si salió, o no se pudo quitar.")
    )


class Yo(BaseModel):
    """Who asks, and with which key."""

    id: int
    nombre: str
    correo: str
    roles: list[str]
    clave: str
    lee: list[str]
    escribe: list[str]
    vence_el: date


class Persona(Nombrado):
    area: str
    cargo: str


class Actor(Nombrado):
    tipo: str


class EnArbol(Nombrado):
    superior: int | None


class Lugar(EnArbol):
    nivel: str
    latitud: float | None
    longitud: float | None


class Tipo(Nombrado):
    codigo: str
    pide: list[str]
    exige: list[str]
