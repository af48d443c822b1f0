"""Brings a sheet in from the command line: as the screen does, by the same code."""

from __future__ import annotations

import csv
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils import translation

from core import origen
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.traslados import actions
from workflows.traslados.queries import COSAS, Informe, Mapa, Rechazada

CADA_SEGUNDO = 1.0


class Command(BaseCommand):
    """All or nothing. Ends with 1, and every bad row with its reason, if there is one."""

    help = "Brings actores, lugares, temas, metas, compromisos or solicitudes in from a sheet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, from which file, as whom, and how its columns are understood."""
        parser.add_argument("cosa", choices=list(COSAS))
        parser.add_argument("archivo", type=Path, help="CSV, XLSX or GeoJSON")
        parser.add_argument("--como", required=True, help="e-mail of the person who brings it")
        parser.add_argument(
            "--mapa", nargs="*", default=None, metavar="columna=campo",
            help="columns and their fields; without it, as the same heading was understood before",
        )  # fmt: skip
        parser.add_argument(
            "--fijo", nargs="*", default=[], metavar="campo=valor",
            help="what a field holds where its cell is empty",
        )  # fmt: skip
        parser.add_argument("--fuente", default=None, help="where it comes from, for references")
        parser.add_argument(
            "--actualizar", action="store_true", help="change what is there already"
        )
        parser.add_argument("--ensayo", action="store_true", help="try it, and take it all back")
        parser.add_argument("--reparos", type=Path, help="a CSV for the bad rows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rehearse it or do it, and say what became of the rows."""
        with translation.override("es"), origen.desde(origen.nuevo()):
            try:
                informe = self._importar(options)
            except NotAllowed as refusal:
                raise CommandError(refusal.motivo) from None
            except (ValidationError, OSError) as error:
                raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from None
            except Rechazada as rechazada:
                informe = rechazada.informe
            self._decir(informe, options)
        if informe.malas:
            raise CommandError(f"{informe.malas} filas con reparos: no se importó nada.")

    def _importar(self, options: dict[str, Any]) -> Informe:
        usuario = Usuario.objects.filter(email__iexact=options["como"], is_active=True).first()
        if usuario is None:
            raise CommandError("No hay nadie con cuenta y ese correo (--como).")
        with options["archivo"].open("rb") as archivo:
            return actions.importar_archivo(
                archivo,
                cosa=options["cosa"],
                usuario=usuario,
                mapa=lambda propuesto: _mapa(propuesto, options),
                actualizar=options["actualizar"],
                ensayo=options["ensayo"],
                avance=self._avance(options["verbosity"]),
            )

    def _avance(self, verbosity: int) -> Any:
        """A line a second, to standard error, with how far it is."""
        ultimo = time.monotonic()

        def avance(hechas: int) -> None:
            nonlocal ultimo
            if verbosity and time.monotonic() - ultimo > CADA_SEGUNDO:
                ultimo = time.monotonic()
                self.stderr.write(f"{hechas} filas…")

        return avance

    def _decir(self, informe: Informe, options: dict[str, Any]) -> None:
        for reparo in informe.reparos:
            donde = f"Fila {reparo.fila}" + (f", {reparo.columna}" if reparo.columna else "")
            valor = f" («{reparo.valor}»)" if reparo.valor else ""
            self.stderr.write(f"{donde}{valor}: {reparo.texto}")
        if options["reparos"]:
            with options["reparos"].open("w", newline="", encoding="utf-8-sig") as destino:
                hoja = csv.writer(destino)
                hoja.writerow(["Fila", "Columna", "Valor", "Reparo"])
                hoja.writerows((r.fila, r.columna, r.valor, r.texto) for r in informe.reparos)
        self.stdout.write(
            f"{'Ensayo: ' if options['ensayo'] else ''}{informe.filas} filas: {informe.nuevas}"
            f" nuevas, {informe.cambiadas} cambiadas, {informe.iguales} ya estaban,"
            f" {informe.malas} con reparos; {informe.correos} correos."
        )


def _mapa(propuesto: Mapa, options: dict[str, Any]) -> Mapa:
    """What the command line says, over what was remembered or proposed."""
    columnas = propuesto.columnas if options["mapa"] is None else dict(_pares(options["mapa"]))
    fijos = {**propuesto.fijos, **dict(_pares(options["fijo"], desde_el_final=False))}
    fuente = propuesto.fuente if options["fuente"] is None else options["fuente"]
    return Mapa(columnas, fijos, fuente)


def _pares(dichos: list[str], *, desde_el_final: bool = True) -> list[tuple[str, str]]:
    """Pairs around a =: a column may have one in its name, a field has none."""
    pares = []
    for dicho in dichos:
        uno, signo, otro = dicho.rpartition("=") if desde_el_final else dicho.partition("=")
        if not signo:
            raise CommandError(f"«{dicho}» no tiene la forma columna=campo.")
        pares.append((uno, otro))
    return pares
