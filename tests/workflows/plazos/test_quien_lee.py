"""One truth of who reads a case file: what is found, what an action tells, what a sweep tells.

Every kind of case, every degree, and a cast tied to it in each way there is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core import access, clock
from core.models import ROLES, Expediente, Participacion, Suplencia, Usuario, Vinculo
from notifiers import queue
from notifiers.models import Notificacion
from tests.cast import CAST, person
from tests.notifiers.builders import un_expediente
from workflows.plazos import actions as plazos
from workflows.plazos.models import ReglaAlerta

pytestmark = pytest.mark.django_db

LUNES = datetime(2026, 6, 1, 15, tzinfo=UTC)  # 10:00 in Panama
HOY = LUNES.date()
CLASES = ("solicitud", "compromiso", "meta", "meta_intermedia", "pieza")

# Who is part of the case, and of the one it hangs together with; the thread's way; who stands in
# for whom, from and until how many days from today.
ESCENAS: dict[str, tuple[set[str], set[str], str, list[tuple[str, str, int, int]]]] = {
    "nobody but the roles": (set(), set(), "", []),
    "its people": ({"luis", "carmen"}, set(), "", []),
    "a thread onward": ({"luis"}, {"gabriel", "marta", "paula", "carmen"}, "hacia", []),
    "a thread back": ({"luis"}, {"gabriel", "marta", "paula", "carmen"}, "desde", []),
    "people of something else": (set(), {"gabriel", "marta", "paula", "carmen"}, "", []),
    "substitutes of its people": (
        {"luis", "sofia"},
        set(),
        "",
        [("luis", "marta", 0, 0), ("sofia", "luis", -3, 3), ("luis", "omar", 1, 9)],
    ),
    "substitutes of the roles": (
        set(),
        set(),
        "",
        [("tomas", "sofia", 0, 5), ("elena", "luis", -9, -1), ("rosa", "marta", -1, 0)],
    ),
    "substitutes through a thread": (
        set(),
        {"gabriel", "paula", "carmen", "luis", "elena"},
        "hacia",
        [
            ("gabriel", "sofia", 0, 5),  # who has both the role and the part
            ("luis", "marta", 0, 5),
            ("elena", "carmen", 0, 5),  # the role is one's own, the part the other's
            ("sofia", "omar", 0, 5),  # a substitute of a substitute
        ],
    ),
    "substitutes of who has left": ({"bruno"}, set(), "", [("bruno", "luis", 0, 5)]),
    "substitutes who have left": ({"luis"}, set(), "", [("luis", "bruno", 0, 5)]),
}


@pytest.fixture
def elenco(db: None) -> dict[str, Usuario]:
    """Everybody, of whom Bruno has left since."""
    gente = {nombre: person(nombre) for nombre in CAST}
    Usuario.objects.filter(pk=gente["bruno"].pk).update(is_active=False)
    return {nombre: Usuario.objects.get(pk=uno.pk) for nombre, uno in gente.items()}


@pytest.fixture
def armar(elenco: dict[str, Usuario]) -> Callable[[str, int, str], Expediente]:
    """A case of a kind and degree, tied to the cast as a scene says."""

    def armar(clase: str, grado: int, escena: str) -> Expediente:
        suyos, del_otro, hilo, suplencias = ESCENAS[escena]
        autor = elenco["bruno"]
        caso = un_expediente(autor, clase=clase, nivel_reserva=grado)
        otro = un_expediente(autor, codigo="CMP-2026-00099", nivel_reserva=4)
        Participacion.objects.bulk_create(
            Participacion(expediente=de, usuario=elenco[nombre], papel="monitor")
            for de, nombres in ((caso, suyos), (otro, del_otro))
            for nombre in nombres
        )
        if hilo:
            de, a = (caso, otro) if hilo == "hacia" else (otro, caso)
            Vinculo.objects.create(de=de, a=a, clase=Vinculo.Clase.ORIGEN)
        Suplencia.objects.bulk_create(
            Suplencia(
                titular=elenco[titular],
                suplente=elenco[suplente],
                desde=HOY + timedelta(days=desde),
                hasta=HOY + timedelta(days=hasta),
            )
            for titular, suplente, desde, hasta in suplencias
        )
        return caso

    return armar


def lo_encuentran(caso: Expediente, elenco: dict[str, Usuario]) -> set[str]:
    """Who finds it, both among all case files and among those of its kind."""
    todos = Expediente.objects.filter(pk=caso.pk)
    return {nombre for nombre, uno in elenco.items() if access.scope(todos, uno).exists()}


def lo_leen(caso: Expediente, elenco: dict[str, Usuario]) -> set[str]:
    leen = access.readers((uno.pk, caso.pk) for uno in elenco.values())
    assert {expediente for _uno, expediente in leen} <= {caso.pk}
    return {nombre for nombre, uno in elenco.items() if (uno.pk, caso.pk) in leen}


def contados(kind: str, elenco: dict[str, Usuario]) -> set[str]:
    ids = set(Notificacion.objects.filter(clase=kind).values_list("usuario_id", flat=True))
    return {nombre for nombre, uno in elenco.items() if uno.pk in ids}


def barrer(caso: Expediente, *, papeles: list[str], roles: list[str]) -> None:
    """A rule of the day before calls them, and the day comes."""
    ReglaAlerta.objects.create(
        codigo="P01", clase_plazo="prueba.lee", cantidad=-1, papeles=papeles, roles=roles
    )
    with clock.moved_to(LUNES - timedelta(days=7)):
        plazos.abrir(caso, "prueba.lee", vence=HOY + timedelta(days=1))
    plazos.barrer()


@pytest.mark.parametrize("escena", ESCENAS)
@pytest.mark.parametrize("grado", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("clase", CLASES)
def test_it_is_told_to_those_who_would_find_it(
    clase: str,
    grado: int,
    escena: str,
    elenco: dict[str, Usuario],
    armar: Callable[[str, int, str], Expediente],
) -> None:
    with clock.moved_to(LUNES):
        caso = armar(clase, grado, escena)
        encuentran = lo_encuentran(caso, elenco)
        queue.notify("T03", expediente=caso, clave="1", usuarios=elenco.values(), datos={})
        barrer(caso, papeles=["monitor"], roles=list(ROLES))

        assert lo_leen(caso, elenco) == encuentran
        assert contados("T03", elenco) == encuentran
        assert contados("P01", elenco) == encuentran


@pytest.mark.parametrize(
    ("rol", "escena", "grado", "esperados"),
    [
        ("gerente_meta", "a thread onward", 2, {"gabriel"}),
        ("gerente_meta", "a thread onward", 3, set()),
        ("gerente_meta", "people of something else", 1, set()),
        ("gerente_meta", "substitutes through a thread", 2, {"gabriel", "sofia"}),
        ("prensa", "a thread back", 1, {"paula"}),
        ("titular", "substitutes of the roles", 4, {"tomas", "sofia"}),
        ("contraparte", "substitutes of the roles", 2, {"elena"}),
        ("contraparte", "substitutes of the roles", 3, set()),
    ],
)
def test_an_alert_reaches_whom_an_action_reaches(
    rol: str,
    escena: str,
    grado: int,
    esperados: set[str],
    elenco: dict[str, Usuario],
    armar: Callable[[str, int, str], Expediente],
) -> None:
    llamados = [uno for nombre, uno in elenco.items() if CAST[nombre][1] == rol]
    with clock.moved_to(LUNES):
        caso = armar("compromiso", grado, escena)
        queue.notify("T03", expediente=caso, clave="1", usuarios=llamados, datos={})
        barrer(caso, papeles=[], roles=[rol])

    assert contados("T03", elenco) == esperados
    assert contados("P01", elenco) == esperados


def test_every_kind_of_case_is_here() -> None:
    assert set(CLASES) == set(Expediente.clases())
