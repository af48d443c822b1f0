"""What each channel says of its text before it is approved: length, cost, what it would refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from channels.base import Adapter, Image, Problem
from channels.models import Cuenta
from channels.registry import WEB, adapter_for, nombre_de
from workflows.comunicacion.congelado import FACEBOOK, Version, X, versiones
from workflows.comunicacion.models import Pieza

Faltas = dict[str, list[str]]

# Where an editor mends what an adapter complains of.
_CAMPOS = {"texto": {WEB: "cuerpo", FACEBOOK: "texto_facebook", X: "texto_x"}}
_CAMPO = {"alt": "imagen_alt"}
_ENLACE = "https://example.org/p/k7Qz2mXa"


@dataclass(frozen=True, slots=True)
class Medida:
    """The length in the channel's own count (`limite` None: none), its cost, its complaints."""

    largo: int
    limite: int | None
    costo_usd: Decimal
    problemas: tuple[Problem, ...]


def medir(version: Version, cuenta: Cuenta) -> Medida:
    """Ask the adapter. Nothing leaves the house, and no secret is opened for it."""
    adapter = _adapter(cuenta)
    measure = adapter.measure(version.post.texto, version.post.enlace)
    problemas = adapter.validate(replace(version.post, imagen=_imagen(version)))
    return Medida(measure.largo, measure.limite, measure.costo_usd, tuple(problemas))


def costo_del_enlace(canal: str) -> tuple[Decimal, Decimal] | None:
    """What a post with and without a link costs in US dollars; None where it makes no difference.

    In the channel's own numbers, for whoever decides how an account is set.
    """
    adapter = _adapter(Cuenta(canal=canal))
    con, sin = (adapter.measure("Hola", enlace) for enlace in (_ENLACE, None))
    return (con.costo_usd, sin.costo_usd) if con.costo_usd != sin.costo_usd else None


def faltas(pieza: Pieza) -> Faltas:
    """What must be mended before anybody is asked to approve it: sentences by field."""
    encontradas: Faltas = defaultdict(list)
    for campo, hay, frase in _exigencias(pieza):
        if not hay:
            encontradas[campo].append(frase)
    propias = set(encontradas)
    cuentas = _cuentas()
    for canal, version in versiones(pieza).items():
        for campo, frase in _de_canal(version, cuentas.get(canal)):
            if campo not in propias:
                encontradas[campo].append(f"{nombre_de(canal)}: {frase}")
    return dict(encontradas)


def exigir_publicable(pieza: Pieza) -> None:
    """Raise `ValidationError` with a sentence for each field that stops it."""
    encontradas = faltas(pieza)
    if encontradas:
        raise ValidationError({campo: list(frases) for campo, frases in encontradas.items()})


def _exigencias(pieza: Pieza) -> list[tuple[str, object, str]]:
    """What the house itself asks for: (field, whether it is there, the sentence if it is not)."""
    sin_imagen = pieza.imagen is None
    return [
        ("titulo", pieza.titulo, _("Escriba el título.")),
        ("cuerpo", pieza.cuerpo, _("Escriba el texto de la noticia.")),
        ("canales", pieza.canales, _("Elija al menos un canal.")),
        (
            "imagen_alt",
            sin_imagen or pieza.imagen_alt,
            _("Describa la imagen: es lo que leerá quien no la ve."),
        ),
        (
            "menores_confirmado",
            sin_imagen or pieza.menores_confirmado,
            _("Confirme que no se reconoce a menores, o que hay permiso."),
        ),
    ]


def _de_canal(version: Version, cuenta: Cuenta | None) -> list[tuple[str, str]]:
    if cuenta is None:
        return [("canales", _("No hay una cuenta conectada."))]
    return [
        (_campo(version.canal, problema), problema.mensaje)
        for problema in medir(version, cuenta).problemas
        if problema.grave
    ]


def _campo(canal: str, problema: Problem) -> str:
    de_texto: Mapping[str, str] = _CAMPOS.get(problema.campo, {})
    return de_texto.get(canal) or _CAMPO.get(problema.campo, problema.campo)


def _cuentas() -> dict[str, Cuenta]:
    return {cuenta.canal: cuenta for cuenta in Cuenta.objects.all()}


def _adapter(cuenta: Cuenta) -> Adapter:
    """The adapter of an account without its secrets: counting needs none."""
    return adapter_for(
        Cuenta(canal=cuenta.canal, identificador=cuenta.identificador, opciones=cuenta.opciones)
    )


def _imagen(version: Version) -> Image | None:
    """The picture by its size only: what is measured while somebody types reads no file."""
    if version.imagen is None:
        return None
    adjunto = version.imagen
    return Image(adjunto.nombre, adjunto.tipo, bytes(adjunto.tamano), version.alt)
