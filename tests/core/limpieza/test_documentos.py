"""Documents are opened apart, lose who wrote them, and cannot harm whoever opens them."""

from __future__ import annotations

import contextlib
import io
import resource
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from core import adjuntos
from core.adjuntos import Contenido
from core.limpieza import oficina, pdf, proceso
from core.limpieza.__main__ import SEGUNDOS
from core.limpieza.base import Rechazo
from tests.documentos import (
    AUTORA,
    que_miente,
    un_docx,
    un_mp3,
    un_mp4,
    un_odt,
    un_pdf,
    un_pdf_bomba,
    un_pdf_firmado,
    un_pdf_sin_fin,
    un_xlsx,
)

CADA_CLASE: dict[str, Callable[[], bytes]] = {
    "pdf": un_pdf, "docx": un_docx, "xlsx": un_xlsx, "odt": un_odt, "mp4": un_mp4, "mp3": un_mp3,
}  # fmt: skip
OFICINA = {"docx": un_docx, "xlsx": un_xlsx, "odt": un_odt}


def tomado(datos: bytes) -> Contenido:
    return adjuntos.revisar(io.BytesIO(datos), "acta")


def rechazado(datos: bytes) -> str:
    with pytest.raises(ValidationError) as error:
        tomado(datos)
    return error.value.messages[0]


def abierto(datos: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(datos)) as archivo:
        return {nombre: archivo.read(nombre) for nombre in archivo.namelist()}


def todo(datos: bytes) -> bytes:
    """Its bytes, and those of all that is in it."""
    if datos[:2] == b"PK":
        return b"".join(abierto(datos).values())
    return datos


@pytest.mark.parametrize("clase", CADA_CLASE)
def test_who_wrote_it_and_where_is_removed(clase: str) -> None:
    datos = CADA_CLASE[clase]()
    escrito = AUTORA.encode()
    assert escrito in todo(datos) or clase == "pdf"

    limpio = tomado(datos)

    assert escrito not in todo(limpio.datos)
    assert tomado(limpio.datos).tipo == limpio.tipo  # it is still what it was


def test_of_a_pdf_too() -> None:
    antes, despues = un_pdf("Acta", 3), tomado(un_pdf("Acta", 3)).datos
    with pikepdf.open(io.BytesIO(antes)) as documento:
        assert str(documento.docinfo["/Author"]) == AUTORA
    with pikepdf.open(io.BytesIO(despues)) as documento:
        assert "/Info" not in documento.trailer
        assert "/Metadata" not in documento.Root
        assert len(documento.pages) == 3


