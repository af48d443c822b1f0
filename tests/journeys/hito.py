"""What people do from a milestone that is met to a piece that waits to be approved."""

from __future__ import annotations

from tests.journeys.gente import Persona
from tests.journeys.poblar import META


def se_cumple(luis: Persona, carmen: Persona, titulo: str) -> str:
    """The milestone is begun, reported by its responsable and validated by another person."""
    luis.ir("/metas/")
    luis.seguir(META)
    luis.seguir(titulo)
    parte = luis.donde
    luis.dar("Iniciar", hecho="Iniciada.")
    informe = {"Qué se logró": "La planta trata 40 litros por segundo.",
               "O un enlace que lo muestre": "https://alborada.test/planta"}  # fmt: skip
    luis.dar("Reportar cumplida", informe, hecho="Reportada.")
    carmen.ir(parte)
    carmen.dar("Validar", hecho="Validada: cumplida.")
    return parte


def abre_desde_la_campana(bruno: Persona, titulo: str) -> None:
    """The bell tells that there is something to tell, and its button opens the editor."""
    assert any(titulo in aviso for aviso in bruno.avisos())
    bruno.tocar(bruno.page.get_by_role("button", name="Escribir pieza").first)
    assert bruno.page.get_by_label("Título").input_value() == titulo


def devuelta_y_corregida(paula: Persona, bruno: Persona, pieza: str) -> None:
    """Sent back with a remark, mended by who wrote it, and sent again."""
    paula.ir(pieza)
    observa = {"Qué hay que cambiar": "Diga desde cuándo."}
    paula.dar("Devolver con observaciones", observa, hecho="Devuelta a quien la escribió.")
    assert any("Corrija y vuelva a enviar" in aviso for aviso in bruno.avisos())
    bruno.ir(pieza)
    bruno.ve("Diga desde cuándo.")
    bruno.dar("Corregir", hecho="Otra vez en borrador")
    bruno.pulsar("Editar")
    bruno.llenar({"Texto para la web": "Desde el lunes sirve a 412 familias."})
    guardar = bruno.page.get_by_role("main").get_by_role("button", name="Guardar", exact=True)
    bruno.tocar(guardar)
    bruno.ve("Guardada.")
    bruno.dar("Enviar a revisión", hecho="Enviada a revisión.")
