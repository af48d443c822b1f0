"""Real documents, honest and hostile, made when a test asks for them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf

AUTORA = "Rosa Medina, 8.97N 79.53W"
_TIPOS = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/{parte}" ContentType="{tipo}"/></Types>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def un_pdf(texto: str = "", paginas: int = 1, **guardar: Any) -> bytes:
    """A PDF written by somebody; `guardar` goes to the writer (`encryption=…`)."""
    with pikepdf.new() as documento:
        for _n in range(paginas):
            documento.add_blank_page()
        documento.docinfo["/Author"] = AUTORA
        documento.docinfo["/Title"] = texto
        documento.Root["/Metadata"] = documento.make_stream(f"<x>{AUTORA}</x>".encode())
        salida = io.BytesIO()
        documento.save(salida, static_id=True, **guardar)
    return salida.getvalue()


def un_pdf_firmado() -> bytes:
    """One that says that it carries signatures."""
    with pikepdf.open(io.BytesIO(un_pdf())) as documento:
        documento.Root["/AcroForm"] = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        salida = io.BytesIO()
        documento.save(salida)
    return salida.getvalue()


def un_pdf_sin_fin(paginas: int) -> bytes:
    """A few bytes that say they are so many pages."""
    return un_pdf().replace(b"/Count 1", b"/Count %d" % paginas)


def un_docx(mas: dict[str, bytes] | None = None) -> bytes:
    """A letter in Word, with who wrote it and for which company."""
    return _zip(
        {
            "[Content_Types].xml": _TIPOS.format(parte="word/document.xml", tipo=_WORD).encode(),
            "_rels/.rels": b"<Relationships/>",
            "word/document.xml": b"<w:document>Estimada vecina</w:document>",
            "docProps/core.xml": f"<x>{AUTORA}</x>".encode(),
            "docProps/app.xml": f"<Company>{AUTORA}</Company>".encode(),
            **(mas or {}),
        }
    )


def un_xlsx(mas: dict[str, bytes] | None = None) -> bytes:
    return _zip(
        {
            "[Content_Types].xml": _TIPOS.format(parte="xl/workbook.xml", tipo=_EXCEL).encode(),
            "_rels/.rels": b"<Relationships/>",
            "xl/workbook.xml": b"<workbook/>",
            "docProps/core.xml": f"<x>{AUTORA}</x>".encode(),
            **(mas or {}),
        }
    )


def un_odt(mas: dict[str, bytes] | None = None) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        archivo.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        partes = {
            "content.xml": b"<office/>",
            "meta.xml": f"<x>{AUTORA}</x>".encode(),
            **(mas or {}),
        }
        for nombre, datos in partes.items():
            archivo.writestr(nombre, datos, zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def que_miente(datos: bytes, parte: str, dice: int) -> bytes:
    """The same zip, in which a part says of itself that it is `dice` bytes when opened."""
    salida = bytearray(datos)
    with zipfile.ZipFile(io.BytesIO(datos)) as archivo:
        info = archivo.getinfo(parte)
    salida[info.header_offset + 22 : info.header_offset + 26] = struct.pack("<I", dice)
    centro = salida.index(b"PK\x01\x02")
    while salida[centro + 46 : centro + 46 + len(parte)] != parte.encode():
        centro = salida.index(b"PK\x01\x02", centro + 4)
    salida[centro + 24 : centro + 28] = struct.pack("<I", dice)
    return bytes(salida)


def un_mp4() -> bytes:
    """A film of a telephone: where it was taken stands in `udta`."""
    lugar = _caja(b"udta", _caja(b"\xa9xyz", f"\x00\x12\x15\xc7{AUTORA}".encode("latin-1")))
    return (
        _caja(b"ftyp", b"mp42\x00\x00\x00\x00mp42isom")
        + _caja(b"moov", _caja(b"mvhd", bytes(100)) + _caja(b"trak", bytes(0)) + lugar)
        + _caja(b"mdat", b"pelicula")
    )


def un_mp3() -> bytes:
    etiqueta = f"TIT2{AUTORA}".encode()
    return (
        b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(etiqueta)]) + etiqueta + b"\xff\xfb" + bytes(400)
    )


def _caja(clase: bytes, dentro: bytes) -> bytes:
    return struct.pack(">I", 8 + len(dentro)) + clase + dentro


def _zip(partes: dict[str, bytes]) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, datos in partes.items():
            archivo.writestr(nombre, datos)
    return salida.getvalue()


def un_pdf_bomba(megas: int) -> bytes:
    """An object stream of a few kilobytes that becomes so many megabytes when it is read."""
    apretado = zlib.compress(b" " * (megas * 1024 * 1024), 9)
    cuerpo = b"%PDF-1.7\n"
    lugares = []

    def objeto(numero: int, texto: bytes) -> None:
        nonlocal cuerpo
        lugares.append((numero, len(cuerpo)))
        cuerpo += b"%d 0 obj\n%s\nendobj\n" % (numero, texto)

    objeto(1, b"<< /Type /Catalog /Pages 2 0 R /Extra 5 0 R >>")
    objeto(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    objeto(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    cabeza = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>" % len(apretado)
    objeto(4, cabeza + b"\nstream\n" + apretado + b"\nendstream")
    inicio = len(cuerpo)
    filas = b"\x00\x00\x00\x00\x00\xff"
    for _numero, lugar in lugares:
        filas += b"\x01" + struct.pack(">I", lugar) + b"\x00"
    filas += b"\x02" + struct.pack(">I", 4) + b"\x00"
    filas += b"\x01" + struct.pack(">I", inicio) + b"\x00"
    cuerpo += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n"
        % len(filas)
        + filas
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % inicio
    )
    return cuerpo
