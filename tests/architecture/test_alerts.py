"""The page of the alerts names every alert of requests and tasks, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notifiers import kinds

ROOT = Path(__file__).parents[2]
PAGINA = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
SALAS = {"S": "solicitudes", "T": "compromisos"}
# S11 is told in the form and to nobody else: it is no notice.
EN_EL_FORMULARIO = {"S11"}
FILA = re.compile(r"^\| ([ST]\d\w*) \|.*`(test_\w+\.py)::(test_\w+)` \|$", re.MULTILINE)
FILAS = [hallada.groups() for hallada in FILA.finditer(PAGINA)]


def test_every_alert_has_its_row() -> None:
    declaradas = {uno.codigo for uno in kinds.ALL if re.fullmatch(r"[ST]\d\w*", uno.codigo)}

    assert sorted(codigo for codigo, _archivo, _prueba in FILAS) == sorted(
        declaradas | EN_EL_FORMULARIO
    )


@pytest.mark.parametrize(("codigo", "archivo", "prueba"), FILAS)
def test_what_shows_it_is_there(codigo: str, archivo: str, prueba: str) -> None:
    texto = (ROOT / "tests" / "workflows" / SALAS[codigo[0]] / archivo).read_text(encoding="utf-8")

    assert f"def {prueba}(" in texto
