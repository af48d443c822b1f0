"""The page of one compromiso."""

from __future__ import annotations

import re

from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states


def linea(pagina: str) -> str:
    """What stands under its title, as one reads it."""
    dentro = pagina[pagina.index('class="linea"') : pagina.index("¿Cómo se contó?")]
    return " ".join(re.sub(r"<[^>]+>", " ", dentro).split())


def test_the_date_beside_its_light_says_what_it_is_for(entrar: Entrar, oficina: Oficina) -> None:
    client = entrar(oficina.responsable)
    for estado, para in (
        (states.ASIGNADA, "Para aceptarlo:"),
        (states.EN_GESTION, "Fecha prometida:"),
        (states.POR_VERIFICAR, "Para verificarlo:"),
    ):
        caso = oficina.hasta(estado)
        assert para in linea(client.get(f"/compromisos/{caso.codigo}/").content.decode())
