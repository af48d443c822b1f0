"""The sheet of a meta: what it shows, and to whom it offers what."""

from __future__ import annotations

from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import url
from tests.workflows.metas.builders import Gobierno, Persona, en_dias
from workflows.metas import states
from workflows.metas.models import Meta


def ofrece(entrar: Entrar, quien: Usuario, meta: Meta) -> set[str]:
    """Which of the links of its page this person is shown."""
    pagina = entrar(quien).get(url(meta)).content.decode()
    posibles = ("editar", "indicador", "medir", "intermedias/nueva")
    return {verbo for verbo in posibles if f'href="{url(meta, verbo)}"' in pagina}


def test_it_tells_what_it_is_how_it_goes_and_what_it_lacks(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION, descripcion_ciudadana="Agua en cada casa.")
    gobierno.actualizar(meta, necesita="Que firme el ministerio.")

    pagina = entrar(gobierno.titular).get(url(meta)).content.decode()

    for parte in (
        "Agua en cada casa.",
        "Diseño aprobado",
        "Hogares con agua las 24 horas",
        "De 120 a 640; hoy, —.",
        "Que firme el ministerio.",
        "Al día: sin atrasos y actualizada.",
        "la envió a revisión",
        "le agregó una meta intermedia",
    ):
        assert parte in pagina


def test_while_it_is_programmed_it_is_changed(
    entrar: Entrar, gobierno: Gobierno, omar: Usuario
) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    todo = {"editar", "indicador", "intermedias/nueva"}
    assert ofrece(entrar, gobierno.gerente, meta) == todo
    assert ofrece(entrar, gobierno.institucional, meta) == todo - {"intermedias/nueva"}
    assert ofrece(entrar, omar, meta) == set()


def test_a_value_is_noted_while_it_runs_by_who_may(
    entrar: Entrar, gobierno: Gobierno, persona: Persona
) -> None:
    for meta in gobierno.por(states.EN_REVISION, states.VISADA, states.APROBADA):
        assert ofrece(entrar, gobierno.gerente, meta) == set()

    meta = gobierno.hasta(states.EN_EJECUCION)
    for quien, ve in (
        ("gabriel", {"medir"}),
        ("carmen", {"medir"}),
        ("tomas", set()),
        ("omar", set()),
        ("luis", set()),
        ("elena", set()),
    ):
        assert ofrece(entrar, persona(quien), meta) == ve, quien


def test_every_word_of_its_history_is_one_people_say(entrar: Entrar, gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.mover(meta.vivas()[2], actor=gobierno.institucional, fecha=en_dias(60))

    pagina = entrar(gobierno.titular).get(url(meta)).content.decode()

    assert "movió su fecha final" in pagina
    assert "Fecha: de 17 de mayo a 4 de junio" in pagina


def test_who_may_not_see_it_finds_nothing(
    entrar: Entrar, gobierno: Gobierno, marta: Usuario, omar: Usuario
) -> None:
    meta = gobierno.crear(nivel_reserva=2)

    assert entrar(marta).get(url(meta)).status_code == 404
    assert entrar(omar).get(url(meta)).status_code == 404
    assert entrar(omar).get("/metas/MET-1999-00001/").status_code == 404


def test_ten_parts_more_cost_no_query(entrar: Entrar, gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    client = entrar(gobierno.gerente)
    tres = cuantas(lambda: client.get(url(meta)))
    for _ in range(10):
        gobierno.parte(meta)

    assert cuantas(lambda: client.get(url(meta))) <= tres <= 60
