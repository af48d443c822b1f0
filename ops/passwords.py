"""What whoever guesses tries first: the words of this town hall, and what everybody chooses."""

from __future__ import annotations

import re
import unicodedata

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.models import Municipio, Usuario

PALABRAS = ("sigobito", "sigob", "municipalidad", "municipio", "alcaldia", "alcalde", "gobierno")
# What has to be left when they are taken out, and the figures of years with them.
QUEDAN = 8
# What is put around a word to make it long: a year, a date, a sign. More of it is no ornament.
FIGURES = re.compile(r"[\d\W_]{1,8}")
EDGES = re.compile(r"^[\d\W_]{1,8}|[\d\W_]{1,8}$")
# Figures and signs that stand for letters.
DISFRAZ = str.maketrans("0134578@$!", "oieastbasi")


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


class Commonest(CommonPasswordValidator):
    """Refuses Django's twenty thousand commonest, and what is made of one or two of them.

    Few of them have twelve characters. What people choose who need so many is one of the others
    with figures and signs around it or in place of letters, the same one again, or another after
    it: that is what is looked for.
    """

    def validate(self, password: str, user: Usuario | None = None) -> None:
        """Raise `ValidationError` if it is one of them, or made of them."""
        words = {password.lower(), _plain(password)}
        forms = words | {EDGES.sub("", word) for word in words}
        forms |= {form.translate(DISFRAZ) for form in forms}
        if any(self._made_of_them(form) for form in forms):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def _made_of_them(self, form: str) -> bool:
        cuts = range(1, len(form))
        return form in self.passwords or any(self._joined(form[:n], form[n:]) for n in cuts)

    def _joined(self, head: str, tail: str) -> bool:
        """Whether one of them is followed by another, by itself or by figures, or comes after."""
        if head not in self.passwords:
            return tail in self.passwords and bool(FIGURES.fullmatch(head))
        repeated = not tail.replace(head, "")
        return repeated or tail in self.passwords or bool(FIGURES.fullmatch(tail))


def _plain(text: str) -> str:
    """Return it in small letters without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _of_the_municipality() -> list[str]:
    nombre = _plain(Municipio.actual().nombre)
    return sorted((w for w in re.findall(r"\w{4,}", nombre)), key=len, reverse=True)
