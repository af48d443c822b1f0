"""Words that whoever guesses tries first: those of this town hall."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.models import Municipio, Usuario

PALABRAS = ("sigobito", "sigob", "municipalidad", "municipio", "alcaldia", "alcalde", "gobierno")
# What has to be left when they are taken out, and the figures of years with them.
QUEDAN = 8


class OwnWords:
    """Refuses what is little more than the name of the town hall and a year."""

    def validate(self, password: str, user: Usuario | None = None) -> None:
        """Raise `ValidationError` if too little is left without such words."""
        left = _plain(password)
        for word in (*_of_the_municipality(), *PALABRAS):
            left = left.replace(word, "")
        if len(re.sub(r"[\d\W_]", "", left)) < QUEDAN and left != _plain(password):
            raise ValidationError(
                _("Se parece demasiado al nombre del municipio: es lo primero que se prueba.")
            )

    def get_help_text(self) -> str:
        """Return what the form says beside the field."""
        return _("No use el nombre del municipio ni de este sistema.")


def _plain(text: str) -> str:
    """Return it in small letters without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _of_the_municipality() -> list[str]:
    nombre = _plain(Municipio.actual().nombre)
    return sorted((w for w in re.findall(r"\w{4,}", nombre)), key=len, reverse=True)
