"""Translations are compiled without msgfmt."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from ops.translations import compile_all

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Solicitudes de mañana"
msgstr "Tomorrow's requests"
"""


def test_a_changed_translation_is_compiled_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(SOURCE)
    assert compile_all(tmp_path) == 1
    words = gettext.translation("django", tmp_path, ["en"])
    assert words.gettext("Solicitudes de mañana") == "Tomorrow's requests"
    assert compile_all(tmp_path) == 0
    os.utime(source, (2**31, 2**31))
    assert compile_all(tmp_path) == 1
