"""A sheet of places is mended, comes in by the workers, and its list is taken along again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.workflows.traslados.builders import leer_csv

pytestmark = pytest.mark.xdist_group("journeys")

HOJA = "Barrio;Lat;Lng;Está en\nLa Punta;8,95;{longitud};Costa Nueva\nCosta Nueva;8,9;-79,5;\n"
SEGUNDOS = 30_000


def subir(persona: Persona, hoja: Path, longitud: str) -> None:
    """Upload a sheet of places, and have it rehearsed as its columns were understood."""
    hoja.write_text(HOJA.format(longitud=longitud), encoding="cp1252")
    page = persona.page
    persona.ir("/importar/nueva/?cosa=lugares")
    page.get_by_label("Archivo").set_input_files(hoja)
    page.get_by_role("button", name="Subir y ver las columnas").click()
    expect(page.get_by_label("Lng")).to_have_value("longitud")
    page.get_by_role("button", name="Ensayar").click()


def test_una_hoja_se_corrige_y_entra_entera(entra: Entrar, tmp_path: Path) -> None:
    sofia = entra("sofia")
    page, hoja = sofia.page, tmp_path / "barrios.csv"

    subir(sofia, hoja, "-7951")
    sentencia = "Una longitud va de -180 a 180. ¿Le falta el punto decimal?"
    expect(page.get_by_text(sentencia)).to_be_visible(timeout=SEGUNDOS)
    expect(page.get_by_role("button", name="Hacer la importación")).to_have_count(0)

    subir(sofia, hoja, "-79,51")
    expect(page.get_by_text("2 nuevas")).to_be_visible(timeout=SEGUNDOS)
    page.get_by_role("button", name="Hacer la importación").click()
    expect(page.get_by_text("Entraron todas.")).to_be_visible(timeout=SEGUNDOS)

    sofia.ir("/lugares/?q=punta")
    page.get_by_role("main").get_by_text("Descargar").click()
    with page.expect_download() as bajada:
        page.get_by_role("link", name="CSV (texto)").click()
    (fila,) = leer_csv(bajada.value.path().read_bytes())
    assert (fila["Nombre"], fila["Está en"]) == ("La Punta", "Costa Nueva")
    assert fila["Longitud"] == "-79.51"
