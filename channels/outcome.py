"""What happened to a publication, told to whoever called: channels itself tells nobody."""

from __future__ import annotations

from dataclasses import dataclass

from channels.errors import ErrorKind
from channels.models import Publicacion


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account stopped, or works again; `motivo` is a sentence for people."""

    cuenta_id: int
    antes: str
    despues: str
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A publication moved from one state to another (or stayed, with a new error)."""

    publicacion: Publicacion
    antes: str
    despues: str
    clase: ErrorKind | None = None
    cuenta: AccountChange | None = None


def moved(
    row: Publicacion,
    antes: str,
    clase: ErrorKind | None = None,
    cuenta: AccountChange | None = None,
) -> Outcome:
    """Return the outcome of a row that was just written, as it now stands in the database."""
    fresh = Publicacion.objects.select_related("cuenta", "expediente").get(pk=row.pk)
    return Outcome(fresh, antes, fresh.estado, clase, cuenta)