def con_guiones() -> bytes:
    """A PDF that runs a script when it is opened, another from its names, and starts a program."""
    guion = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    programa = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    with pikepdf.open(io.BytesIO(un_pdf())) as documento:
        documento.Root.OpenAction = guion
        documento.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), guion])
        )
        documento.pages[0].AA = pikepdf.Dictionary(O=guion)
        enlace = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=programa)
        documento.pages[0].Annots = [documento.make_indirect(enlace)]
        salida = io.BytesIO()
        documento.save(salida, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return salida.getvalue()


def test_nothing_runs_when_a_pdf_is_opened() -> None:
    assert con_guiones().count(b"app.alert") == 3
    limpio = tomado(con_guiones()).datos

    assert b"app.alert" not in limpio
    assert b"cmd.exe" not in limpio
    with pikepdf.open(io.BytesIO(limpio)) as documento:
        assert "/OpenAction" not in documento.Root
        assert len(documento.pages[0].Annots) == 1


def test_one_that_opens_at_a_page_still_does() -> None:
    with pikepdf.open(io.BytesIO(un_pdf("Acta", 3))) as documento:
        documento.Root.OpenAction = [documento.pages[1].obj, pikepdf.Name.Fit]
        salida = io.BytesIO()
        documento.save(salida)
    with pikepdf.open(io.BytesIO(tomado(salida.getvalue()).datos)) as limpio:
        assert "/OpenAction" in limpio.Root


def test_what_is_said_stays() -> None:
    assert b"Estimada vecina" in abierto(tomado(un_docx()).datos)["word/document.xml"]


def test_a_film_keeps_its_place_for_every_byte() -> None:
    limpio = tomado(un_mp4()).datos
    assert len(limpio) == len(un_mp4())
    assert limpio.endswith(b"pelicula")


def test_what_is_signed_stays_byte_by_byte() -> None:
    for firmado in (un_pdf_firmado(), un_docx({"_xmlsignatures/sig1.xml": b"<Signature/>"})):
        assert tomado(firmado).datos == firmado


def test_a_pdf_locked_against_changes_stays_as_it_is() -> None:
    cerrado = un_pdf(encryption=pikepdf.Encryption(owner="dueña", user=""))
    assert tomado(cerrado).datos == cerrado


def test_what_needs_a_password_to_be_read_is_refused() -> None:
    assert "contraseña" in rechazado(un_pdf(encryption=pikepdf.Encryption(owner="a", user="b")))


@pytest.mark.parametrize(
    "datos",
    [b"%PDF-1.7\nnada", un_pdf()[:200], b"%PDF-1.7\n" + bytes(999)],
    ids=["a word", "cut off", "zeros"],
)
def test_a_broken_pdf_is_refused(datos: bytes) -> None:
    assert "dañado" in rechazado(datos)


def test_a_pdf_of_more_pages_than_anybody_reads_is_refused() -> None:
    assert tomado(un_pdf(paginas=pdf.MAX_PAGINAS)).tipo == "application/pdf"
    assert "2.000 páginas" in rechazado(un_pdf(paginas=pdf.MAX_PAGINAS + 1))
    assert "2.000 páginas" in rechazado(un_pdf_sin_fin(1_000_000_000))


def test_a_pdf_that_swells_is_refused_or_taken_without_what_swells() -> None:
    bomba = un_pdf_bomba(400)
    assert len(bomba) < 1024 * 1024

    antes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with contextlib.suppress(ValidationError):
        assert len(tomado(bomba).datos) < 10_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - antes < SEGUNDOS + 1


@pytest.mark.parametrize("clase", OFICINA)
def test_a_part_that_swells_is_refused(clase: str) -> None:
    bomba = OFICINA[clase]({"media/nada.bin": bytes(60 * 1024 * 1024)})
    assert len(bomba) < 100_000

    assert "demasiado al abrirse" in rechazado(bomba)


def test_many_parts_that_swell_together_are_refused() -> None:
    medio = bytes(range(256)) * (oficina.PEQUENA // 256)
    muchas = {f"media/{n}.bin": medio for n in range(oficina.MAX_ABIERTO // oficina.PEQUENA)}
    assert "demasiado al abrirse" in rechazado(un_docx(muchas))


def test_a_part_that_says_it_is_small_is_found_out() -> None:
    hinchada = un_docx({"media/nada.bin": bytes(60 * 1024 * 1024)})
    assert rechazado(que_miente(hinchada, "media/nada.bin", 1000))


def test_more_parts_than_any_document_has_are_refused() -> None:
    muchas = {f"media/{n}.bin": b"" for n in range(oficina.MAX_PARTES)}
    assert "demasiado al abrirse" in rechazado(un_docx(muchas))


@pytest.mark.parametrize(
    "datos",
    [un_docx({"word/vbaProject.bin": b"Sub Auto"}), un_odt({"Basic/script-lc.xml": b"<x/>"})],
    ids=["docx", "odt"],
)
def test_what_brings_programs_is_refused(datos: bytes) -> None:
    assert "macros" in rechazado(datos)


@pytest.mark.parametrize("clase", OFICINA)
def test_a_broken_one_is_taken_or_refused_but_never_an_error(clase: str) -> None:
    entero = OFICINA[clase]()
    for corte in range(40, len(entero), 211):
        for datos in (entero[:corte], entero[:corte] + b"\x55" + entero[corte + 1 :]):
            with contextlib.suppress(Rechazo):
                assert oficina.limpiar(datos)


def test_a_process_that_takes_too_much_ends_and_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proceso, "PACIENCIA", 0.01)
    assert "demasiado al abrirse" in rechazado(un_pdf())


def test_the_process_knows_no_secret_of_ours() -> None:
    assert set(proceso.ENTORNO) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
