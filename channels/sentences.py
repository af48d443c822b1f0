"""What prensa reads when a channel fails: one plain sentence for each class of error."""

from __future__ import annotations

from django.utils.translation import gettext as _

from channels.errors import ErrorKind


def plain(kind: ErrorKind, canal: str, dicho: str = "") -> str:
    """Return the sentence; `dicho` is what the network said, quoted where it explains a refusal."""
    if kind is ErrorKind.PERMANENT and dicho:
        return _("%(canal)s no aceptó la publicación: «%(dicho)s»") % {
            "canal": canal,
            "dicho": dicho,
        }
    return _sentences()[kind] % {"canal": canal}


def _sentences() -> dict[ErrorKind, str]:
    return {
        ErrorKind.PERMANENT: _("%(canal)s no aceptó la publicación."),
        ErrorKind.AUTH: _(
            "La cuenta de %(canal)s ya no tiene permiso para publicar. Hay que reconectarla."
        ),
        ErrorKind.RATE: _("%(canal)s pide esperar. Se enviará más tarde, sin hacer nada."),
        ErrorKind.PAUSED: _(
            "%(canal)s detuvo la cuenta: falta saldo o hay una norma que revisar. "
            "Una persona debe resolverlo."
        ),
        ErrorKind.DUPLICATE: _("%(canal)s dice que ya la tiene. Se está comprobando."),
        ErrorKind.TRANSIENT: _("No se pudo llegar a %(canal)s. Se volverá a intentar."),
        ErrorKind.UNKNOWN: _(
            "No se sabe si %(canal)s la publicó. Se está comprobando antes de hacer nada más."
        ),
    }
