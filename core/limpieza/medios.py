"""Sound and film: where a telephone writes the place, and players the name."""

from __future__ import annotations

from core.limpieza.base import DANADO, Rechazo

CABEZA = 8  # bytes of a box: its length and its kind
LARGA = 16  # ...with a length of eight bytes
# Boxes in which others stand, on the way to those that say where it was taken.
CON_OTRAS = frozenset({b"moov", b"trak"})
# They become free space of the same length, so that nothing that points elsewhere moves.
FUERA = frozenset({b"udta", b"meta", b"uuid"})
# What the second byte of a frame of sound is at least; the first has all its bits.
PRIMERA = b"\xe0"


def mp4(datos: bytes) -> bytes:
    """The same film without place, names and dates of the telephone; raises `Rechazo`."""
    salida = bytearray(datos)
    _cajas(salida, 0, len(salida))
    return bytes(salida)


def _cajas(salida: bytearray, desde: int, hasta: int) -> None:
    while desde + CABEZA <= hasta:
        largo = int.from_bytes(salida[desde : desde + 4], "big")
        clase = bytes(salida[desde + 4 : desde + CABEZA])
        cabeza = CABEZA
        if largo == 1:
            largo = int.from_bytes(salida[desde + CABEZA : desde + LARGA], "big")
            cabeza = LARGA
        elif largo == 0:
            largo = hasta - desde
        if largo < cabeza or desde + largo > hasta:
            raise Rechazo(DANADO)
        if clase in FUERA:
            salida[desde + 4 : desde + CABEZA] = b"free"
            salida[desde + cabeza : desde + largo] = bytes(largo - cabeza)
        elif clase in CON_OTRAS:
            _cajas(salida, desde + cabeza, desde + largo)
        desde += largo


def mp3(datos: bytes) -> bytes:
    """The sound alone, without the labels before and after it."""
    if datos[:3] == b"ID3" and len(datos) > 10:
        largo = 0
        for byte in datos[6:10]:
            largo = largo << 7 | byte & 0x7F
        datos = datos[10 + largo + (10 if datos[5] & 0x10 else 0) :]
    if datos[-128:-125] == b"TAG":
        datos = datos[:-128]
    if datos[:1] != b"\xff" or datos[1:2] < PRIMERA:
        raise Rechazo(DANADO)  # behind the label stands whatever it may be, and no sound
    return datos
