"""From a notice to words: what its mail, its line of the bell or its line of the digest says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core import cifrado, clock
from core.models import Actor, Expediente, Municipio, Usuario
from notifiers import enlaces, kinds, vencimiento

if TYPE_CHECKING:
    from notifiers.models import Notificacion

# From this degree on a mail carries the code and the link only (reserve degrees, domain.md (a)).
RESERVADO = 3
MAX_TITULO = 120
# Where `datos` keeps what is sealed until the mail has left.
SECRETO = "secreto"


@dataclass(frozen=True, slots=True)
class Punto:
    """A line of a digest."""

    titulo: str
    codigo: str
    enlace: str
    por: str = ""


@dataclass(frozen=True, slots=True)
class Boton:
    """A step that the mail lets one take without logging in."""

    etiqueta: str
    enlace: str


@dataclass(frozen=True, slots=True)
class Mensaje:
    """What one recipient reads, in that person's language. Plain text; nothing in it is HTML.

    `puntos`: what a digest tells; `esperan`: what waits for its reader besides.
    `pasos` are what can be done from it at once, until the day `pasos_hasta`.
    """

    titulo: str
    saludo: str
    cuerpo: str
    razon: str
    codigo: str = ""
    boton: str = ""
    enlace: str = ""
    puntos: tuple[Punto, ...] = ()
    esperan: tuple[Punto, ...] = ()
    baja: str = ""
    pasos: tuple[Boton, ...] = ()
    pasos_hasta: date | None = None
    idioma: str = "es"

    @property
    def vacio(self) -> bool:
        """Of a digest: there is nothing to tell."""
        return not self.puntos and not self.esperan

    @property
    def asunto(self) -> str:
        """The title with the code of the case file, for a line that stands alone."""
        return f"{self.titulo} ({self.codigo})" if self.codigo else self.titulo


def titulo(notificacion: Notificacion) -> str:
    """One line without the code, as things stood when the notice was made."""
    contexto = _contexto(notificacion, notificacion.creado_en)
    return _asunto(notificacion.kind.carpeta, contexto)


def componer(notificacion: Notificacion) -> Mensaje:
    """The message for its recipient, as things stand now."""
    with translation.override(_idioma(notificacion)):
        carpeta, contexto = _carpeta(notificacion), _contexto(notificacion, clock.now())
        boton = _boton(notificacion)
        enlace = enlaces.absoluto(enlaces.ruta(notificacion))
        return Mensaje(
            titulo=_asunto(carpeta, contexto),
            codigo=_codigo(notificacion),
            saludo=saludo(notificacion.destinatario),
            cuerpo=_encabezado(notificacion) + _cuerpo(carpeta, contexto),
            razon=_razon(notificacion),
            boton=boton if enlace else "",
            enlace=enlace,
            baja=enlaces.absoluto(enlaces.baja(notificacion)),
            idioma=translation.get_language(),
        )


def resumen(
    usuario: Usuario,
    notificaciones: Iterable[Notificacion],
    esperan: Callable[[Usuario], tuple[Punto, ...]],
) -> Mensaje:
    """All the notices of a person's day in one message, and what waits for the person.

    `esperan` is asked in the person's language. The notice that only says that there is a digest
    (`notifiers.resumenes`) is no line of it.
    """
    kind = kinds.get("resumen")
    with translation.override(usuario.idioma):
        puntos = tuple(_punto(una) for una in notificaciones if una.clase != kind.codigo)
        contexto = {"cantidad": len(puntos), "municipio": Municipio.actual()}
        inicio = "" if usuario.es_externo else enlaces.absoluto("/mi-dia/")
        return Mensaje(
            titulo=_asunto("resumen", contexto),
            saludo=saludo(usuario),
            cuerpo=_cuerpo("resumen", contexto),
            razon=str(kind.razon),
            boton=str(kind.boton) if inicio else "",
            enlace=inicio,
            puntos=puntos,
            esperan=() if usuario.es_externo else esperan(usuario),
            idioma=translation.get_language(),
        )


def saludo(destinatario: Usuario | Actor) -> str:
    """How the message begins."""
    if isinstance(destinatario, Usuario) and not destinatario.es_externo:
        return _("Hola, %(nombre)s:") % {"nombre": una_linea(destinatario.get_short_name())}
    return _("Buen día, %(nombre)s:") % {"nombre": una_linea(destinatario.nombre)}


def una_linea(texto: str) -> str:
    """`texto` without line breaks or invisible characters: what a header may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in texto).split())


