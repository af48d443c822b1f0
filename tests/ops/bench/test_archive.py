"""Years of an office: as many as were asked for, each as whole as one that was lived."""

from __future__ import annotations

import pytest

from core import access, clock
from core.models import Actor, Expediente, Historial, LecturaReservada, Lugar, Tema, Usuario
from ops.bench import archive
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db
EACH, ALIVE = 400, 60


@pytest.fixture(autouse=True)
def escrito(
    rosa: Usuario, luis: Usuario, tomas: Usuario, junta: Actor, el_roble: Lugar, agua: Tema
) -> None:
    """One that was lived, and the rest."""
    un_compromiso(rosa, luis, junta)
    archive.fill(each=EACH, alive=ALIVE, now=clock.now())


@pytest.mark.parametrize(("modelo", "antes"), [(Solicitud, 0), (Compromiso, 1)])
def test_there_are_as_many_as_asked_for_and_as_many_of_them_open(
    modelo: type[Solicitud | Compromiso], antes: int
) -> None:
    assert modelo.objects.count() == EACH + antes
    assert modelo.objects.filter(estado__in=modelo.ABIERTOS).count() == ALIVE + antes


def test_each_has_its_people_places_deadlines_and_history() -> None:
    for modelo in (Solicitud, Compromiso):
        for hecho in ("participaciones", "actores", "historial", "plazos"):
            assert not modelo.objects.filter(**{f"{hecho}__isnull": True}).exists(), hecho
    assert (
        Plazo.objects.filter(estado="abierto", expediente__clase="solicitud").count() == 2 * ALIVE
    )
    assert Historial.objects.filter(verbo="cerrar").count() == 2 * (EACH - ALIVE)


def test_what_is_reserved_was_read_by_somebody() -> None:
    reservados = Expediente.objects.filter(nivel_reserva__gte=3)

    assert reservados.exists()
    assert LecturaReservada.objects.count() == reservados.count()


def test_some_see_all_of_it_and_some_no_more_than_their_own(tomas: Usuario, luis: Usuario) -> None:
    todas = Solicitud.objects.all()

    assert access.scope(todas, tomas).count() == EACH
    assert 0 < access.scope(todas, luis).count() < EACH


def test_what_comes_after_has_a_number_of_its_own(
    rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta)

    assert Compromiso.objects.count() == EACH + 2
