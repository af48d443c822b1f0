"""The command that brings a sheet in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.models import Actor, Tema, Usuario
from tests.workflows.traslados import hojas

pytestmark = pytest.mark.django_db


def importar(*args: str | Path) -> tuple[str, str]:
    """What it prints, and what it complains of."""
    salida, reparos = io.StringIO(), io.StringIO()
    call_command("importar", *map(str, args), stdout=salida, stderr=reparos)
    return salida.getvalue(), reparos.getvalue()


@pytest.fixture
def hoja(tmp_path: Path) -> Path:
    """An invented sheet of themes."""
    ruta = tmp_path / "temas.csv"
    ruta.write_bytes(hojas.csv("eje;desde", "Agua;2026", "Salud;1/3/2026").getvalue())
    return ruta


def test_it_brings_a_sheet_in(hoja: Path, elena: Usuario) -> None:
    salida, _reparos = importar("temas", hoja, "--como", elena.email)
    assert salida == "2 filas: 2 nuevas, 0 cambiadas, 0 ya estaban, 0 con reparos; 0 correos.\n"
    assert Tema.objects.count() == 2


def test_a_rehearsal_leaves_nothing(hoja: Path, elena: Usuario) -> None:
    salida, _reparos = importar("temas", hoja, "--como", elena.email, "--ensayo")
    assert salida.startswith("Ensayo: 2 filas: 2 nuevas")
    assert not Tema.objects.exists()


def test_columns_and_fixed_values_are_said(tmp_path: Path, elena: Usuario) -> None:
    ruta = tmp_path / "a.csv"
    ruta.write_bytes(hojas.csv("a=b,c", "Ana,Vocal").getvalue())
    mapa = ("--mapa", "a=b=nombre", "c=cargo", "--fijo", "notas=x=y", "--fuente", "padrón")
    importar("actores", ruta, "--como", elena.email, *mapa)
    assert Actor.objects.values_list("nombre", "cargo", "notas").get() == ("Ana", "Vocal", "x=y")


def test_bad_rows_are_told_written_down_and_end_it_with_an_error(
    tmp_path: Path, elena: Usuario
) -> None:
    ruta, destino = tmp_path / "t.csv", tmp_path / "reparos.csv"
    ruta.write_bytes(hojas.csv("tema,desde", "Agua,ayer", "Salud,").getvalue())
    salida, reparos = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 filas con reparos: no se importó nada"):
        call_command(
            "importar", "temas", str(ruta), "--como", elena.email, "--reparos", str(destino),
            stdout=salida, stderr=reparos,
        )  # fmt: skip
    assert (
        "Fila 2, desde («ayer»): No es una fecha. Escríbala así: 31/12/2026." in reparos.getvalue()
    )
    assert "1 nuevas" in salida.getvalue()
    assert "2,desde,ayer,No es una fecha." in destino.read_text(encoding="utf-8-sig")
    assert not Tema.objects.exists()


@pytest.mark.parametrize(
    ("args", "sentencia"),
    [
        (["--como", "nadie@alborada.test"], "No hay nadie con cuenta"),
        (["--como", "omar@alborada.test"], "No le corresponde a usted."),
        (["--como", "elena@alborada.test", "--mapa", "eje"], "no tiene la forma columna=campo"),
        (["--como", "elena@alborada.test", "--mapa", "eje=color"], "No hay un campo «color»."),
    ],
)
def test_what_makes_no_sense_is_refused(
    args: list[str], sentencia: str, hoja: Path, elena: Usuario, omar: Usuario
) -> None:
    with pytest.raises(CommandError, match=sentencia):
        importar("temas", hoja, *args)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, elena: Usuario) -> None:
    with pytest.raises(CommandError, match=r"nada\.csv"):
        importar("temas", tmp_path / "nada.csv", "--como", elena.email)
