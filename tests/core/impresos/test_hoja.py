"""What is printed says what it was given, on the municipality's paper, whatever people wrote."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile

from core.impresos import hoja
from core.impresos.hoja import ImpresionFallida, pdf
from core.models import Municipio
from tests.channels.builders import png
from tests.core.impresos.leido import texto

pytestmark = pytest.mark.django_db

MUESTRA = Path(__file__).parent / "muestra.typ"
MARTES = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
HOSTIL = '#panic("no") $x^2$ *negrita* _cursiva_ = Título @cita <rótulo> \\ #read("/etc/passwd") //'


def impreso(**cambios: Any) -> bytes:
    hechos = {"titulo": "Respuesta", "codigo": "SOL-2026-00001", "texto": "Se hizo la calle."}
    return pdf(MUESTRA, hechos | cambios, momento=MARTES)


def test_it_says_what_it_was_given_on_the_paper_of_the_municipality() -> None:
    leido = texto(impreso())
    for dicho in (Municipio.actual().nombre, "Respuesta", "Se hizo la calle.", "SOL-2026-00001"):
        assert dicho in leido


def test_what_people_wrote_is_never_read_as_markup() -> None:
    assert HOSTIL in texto(impreso(texto=HOSTIL))


def test_paragraphs_and_lines_stay_as_they_were_written() -> None:
    assert "Uno. Dos. Tres." in texto(impreso(texto="Uno.\nDos.\n\n\nTres."))


def test_a_sign_that_no_font_draws_keeps_nothing_from_being_printed() -> None:
    assert "Gracias" in texto(impreso(texto="Gracias 🙏 谢谢"))


def test_it_is_of_its_moment_and_the_same_each_time() -> None:
    primero = impreso()
    assert primero == impreso()
    with pikepdf.open(io.BytesIO(primero)) as abierto:
        assert str(abierto.docinfo["/CreationDate"]).startswith("D:20260303")
        assert str(abierto.docinfo["/Title"]) == "Respuesta"


def test_a_screen_reader_finds_its_way_in_it() -> None:
    with pikepdf.open(io.BytesIO(impreso())) as abierto:
        assert abierto.Root.MarkInfo.Marked
        assert str(abierto.Root.Lang) == "es"


def test_the_shield_of_the_municipality_is_on_it() -> None:
    sin = impreso()
    municipio = Municipio.actual()
    municipio.escudo.save("escudo.png", ContentFile(png()))
    con = impreso()
    assert _imagenes(sin) == 0
    assert _imagenes(con) == 1


def test_more_than_anybody_prints_is_refused() -> None:
    with pytest.raises(ImpresionFallida):
        impreso(texto="a" * (hoja.MAX_DATOS + 1))


def test_a_template_that_does_not_go_is_told_to_who_reads_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(ImpresionFallida, match="key"):
        pdf(MUESTRA, {"titulo": "Respuesta", "codigo": "X"})
    assert "Nothing was printed" in caplog.text


def test_a_template_reads_nothing_outside_the_project(tmp_path: Path) -> None:
    ajena = tmp_path / "ajena.typ"
    ajena.write_text("#read(sys.inputs.datos)")
    with pytest.raises(ImpresionFallida):
        pdf(ajena, {"titulo": "x"})


def _imagenes(documento: bytes) -> int:
    with pikepdf.open(io.BytesIO(documento)) as abierto:
        return sum(len(pagina.get_images()) for pagina in abierto.pages)
