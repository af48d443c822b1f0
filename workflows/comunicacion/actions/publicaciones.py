"""What people do to one publication: try again, or say whether it is out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from channels import decisions
from channels.models import Publicacion
from channels.outcome import Outcome
from core import transitions
from core.models import Usuario
from workflows.comunicacion import datos, relojes
from workflows.comunicacion.actions import difusion
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import salidas


@transaction.atomic
def decidir(
    *, publicacion_id: int, actor: Usuario, publicada: bool, enlace: str = ""
) -> Publicacion:
    """Say of a publication in doubt that it is out, at `enlace`; or that it is not, and send it.

    The history of the piece keeps who said so.
    """
    pieza, publicacion = _tomar(publicacion_id, actor)
    hecho = {"canal": publicacion.canal, "publicada": publicada, "enlace": enlace.strip()}
    transitions.record(pieza, "decidir", actor=actor, datos=hecho)
    if not publicada:
        outcome = decisions.decide_resend(publicacion.pk, actor=actor)
        return _seguir(pieza, outcome)
    datos.exigir("enlace", enlace.strip(), _("Pegue el enlace de lo publicado."))
    try:
        outcome = decisions.decide_published(publicacion.pk, actor=actor, url=enlace)
    except ValidationError as error:
        raise ValidationError({"enlace": error.messages}) from None
    return _seguir(pieza, outcome)


@transaction.atomic
def reintentar(*, publicacion_id: int, actor: Usuario) -> Publicacion:
    """Try again what failed: to go out, or to be taken away."""
    pieza, publicacion = _tomar(publicacion_id, actor)
    transitions.record(pieza, "reintentar", actor=actor, datos={"canal": publicacion.canal})
    if salidas.sin_quitar(publicacion):
        decisions.withdraw(pieza.pk)
        publicacion.refresh_from_db()
        relojes.vigilar(pieza)
        return publicacion
    return _seguir(pieza, decisions.retry(publicacion.pk))


def _tomar(publicacion_id: int, actor: Usuario) -> tuple[Pieza, Publicacion]:
    """A publication and its piece, locked, if `actor` may see it; DoesNotExist otherwise."""
    publicacion = Publicacion.objects.get(pk=publicacion_id)
    pieza = transitions.lock(Pieza, publicacion.expediente_id, actor=actor)
    return pieza, publicacion


def _seguir(pieza: Pieza, outcome: Outcome) -> Publicacion:
    difusion.contar(pieza, outcome)
    return outcome.publicacion
