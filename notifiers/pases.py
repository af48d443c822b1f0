"""What a mail carries, signed, so that one step can be taken without logging in.

A pase is made as the mail is written, and like every secret stands in no row: the same notice gives
the same one again at each attempt. What is kept is that it was used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils import translation

from core import clock, transitions
from core.models import Expediente, Usuario
from notifiers import enlaces
from notifiers.mensajes import RESERVADO, Boton, Mensaje
from notifiers.models import Notificacion, PaseUsado

SAL = "notifiers.pases"
# Signs do not contain it, nor do verbs.
ENTRE = "."


class YaUsado(Exception):  # noqa: N818 - what happened, not a defect
    """The step was taken with this pase before; nothing was done again."""


@dataclass(frozen=True, slots=True)
class Pase:
    """One step of one case file, for the person who was told of it."""

    notificacion: Notificacion
    verbo: str

    @property
    def persona(self) -> Usuario:
        """In whose name it is used: the one the mail was written to."""
        return cast("Usuario", self.notificacion.usuario)  # `leer` knows no other

    @property
    def hasta(self) -> datetime:
        """When it ends, whatever became of the case file."""
        return self.notificacion.creado_en + timedelta(days=settings.PASE_DIAS)

    @property
    def vencido(self) -> bool:
        """It opens nothing any more."""
        return self.hasta <= clock.now()

    @property
    def sirve(self) -> bool:
        """Whether it still lets its person in, for this step: who left, or must show a second
        factor, and what is reserved by now, go by the login.
        """
        expediente = self.notificacion.expediente
        return (
            not self.vencido
            and expediente is not None
            and expediente.nivel_reserva < RESERVADO
            and admite(self.persona)
        )

    def usado(self) -> PaseUsado | None:
        """When the step was taken with it; None: it was not."""
        return PaseUsado.objects.filter(notificacion=self.notificacion, verbo=self.verbo).first()


def admite(usuario: Usuario) -> bool:
    """Whether a mail is enough to act in this person's name."""
    return usuario.is_active and usuario.roles.isdisjoint(settings.SEGUNDO_FACTOR)


def ofrecer(mensaje: Mensaje, notificacion: Notificacion) -> Mensaje:
    """The message with the steps that its reader can take now, of those its kind asks for."""
    with translation.override(mensaje.idioma):
        pasos = tuple(
            Boton(etiqueta, enlaces.absoluto(ruta(notificacion, verbo)))
            for verbo, etiqueta in _posibles(notificacion)
        )
    hasta = clock.local(Pase(notificacion, "").hasta).date()
    return replace(mensaje, pasos=pasos, pasos_hasta=hasta) if pasos else mensaje


def ruta(notificacion: Notificacion, verbo: str) -> str:
    """Where the step is taken: a path of the site."""
    return f"/pase/{_firma().sign(f'{notificacion.pk}{ENTRE}{verbo}')}/"


def leer(texto: str) -> Pase | None:
    """What a pase is for, ended or not; None if nobody made it."""
    try:
        numero, verbo = _firma().unsign(texto).split(ENTRE)
    except BadSignature:
        return None
    avisos = Notificacion.objects.select_related("usuario", "expediente")
    found = avisos.filter(pk=numero, usuario__isnull=False, expediente__isnull=False).first()
    return Pase(found, verbo) if found and verbo in found.kind.pasos else None


def gastar(pase: Pase) -> None:
    """Use it, inside the transaction of the step; raises `YaUsado` if it was used before."""
    try:
        with transaction.atomic():
            PaseUsado.objects.create(notificacion=pase.notificacion, verbo=pase.verbo)
    except IntegrityError:
        raise YaUsado from None


def _posibles(notificacion: Notificacion) -> list[tuple[str, str]]:
    usuario, expediente = notificacion.usuario, notificacion.expediente
    verbos = notificacion.kind.pasos
    if not (verbos and usuario and expediente and Pase(notificacion, "").sirve):
        return []
    caso = Expediente.clases()[expediente.clase]._default_manager.filter(pk=expediente.pk).first()
    pasos = {paso.verb: paso.label for paso in transitions.possible(caso, usuario)} if caso else {}
    return [(verbo, pasos[verbo]) for verbo in verbos if verbo in pasos]


def _firma() -> Signer:
    return Signer(salt=SAL, sep=ENTRE)