def por(notificacion: Notificacion) -> str:
    """The name of the person whom its recipient stands in for; empty if nobody."""
    return str(notificacion.datos.get("por", ""))


def _encabezado(notificacion: Notificacion) -> str:
    """Whom it speaks to, where its recipient stands in for that person."""
    persona = por(notificacion)
    if not persona or _reservado(notificacion):
        return ""
    return _("Le escribimos como suplente de %(persona)s.") % {"persona": persona} + "\n\n"


def _boton(notificacion: Notificacion) -> str:
    """What its link is called."""
    if notificacion.actor:
        return str(notificacion.kind.boton_afuera)
    if notificacion.usuario and notificacion.usuario.es_externo:
        return str(kinds.get("T01E").boton)
    return _("Abrir") if _reservado(notificacion) else str(notificacion.kind.boton)


def _secreto(notificacion: Notificacion) -> str:
    """What is sealed in it, in clear; empty without the key it was sealed with."""
    try:
        return cifrado.descifrar(notificacion.datos.get(SECRETO, ""))
    except cifrado.UnreadableError:
        return ""


def _razon(notificacion: Notificacion) -> str:
    if notificacion.actor:
        return str(notificacion.kind.razon_afuera)
    if notificacion.usuario and notificacion.usuario.es_externo:
        return str(kinds.POR_ENCARGO)
    return str(kinds.POR_SUPLIR if por(notificacion) else notificacion.kind.razon)


def _punto(notificacion: Notificacion) -> Punto:
    return Punto(
        por="" if _reservado(notificacion) else por(notificacion),
        titulo=_asunto(_carpeta(notificacion), _contexto(notificacion, clock.now())),
        codigo=_codigo(notificacion),
        enlace=enlaces.absoluto(enlaces.ruta(notificacion)),
    )


def _codigo(notificacion: Notificacion) -> str:
    return notificacion.expediente.codigo if notificacion.expediente else ""


def _carpeta(notificacion: Notificacion) -> str:
    """The templates of a mail, which leaves the house, unlike the bell."""
    return "reservado" if _reservado(notificacion) else notificacion.kind.carpeta


def _reservado(notificacion: Notificacion) -> bool:
    expediente = notificacion.expediente
    return expediente is not None and expediente.nivel_reserva >= RESERVADO


def _idioma(notificacion: Notificacion) -> str:
    return notificacion.usuario.idioma if notificacion.usuario else settings.LANGUAGE_CODE


def _contexto(notificacion: Notificacion, ahora: datetime) -> dict[str, Any]:
    expediente, vence = notificacion.expediente, vencimiento.leer(notificacion.datos)
    return {
        "expediente": expediente,
        "titulo": Truncator(expediente.titulo).chars(MAX_TITULO) if expediente else "",
        "datos": notificacion.datos,
        "secreto": _secreto(notificacion) if SECRETO in notificacion.datos else "",
        "hecho": _hecho(notificacion),
        "dia": _dia(notificacion),
        "usuario": notificacion.usuario,
        "actor": notificacion.actor,
        "municipio": Municipio.actual(),
        "vence": clock.local(vence).date() if vence else None,
        "vencido": bool(vence and vence < ahora),
        "cuando": vencimiento.frase(vence, ahora) if vence else "",
    }


def _hecho(notificacion: Notificacion) -> str:
    """The step that was taken, as the history of its case tells it: «lo aceptó»."""
    expediente, verbo = notificacion.expediente, str(notificacion.datos.get("verbo", ""))
    hechos = Expediente.clases()[expediente.clase].HECHOS if expediente else {}
    return str(hechos.get(verbo, ""))


def _dia(notificacion: Notificacion) -> date | None:
    """The day for which something was programmed."""
    dia = notificacion.datos.get("dia")
    return date.fromisoformat(dia) if dia else None


def _asunto(carpeta: str, contexto: dict[str, Any]) -> str:
    return una_linea(_render(f"{carpeta}/asunto.txt", contexto))


def _cuerpo(carpeta: str, contexto: dict[str, Any]) -> str:
    """Paragraphs apart by one empty line, whatever the template left out."""
    texto = _render(f"{carpeta}/cuerpo.txt", contexto)
    lineas = "\n".join(linea.strip() for linea in texto.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lineas).strip()


def _render(plantilla: str, contexto: dict[str, Any]) -> str:
    """Text is not escaped here: the HTML of a mail escapes it once, where it becomes HTML."""
    template = Engine.get_default().get_template(f"notifiers/{plantilla}")
    return str(template.render(Context(contexto, autoescape=False)))
