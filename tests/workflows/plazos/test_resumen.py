"""What the domain leaves for the digest reaches the titular as one mail of the next morning."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from core import clock
from core.models import Actor, Suplencia, Usuario
from notifiers import deliver
from ops.sandbox.client import Sandbox
from tests.momentos import MIERCOLES, ZONA
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import states as compromisos
from workflows.plazos import actions as plazos
from workflows.solicitudes import states as solicitudes
from workflows.solicitudes.models import TipoSolicitud

pytestmark = pytest.mark.django_db

# Seven working days after the compromiso was due.
MARTES = datetime(2026, 9, 29, 10, tzinfo=ZONA)
MIERCOLES_SIGUIENTE = datetime(2026, 9, 30, 8, 15, tzinfo=ZONA)


@pytest.fixture
def un_martes(
    buzon: Sandbox,
    rosa: Usuario,
    ines: Usuario,
    luis: Usuario,
    carmen: Usuario,
    tomas: Usuario,
    junta: Actor,
) -> None:
    """A decision that waits, a promise seven days late, and another reminded for the third time."""
    oficina = Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)
    despacho = Despacho(
        jefe=rosa,
        asistente=ines,
        titular=tomas,
        responsable=luis,
        solicitante=junta,
        tipo=TipoSolicitud.objects.get(codigo="peticion"),
    )
    with clock.moved_to(MIERCOLES):
        despacho.hasta(solicitudes.EN_DECISION)
        oficina.hasta(compromisos.EN_GESTION)
        insistido = oficina.hasta(
            compromisos.EN_GESTION, titulo="Reparar el puente", fecha=MARTES.date()
        )
    with clock.moved_to(MARTES):
        plazos.barrer()
        for _vez in range(3):
            oficina.reiterar(insistido)
        assert deliver.enviar_resumenes() == 0


def resumenes(buzon: Sandbox, user: Usuario) -> list[dict[str, Any]]:
    """The digests that reached a person."""
    return [uno for uno in buzon.mails(user.email) if "resumen del día" in uno["subject"]]


@pytest.mark.usefixtures("un_martes")
def test_the_titular_reads_all_of_it_in_one_mail(buzon: Sandbox, tomas: Usuario) -> None:
    with clock.moved_to(MIERCOLES_SIGUIENTE):
        deliver.enviar_resumenes()
        deliver.enviar_resumenes()

    (resumen,) = resumenes(buzon, tomas)
    assert resumen["subject"] == "Su resumen del día: 3 asuntos"
    for punto in (
        "* Espera decisión: Agua potable para El Roble (SOL-2026-00001)",
        "* Atrasado: Entregar los planos del acueducto (CMP-2026-00001)",
        "* Se ha recordado 3 veces: Reparar el puente (CMP-2026-00002)",
    ):
        assert punto in resumen["text"]


@pytest.mark.usefixtures("un_martes")
def test_none_of_it_reaches_him_by_a_mail_of_its_own(buzon: Sandbox, tomas: Usuario) -> None:
    with clock.moved_to(MIERCOLES_SIGUIENTE):
        deliver.vaciar()

    assert not buzon.mails(tomas.email)


def test_who_stands_in_for_him_reads_it_too(
    buzon: Sandbox, marta: Usuario, tomas: Usuario, request: pytest.FixtureRequest
) -> None:
    Suplencia.objects.create(
        titular=tomas, suplente=marta, desde=MARTES.date(), hasta=MIERCOLES_SIGUIENTE.date()
    )
    request.getfixturevalue("un_martes")
    with clock.moved_to(MIERCOLES_SIGUIENTE):
        deliver.enviar_resumenes()

    (resumen,) = resumenes(buzon, marta)
    assert resumen["text"].count(", por Tomás Vega") == 3
    assert len(resumenes(buzon, tomas)) == 1
