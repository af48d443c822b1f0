"""What a mayor reads in the car of an actor, a theme or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import en_dias
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.informes.test_informe import filas_de
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def vivido(despacho: Despacho, oficina: Oficina, el_roble: Lugar, agua: Tema) -> Iterator[None]:
    """Something asked, answered, promised, kept and owed, all of it about the same."""
    todo = {"lugares": [el_roble], "temas": [agua]}
    with clock.moved_to(MIERCOLES - timedelta(days=60)):
        despacho.hasta(states.EN_DECISION, titulo="Un puente", **todo)
        oficina.crear(titulo="Los planos", fecha=en_dias(5), **todo)
    with clock.moved_to(MIERCOLES):
        despacho.hasta(states.CERRADA, titulo="La cancha", **todo)
        oficina.hasta("cumplida", titulo="La bomba", **todo)
        oficina.crear(titulo="El tanque", **todo)
        yield


@pytest.mark.usefixtures("vivido")
def test_it_says_what_is_open_owed_next_and_answered(
    entrar: Entrar, tomas: Usuario, junta: Actor, el_roble: Lugar, agua: Tema
) -> None:
    client = entrar(tomas)
    for url in (f"/actores/{junta.pk}/", f"/lugares/{el_roble.pk}/", f"/temas/{agua.pk}/"):
        ficha = client.get(url).context["ficha"]

        assert (ficha.abiertas, ficha.fuera_de_plazo) == (1, 1), url
        assert (ficha.en_marcha, ficha.vencidos, ficha.cumplidos, ficha.tasa) == (2, 1, 1, 50)
        assert [uno.titulo for uno in ficha.tarde] == ["Los planos"]
        assert ficha.proximo.titulo == "El tanque"
        assert [una.titulo for una in ficha.respondidas] == ["La cancha"]


@pytest.mark.usefixtures("vivido")
def test_what_was_kept_is_counted_twelve_months_back_and_its_link_says_so(
    entrar: Entrar, tomas: Usuario, oficina: Oficina, el_roble: Lugar
) -> None:
    with clock.moved_to(MIERCOLES - timedelta(days=400)):
        oficina.hasta("cumplida", titulo="El pozo", lugares=[el_roble])
    pagina = entrar(tomas).get(f"/lugares/{el_roble.pk}/")
    enlace = re.search(r'href="(/compromisos/[^"]*cumplidos[^"]*)">(\d+) ', pagina.content.decode())

    assert enlace is not None
    assert int(enlace[2]) == pagina.context["ficha"].cumplidos == 1
    assert filas_de(entrar(tomas), enlace[1]) == 1


@pytest.mark.usefixtures("vivido")
def test_it_tells_nothing_of_what_one_may_not_see(
    entrar: Entrar, marta: Usuario, el_roble: Lugar
) -> None:
    pagina = entrar(marta).get(f"/lugares/{el_roble.pk}/")

    assert pagina.context["ficha"].vacia
    assert "Nada abierto ni reciente que usted pueda ver" in pagina.content.decode()


def test_the_number_to_call_is_for_who_may_know_it(
    entrar: Entrar, rosa: Usuario, omar: Usuario, junta: Actor
) -> None:
    Actor.objects.filter(pk=junta.pk).update(telefono="6000-0000")

    assert 'href="tel:6000-0000"' in entrar(rosa).get(f"/actores/{junta.pk}/").content.decode()
    assert "tel:" not in entrar(omar).get(f"/actores/{junta.pk}/").content.decode()
