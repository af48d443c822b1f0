"""Mi día of who stands in: what waits for the other is there, says so, and is done from there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Actor, Historial, Suplencia, Usuario
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import HOY, Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.usefixtures("miercoles")

MI_DIA = "/mi-dia/"
MARCA = "Por Luis Ábrego, a quien suple"


@pytest.fixture
def compromiso(rosa: Usuario, luis: Usuario, carmen: Usuario, junta: Actor) -> Compromiso:
    """Given to Luis, who is away for three days."""
    oficina = Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)
    return oficina.crear()


@pytest.fixture
def suplencia(luis: Usuario, marta: Usuario) -> Suplencia:
    return Suplencia.objects.create(
        titular=luis, suplente=marta, desde=HOY, hasta=HOY + timedelta(days=3)
    )


@pytest.mark.usefixtures("suplencia")
def test_what_waits_for_the_other_says_in_whose_place(
    entrar: Entrar, compromiso: Compromiso, luis: Usuario, marta: Usuario
) -> None:
    pagina = entrar(marta).get(MI_DIA).content.decode()

    assert compromiso.codigo in pagina
    assert MARCA in pagina
    assert "Se lo asignaron a Luis Ábrego y falta aceptarlo." in pagina
    assert MARCA not in entrar(luis).get(MI_DIA).content.decode()


@pytest.mark.usefixtures("suplencia")
def test_the_menu_counts_it(entrar: Entrar, compromiso: Compromiso, marta: Usuario) -> None:
    nav = entrar(marta).get(MI_DIA).context["nav"]

    cuentas = {uno.url: uno.count for seccion in nav for uno in seccion.items}
    assert (cuentas[MI_DIA], cuentas["/compromisos/"]) == (1, 1)


@pytest.mark.usefixtures("suplencia")
def test_the_step_taken_from_there_is_recorded_as_one_for_the_other(
    entrar: Entrar, compromiso: Compromiso, luis: Usuario, marta: Usuario
) -> None:
    cliente = entrar(marta)
    ((_grupo, (uno,)),) = cliente.get(MI_DIA).context["grupos"]
    (aceptar,) = [paso for paso in uno.pasos if paso.verb == "aceptar"]

    cliente.post(aceptar.url, {"version": compromiso.version})

    entrada = Historial.objects.filter(expediente_id=compromiso.pk).first()
    assert entrada is not None
    assert (entrada.verbo, entrada.usuario, entrada.por) == ("aceptar", marta, luis)
    historia = cliente.get(f"/compromisos/{compromiso.codigo}/").content.decode()
    assert "por Luis Ábrego" in historia


def test_when_the_substitution_ends_it_is_gone(
    entrar: Entrar, compromiso: Compromiso, suplencia: Suplencia, marta: Usuario
) -> None:
    with clock.moved_to(MIERCOLES + timedelta(days=4)):
        pagina = entrar(marta).get(MI_DIA).content.decode()

    assert compromiso.estado == states.ASIGNADA
    assert compromiso.codigo not in pagina
