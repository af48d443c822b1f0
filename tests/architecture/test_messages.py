"""Every text of the sources is in the English catalogue, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ops import messages
from ops.translations import LOCALE
from tests.architecture.source import PACKAGES, ROOT

CATALOGO = LOCALE.relative_to(ROOT) / "en" / "LC_MESSAGES" / "django.po"
# With context and plural: another one is another text.
Texto = tuple[str | None, str | tuple[str, ...] | list[str]]
REMEDIO = "Run `make messages`, fill in the English and send both together."


@pytest.fixture(scope="module")
def recogidos(tmp_path_factory: pytest.TempPathFactory) -> set[Texto]:
    """What `make messages` finds, in a copy: it writes beside the sources that others read now."""
    assert messages.there(), messages.MISSING
    copia = tmp_path_factory.mktemp("fuentes")
    sin = shutil.ignore_patterns("__pycache__", "migrations", "static", "*.mo")
    for sala in PACKAGES:
        shutil.copytree(ROOT / sala, copia / sala, ignore=sin)
    (copia / "tests").mkdir()
    for archivo in ("manage.py", "tests/__init__.py", "tests/settings.py"):
        shutil.copy(ROOT / archivo, copia / archivo)
    messages.collect(copia)
    return _textos(copia / CATALOGO)


def test_every_text_of_the_sources_is_there(recogidos: set[Texto]) -> None:
    faltan = sorted(map(str, recogidos - _textos(ROOT / CATALOGO)))

    assert not faltan, f"{REMEDIO} Missing:\n" + "\n".join(faltan)


def test_nothing_is_there_that_no_source_says(recogidos: set[Texto]) -> None:
    sobran = sorted(map(str, _textos(ROOT / CATALOGO) - recogidos))

    assert not sobran, f"{REMEDIO} Said nowhere any more:\n" + "\n".join(sobran)


def _textos(po: Path) -> set[Texto]:
    with po.open("rb") as file:
        return {(uno.context, uno.id) for uno in read_po(file, locale="en") if uno.id}
