"""The English catalogue is complete and can be compiled."""

from __future__ import annotations

import gettext
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils import translation

from ops.translations import LOCALE, compile_all
from webui.components import fechas

SOURCE = LOCALE / "en" / "LC_MESSAGES" / "django.po"
# Percent with a name, bare percent, and braces: what code fills in.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[^{}]*\}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with SOURCE.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_no_message_is_left_without_english(catalogue):
    empty = [m.id for m in _messages(catalogue) if not all(_forms(m.string))]
    assert not empty


def test_no_translation_is_a_guess(catalogue):
    assert not [m.id for m in _messages(catalogue) if m.fuzzy]


def test_nothing_obsolete_is_kept(catalogue):
    assert not catalogue.obsolete


def test_a_translation_is_filled_in_with_the_same_data(catalogue):
    different = [
        (source, english)
        for message in _messages(catalogue)
        for source, english in zip(_forms(message.id), _forms(message.string), strict=True)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(english))
    ]
    assert not different


def test_the_catalogue_compiles_and_answers_in_english(tmp_path: Path):
    target = tmp_path / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    shutil.copy(SOURCE, target)

    assert compile_all(tmp_path) == 1

    with (target / "django.mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Compromisos") == "Commitments"
    assert english.ngettext("hace %(n)d día", "hace %(n)d días", 1) == "%(n)d day ago"
    assert english.ngettext("hace %(n)d día", "hace %(n)d días", 2) == "%(n)d days ago"


def test_dates_are_said_in_english():
    compile_all()
    with translation.override("en"):
        assert fechas.corta(date(2026, 12, 2), date(2026, 11, 22)) == "2 Dec"
        assert fechas.larga(date(2026, 12, 2)) == "Wednesday 2 December 2026"
