"""How each person wants to be told of each kind of notice."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from core.models import Usuario
from notifiers import kinds
from notifiers.kinds import Kind
from notifiers.models import Preferencia

Medio = Preferencia.Medio
# Of the digest itself only this can be said: that it comes where something changed, and else not.
RESUMEN = "resumen"
SOLO_SI_CAMBIA = Medio.APLICACION


def elegibles() -> list[Kind]:
    """The kinds that people are told of in the bell, those that may not be switched off, too."""
    return [kind for kind in kinds.ALL if kind.campana and kind.a_personas]


def de(usuario: Usuario) -> dict[str, str]:
    """What a person chose, by kind; what is not there is told as usual."""
    return dict(Preferencia.objects.filter(usuario=usuario).values_list("clase", "medio"))


@transaction.atomic
def guardar(usuario: Usuario, elegido: Mapping[str, str]) -> None:
    """From now on exactly this is what the person chose; kinds with nothing are told as usual.

    What may not be switched off, or nobody knows, is left out.
    """
    posibles = {RESUMEN, *(kind.codigo for kind in elegibles() if not kind.obligatoria)}
    Preferencia.objects.filter(usuario=usuario).delete()
    Preferencia.objects.bulk_create(
        Preferencia(usuario=usuario, clase=clase, medio=medio)
        for clase, medio in elegido.items()
        if clase in posibles and medio in Medio.values
    )
