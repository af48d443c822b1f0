"""What is wrong with the publications that need a person, and what a person may do about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from channels.errors import ErrorKind
from channels.models import Publicacion
from core import access
from core.models import Usuario
from core.transitions import Step
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries.salidas import (
    necesita_gente,
    se_decide,
    se_reintenta,
    sin_quitar,
)

Estado = Publicacion.Estado


@dataclass(frozen=True, slots=True)
class Salida:
    """A verb that settles a publication, and when it does."""

    label: Promise
    sirve: Callable[[Publicacion], bool]
    primary: bool = False
    icon: str = ""


SALIDAS: Mapping[str, Salida] = {
    "reintentar": Salida(gettext_lazy("Reintentar"), se_reintenta, icon="refresh"),
    "decidir": Salida(gettext_lazy("Decidir"), se_decide, primary=True),
}


def con_problemas(pieza: Pieza) -> list[Publicacion]:
    """Those of a piece that need a person, out of the publications it was read with."""
    return [una for una in pieza.publicaciones.all() if necesita_gente(una)]


def pasos(publicacion: Publicacion, pieza: Pieza, user: Usuario) -> list[Step]:
    """What `user` may do about a publication of `pieza`, each refused one with its reason."""
    return [paso(publicacion, pieza, verbo, user) for verbo in SALIDAS]


def paso(publicacion: Publicacion, pieza: Pieza, verbo: str, user: Usuario) -> Step:
    """One of them, as `core.transitions.steps` gives those of a machine."""
    salida = SALIDAS[verbo]
    motivo = ""
    if access.can(user, verbo, pieza) is None:
        motivo = _("No le corresponde a usted.")
    elif not salida.sirve(publicacion):
        motivo = _("La publicación ya no está en ese estado. Vuelva a mirarla.")
    return Step(
        verb=verbo,
        label=str(salida.label),
        allowed=not motivo,
        motivo=motivo,
        primary=salida.primary,
        icon=salida.icon,
    )


def palabra(publicacion: Publicacion) -> str:
    """The state of one that needs a person, in a word or two."""
    if sin_quitar(publicacion):
        return _("Sigue a la vista")
    return str(Estado(publicacion.estado).label)


def que_paso(publicacion: Publicacion) -> str:
    """What happened to it, in a sentence; empty if nothing did.

    Where only a person goes on, its last error may still promise that we will, or speak of
    publishing where something could not be taken away.
    """
    canal = {"canal": publicacion.canal_nombre}
    if se_decide(publicacion):
        return _("No se sabe si salió: mire la cuenta y diga qué ve.")
    if sin_quitar(publicacion):
        return _("Se retiró, y en %(canal)s no se pudo quitar.") % canal
    if se_reintenta(publicacion) and publicacion.error_clase == ErrorKind.TRANSIENT:
        return _("No se pudo llegar a %(canal)s, ni tras varios intentos.") % canal
    return publicacion.error
