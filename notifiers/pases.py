"""What a mail carries, signed, so that one step can be taken without logging in.

A pase is made as the mail is written (`enlaces.pase`): the same notice gives the same one again at
each attempt. What is kept is that it was used. Somebody outside has no account: whose mails carry
one link to all that can be done about the case, which ends when the case does, or is taken back.
Whoever has just taken a step is offered those that follow, of the same notice (`siguientes`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.core.signing import BadSignature
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from core import clock, origen, transitions
from core.models import Caso, Expediente, Usuario
from notifiers import enlaces
from notifiers.mensajes import RESERVADO, Boton, Mensaje
from notifiers.models import Notificacion, PaseRevocado, PaseUsado

# For so long after a step its page leads to those that follow: after that the address, which may
# have been handed on, opens nothing more.
SEGUIDO = timedelta(hours=1)


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
    def es_de_externo(self) -> bool:
        """It is the whole of what somebody outside sees, and works until the case is closed."""
        return self.persona.es_externo and not self.verbo

    @property
    def via(self) -> str:
        """What the history says of what is done with it."""
        return origen.ENLACE if self.es_de_externo else origen.CORREO

    @property
    def hasta(self) -> datetime:
        """When it ends, whatever became of the case file."""
        return self.notificacion.creado_en + timedelta(days=settings.PASE_DIAS)

    @property
    def vencido(self) -> bool:
        """Its days are over; one of somebody outside has none."""
        return not self.es_de_externo and self.hasta <= clock.now()

    @property
    def revocado(self) -> bool:
        """Somebody took it back, or sent another in its place."""
        return (
            self.es_de_externo
            and PaseRevocado.objects.filter(
                usuario=self.persona,
                expediente=self.notificacion.expediente,
                hasta__gte=self.notificacion.pk,
            ).exists()
        )

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
            and not self.revocado
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
            Boton(etiqueta, enlaces.absoluto(enlaces.pase(notificacion, verbo)))
            for verbo, etiqueta in _posibles(notificacion)
        )
    if not pasos:
        return mensaje
    hasta = notificacion.creado_en + timedelta(days=settings.PASE_DIAS)
    return replace(mensaje, pasos=pasos, pasos_hasta=clock.local(hasta).date())


def leer(texto: str) -> Pase | None:
    """What a pase is for, ended or not; None if nobody made it."""
    try:
        numero, verbo = enlaces.FIRMA.unsign(texto).split(enlaces.ENTRE)
    except BadSignature:
        return None
    avisos = Notificacion.objects.select_related("usuario__actor", "expediente")
    found = avisos.filter(pk=numero, usuario__isnull=False, expediente__isnull=False).first()
    if found is None:
        return None
    pase = Pase(found, verbo)
    return pase if pase.es_de_externo or verbo in found.kind.pasos else None


def revocar(expediente: Expediente, usuario: Usuario) -> None:
    """What was mailed until now to somebody outside about this case opens nothing any more."""
    with connection.cursor() as cursor:
        # Also of what is being written at this moment.
        cursor.execute("SELECT nextval(pg_get_serial_sequence('notifiers_notificacion', 'id'))")
        (hasta,) = cursor.fetchone()
    PaseRevocado.objects.create(expediente_id=expediente.pk, usuario=usuario, hasta=hasta)


def siguientes(pase: Pase, usado: PaseUsado, caso: Caso) -> list[Boton]:
    """What its person can do next, each by the pase of the same notice that was not used yet.

    Only for an hour after the step. `caso` was fetched for that person: a pase that serves no more
    fetches none.
    """
    if usado.momento + SEGUIDO <= clock.now():
        return []
    usados = set(pase.notificacion.pases.values_list("verbo", flat=True))
    return [
        Boton(etiqueta, enlaces.pase(pase.notificacion, verbo))
        for verbo, etiqueta in _suyos(pase.notificacion, pase.persona, caso)
        if verbo not in usados
    ]


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
    if not (verbos and usuario and expediente) or usuario.es_externo:
        return []  # whose one link leads to all of them
    if not Pase(notificacion, verbos[0]).sirve:
        return []
    caso = notificacion.caso
    return _suyos(notificacion, usuario, caso) if caso else []


def _suyos(notificacion: Notificacion, usuario: Usuario, caso: Caso) -> list[tuple[str, str]]:
    """Of the steps that its kind names, those that can be taken now."""
    verbos = notificacion.kind.pasos
    pasos = {paso.verb: paso.label for paso in transitions.possible(caso, usuario, verbos)}
    return [(verbo, pasos[verbo]) for verbo in verbos if verbo in pasos]
