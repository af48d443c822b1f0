"""The page of a meta intermedia, and changing it while its meta is programmed."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import datos, errores, url
from tests.workflows.metas.builders import Gobierno, en_dias, sin_cambios
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas import states
from workflows.metas.actions import intermedias
from workflows.metas.models import MetaIntermedia


@pytest.fixture
def mi(gobierno: Gobierno) -> MetaIntermedia:
    """A part of a meta that is still programmed."""
    return gobierno.con_programa().vivas()[0]


def test_it_tells_what_was_reported_and_of_which_meta_it_is(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    reportada = gobierno.intermedia(states.REPORTADA)

    pagina = entrar(gobierno.institucional).get(url(reportada)).content.decode()

    for parte in (
        "El diseño está aprobado y firmado.",
        "https://alborada.test/diseno",
        url(reportada.meta),
        "Ya fue reportada; falta validarla.",
    ):
        assert parte in pagina


def test_prensa_is_offered_to_write_of_it_until_it_is_told_or_dropped(
    entrar: Entrar, gobierno: Gobierno, paula: Usuario, omar: Usuario
) -> None:
    contable = una_oportunidad(gobierno)
    escribir = f"/piezas/nueva/?origen={contable.codigo}"

    assert escribir in entrar(paula).get(url(contable)).content.decode()
    assert escribir not in entrar(omar).get(url(contable)).content.decode()
    intermedias.descartar(mi_id=contable.pk, actor=paula, motivo="Ya salió en la radio.")
    pagina = entrar(paula).get(url(contable)).content.decode()
    assert escribir not in pagina
    assert "decidió no contarla" in pagina


def test_it_is_changed_while_its_meta_is_programmed(
    entrar: Entrar, gobierno: Gobierno, mi: MetaIntermedia
) -> None:
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(mi, "editar")))

    response = client.post(url(mi, "editar"), {**escrito, "peso": "25", "ruta_critica": "on"})

    assert (response.status_code, response.headers["Location"]) == (302, url(mi.meta))
    mi.refresh_from_db()
    assert (mi.peso, mi.ruta_critica, mi.titulo) == (25, True, "Diseño aprobado")


@pytest.mark.parametrize(
    ("campo", "valor"), [("titulo", ""), ("peso", "0"), ("fecha_vigente", "ayer")]
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, gobierno: Gobierno, mi: MetaIntermedia, campo: str, valor: str
) -> None:
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(mi, "editar"))) | {"entregable": "El acta"}

    with sin_cambios(mi):
        response = client.post(url(mi, "editar"), {**escrito, campo: valor})

    assert (response.status_code, list(errores(response))) == (422, [campo])
    assert "El acta" in response.content.decode()


def test_a_stale_form_shows_what_changed(
    entrar: Entrar, gobierno: Gobierno, mi: MetaIntermedia
) -> None:
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(mi, "editar"))) | {"entregable": "El acta"}
    intermedias.editar(
        mi_id=mi.pk, actor=gobierno.institucional, cambios={"fecha_vigente": en_dias(15)}
    )

    response = client.post(url(mi, "editar"), escrito)

    assert response.status_code == 409
    for parte in ("Carmen Ruiz", "20 de abril", "El acta"):
        assert parte in response.content.decode()


def test_later_or_by_others_it_is_not_changed(
    entrar: Entrar, gobierno: Gobierno, mi: MetaIntermedia, omar: Usuario
) -> None:
    assert entrar(omar).post(url(mi, "editar"), {}).status_code == 403
    corre = gobierno.intermedia()
    assert entrar(gobierno.gerente).post(url(corre, "editar"), {}).status_code == 403


def test_who_may_not_see_it_finds_nothing(
    entrar: Entrar, gobierno: Gobierno, marta: Usuario, mi: MetaIntermedia
) -> None:
    for verbo in ("", "editar", "iniciar"):
        assert entrar(marta).get(url(mi, verbo)).status_code == 404


def test_a_long_life_costs_what_a_short_one_does(entrar: Entrar, gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)
    client = entrar(gobierno.responsable)
    corta = cuantas(lambda: client.get(url(mi)))
    for n in range(20):
        intermedias.reportar_avance(
            mi_id=mi.pk, actor=gobierno.responsable, porcentaje=(25, 50)[n % 2]
        )

    assert cuantas(lambda: client.get(url(mi))) <= corta <= 60
