"""What a form asks of whoever sends it, in the place of a picture puzzle of somebody else's.

Each form carries a signed number that serves once and for some hours. A browser looks for a second
number, which together with it makes a hash that begins with so many zeros: nothing a person waits
for, and more than a robot that runs no scripts can do. Whoever writes a program for this form does
it as well, and meets the limits (`limites`). A browser that runs no scripts is asked a sum instead:
it stops nobody who means it, so those forms are few per hour. Besides, a field that nobody sees
stays empty, and nobody writes a request in three seconds.
"""

from __future__ import annotations

import hashlib
import re
import time
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

SAL = "webui.portal.ventanilla"
# As the fields are called in the page; a robot likes to fill in the third.
VALE, TRABAJO, TRAMPA, CUENTA = "vale", "trabajo", "sitio_web", "cuenta"
_NUMERO = re.compile(r"[0-9]{1,16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hoja:
    """One form on its way out and back: its number, what is asked for it, when it was drawn."""

    formulario: uuid.UUID
    bits: int
    desde: int
    vale: str

    @property
    def sumandos(self) -> tuple[int, int]:
        """The two figures of the sum that is asked of a browser without scripts."""
        primero, segundo = divmod(self.formulario.int % 81, 9)
        return primero + 1, segundo + 1


def nueva() -> Hoja:
    """A form that nobody has sent."""
    contenido = (str(uuid.uuid4()), settings.PORTAL_TRABAJO_BITS, int(time.time()))
    return _hoja(contenido, signing.dumps(contenido, salt=SAL))


def leer(datos: QueryDict) -> Hoja | None:
    """The form that comes back; None if it is none of ours, or too old."""
    vale = datos.get(VALE, "")
    try:
        contenido = signing.loads(vale, salt=SAL, max_age=settings.PORTAL_FORMULARIO_SEGUNDOS)
    except signing.BadSignature:
        return None
    return _hoja(contenido, vale)


def exigir_persona(hoja: Hoja, datos: QueryDict) -> None:
    """Raise `ValidationError`, with a sentence for a person, if it looks sent by a robot."""
    if datos.get(TRAMPA):
        raise ValidationError(_("Deje vacía la casilla que dice que se deje vacía."))
    if time.time() - hoja.desde < settings.PORTAL_MINIMO_SEGUNDOS:
        raise ValidationError(_("Se envió muy rápido. Revise lo que escribió y envíelo otra vez."))


def trabajo(hoja: Hoja, datos: QueryDict) -> bool:
    """Whether the browser did the work that this form asks for."""
    hallado = datos.get(TRABAJO, "")
    if not hoja.bits:
        return True
    return bool(_NUMERO.fullmatch(hallado)) and _ceros(hoja, hallado) >= hoja.bits


def suma(hoja: Hoja, datos: QueryDict) -> bool:
    """Whether the sum that is asked in its place is right."""
    return datos.get(CUENTA, "").strip() == str(sum(hoja.sumandos))


def _ceros(hoja: Hoja, hallado: str) -> int:
    huella = hashlib.sha256(f"{hoja.formulario}:{hallado}".encode()).digest()
    return len(huella) * 8 - int.from_bytes(huella).bit_length()


def _hoja(contenido: tuple[str, int, int], vale: str) -> Hoja:
    formulario, bits, desde = contenido
    return Hoja(uuid.UUID(formulario), bits, desde, vale)
