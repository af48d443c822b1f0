"""A file is what its bytes say, and leaves behind what nobody should read in it."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core import adjuntos
from core.adjuntos import Contenido
from core.models import Actor, Adjunto, Usuario
from tests.builders import un_compromiso
from tests.documentos import un_pdf

PDF = un_pdf()
SECRET = "Rosa Medina, 8.97N 79.53W"


def taken(datos: bytes, nombre: str = "foto.jpg", *, solo_imagen: bool = False) -> Contenido:
    return adjuntos.revisar(io.BytesIO(datos), nombre, solo_imagen=solo_imagen)


def refused(datos: bytes, nombre: str = "foto.jpg", *, solo_imagen: bool = False) -> str:
    with pytest.raises(ValidationError) as error:
        taken(datos, nombre, solo_imagen=solo_imagen)
    return error.value.messages[0]


def picture(formato: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **extra) -> bytes:
    salida = io.BytesIO()
    Image.new(mode, size, 1).save(salida, format=formato, **extra)
    return salida.getvalue()


def opened(contenido: Contenido) -> Image.Image:
    return Image.open(io.BytesIO(contenido.datos))


def bomb(side: int) -> bytes:
    """A few kilobytes that would be decoded to `side` × `side` pixels."""
    small = picture("PNG", (8, 8), "L")
    cabecera = side.to_bytes(4, "big") * 2 + small[24:29]
    crc = zlib.crc32(b"IHDR" + cabecera).to_bytes(4, "big")
    return small[:16] + cabecera + crc + small[33:]


class TestWhatItIs:
    def test_a_name_does_not_make_it_another_thing(self) -> None:
        assert taken(picture("PNG"), "factura.pdf").tipo == "image/png"
        assert taken(PDF, "foto.jpg").tipo == "application/pdf"

    @pytest.mark.parametrize(
        "datos",
        [
            b"<html><script>alert(1)</script></html>",
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
            b"<svg onload=alert(1)>",
            b"MZ" + bytes(200),
            b"#!/bin/sh\nrm -rf /\n",
            b"PK\x03\x04" + bytes(200),
        ],
        ids=["html", "svg", "bare svg", "exe", "shell", "zip"],
    )
    def test_what_could_run_is_refused_whatever_its_name(self, datos: bytes) -> None:
        assert "No se admite" in refused(datos, "foto.jpg")

    @pytest.mark.parametrize("nombre", ["acta.exe", "acta.html", "acta.pdf.scr", "acta.svg"])
    def test_its_name_ends_as_what_it_is(self, nombre: str) -> None:
        assert taken(PDF, nombre).nombre == f"{nombre}.pdf"
        assert taken(picture("JPEG"), "Foto.JPEG").nombre == "Foto.JPEG"

    @pytest.mark.parametrize(
        "detras", [b"MZ" + bytes(200), b"<script>alert(1)</script>", b"\xff", b""]
    )
    def test_behind_the_label_of_a_song_stands_a_song(self, detras: bytes) -> None:
        assert "dañado" in refused(b"ID3\x03\x00\x00" + bytes(4) + detras, "himno.mp3")

    def test_where_an_image_is_asked_for_a_document_is_refused(self) -> None:
        assert refused(PDF, solo_imagen=True) == "Debe ser una imagen JPG, PNG o WebP."
        assert "Debe ser una imagen" in refused(picture("GIF"), solo_imagen=True)

    def test_nothing_is_not_a_file(self) -> None:
        assert refused(b"") == "El archivo está vacío."

    def test_too_much_is_not_read(self) -> None:
        assert refused(PDF + bytes(adjuntos.MAX_BYTES)) == "El archivo pasa de 15 MB."
        exact = PDF + bytes(adjuntos.MAX_BYTES - len(PDF))
        assert taken(exact).tipo == "application/pdf"

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\rosa\\acta final.pdf", "acta final.pdf"),
            ('a"b<c>\r\n.pdf', "abc.pdf"),
            ("..", "...pdf"),
            ("", "archivo.pdf"),
            ("ñ" * 400, "ñ" * 145 + ".pdf"),
            ("ñ" * 400 + ".PDF", "ñ" * 146 + ".PDF"),
            ("acta\u202efdp.exe", "actafdp.exe.pdf"),
        ],
    )
    def test_a_name_is_only_to_be_shown(self, given: str, kept: str) -> None:
        assert taken(PDF, given).nombre == kept


class TestPictures:
    @pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
    def test_where_and_by_whom_it_was_taken_is_removed(self, formato: str) -> None:
        exif = Image.Exif()
        exif[0x013B] = SECRET  # artist
        exif.get_ifd(0x8825)[29] = SECRET  # GPS
        extra: dict[str, Any] = {"exif": exif, "xmp": f"<x>{SECRET}</x>".encode()}
        notas: dict[str, Any] = {"JPEG": {"comment": SECRET}, "PNG": {"pnginfo": _nota()}}
        extra |= notas.get(formato, {})
        datos = picture(formato, **extra)
        assert SECRET.encode() in datos

        limpia = taken(datos)

        assert SECRET.encode() not in limpia.datos
        assert not opened(limpia).getexif()
        assert {"xmp", "comment", "Autora"}.isdisjoint(opened(limpia).info)

    def test_it_is_turned_upright_before_that(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # taken with the camera on its side

        contenido = taken(picture("JPEG", (40, 30), exif=exif))

        assert (contenido.ancho, contenido.alto) == (30, 40)
        assert opened(contenido).size == (30, 40)

    def test_a_huge_one_is_made_smaller(self) -> None:
        contenido = taken(picture("PNG", (4800, 100), "L"))

        assert (contenido.ancho, contenido.alto) == (2400, 50)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_every_way_of_colouring_is_taken(self, mode: str) -> None:
        assert taken(picture("PNG", mode=mode)).tipo == "image/png"

    @pytest.mark.parametrize("mode", ["L", "CMYK"])
    def test_a_jpeg_comes_out_in_colours_every_browser_shows(self, mode: str) -> None:
        assert opened(taken(picture("JPEG", mode=mode))).mode == "RGB"

    def test_what_is_transparent_stays_so(self) -> None:
        contenido = taken(picture("PNG", mode="L", transparency=1))

        assert opened(contenido).convert("RGBA").getchannel("A").getextrema() == (0, 0)

    @pytest.mark.parametrize("side", [7000, 12_000, 60_000])
    def test_a_bomb_is_refused_before_it_is_decoded(self, side: int) -> None:
        datos = bomb(side)
        assert len(datos) < 1000

        assert refused(datos) == "La imagen tiene demasiados píxeles."

    @pytest.mark.filterwarnings("ignore")
    @pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
    def test_a_broken_one_is_taken_or_refused_but_never_an_error(self, formato: str) -> None:
        entera = picture(formato, (64, 64), exif=Image.Exif())
        cortadas = [entera[:corte] for corte in range(16, len(entera), 5)]
        mordidas = [
            entera[:donde] + bytes([entera[donde] ^ 0x55]) + entera[donde + 1 :]
            for donde in range(12, len(entera), 5)
        ]

        assert not all(_sirve(datos) for datos in cortadas)
        assert {_sirve(datos) for datos in mordidas} <= {True, False}


def _sirve(datos: bytes) -> bool:
    try:
        taken(datos)
    except ValidationError:
        return False
    return True


def _nota() -> PngInfo:
    nota = PngInfo()
    nota.add_text("Autora", SECRET)
    return nota


@pytest.mark.django_db
class TestKeeping:
    def test_the_same_bytes_are_one_file(self, rosa: Usuario, luis: Usuario, junta: Actor) -> None:
        compromiso = un_compromiso(rosa, luis, junta)
        uno = adjuntos.guardar(compromiso, taken(PDF, "acta.pdf"), actor=luis)
        otro = adjuntos.guardar(compromiso, taken(PDF, "copia.pdf"), actor=rosa)

        assert uno.archivo.name == otro.archivo.name == f"{uno.sha256[:2]}/{uno.sha256}"
        carpeta = Path(uno.archivo.path).parent
        assert [path.name for path in carpeta.glob(f"{uno.sha256}*")] == [uno.sha256]
        assert (uno.nombre, otro.nombre) == ("acta.pdf", "copia.pdf")

    def test_what_it_is_stands_in_its_row(self, rosa: Usuario, luis: Usuario, junta: Actor) -> None:
        compromiso = un_compromiso(rosa, luis, junta)
        foto = taken(picture("PNG", (40, 30)), "pozo.png")

        guardado = Adjunto.objects.get(
            pk=adjuntos.guardar(compromiso, foto, actor=luis, clase=Adjunto.Clase.EVIDENCIA).pk
        )

        assert (guardado.tipo, guardado.ancho, guardado.alto) == ("image/png", 40, 30)
        assert guardado.tamano == len(foto.datos)
        assert Path(guardado.archivo.path).read_bytes() == foto.datos
        assert (guardado.publico, guardado.subido_por) == (False, luis)
