"""*Decisiones* on a telephone: one card after another, each held for ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from core.models import Lugar, Usuario
from tests.espera import esperar
from tests.mirada.pagina import axe
from tests.webui.conftest import Navegar
from tests.workflows.solicitudes.builders import Despacho, obras
from webui.solicitudes import decisiones
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db(transaction=True)
DECISIONES = "/decisiones/"


@pytest.fixture
def pedidas(despacho: Despacho, el_roble: Lugar) -> list[Solicitud]:
    titulos = ("Agua para El Roble", "La cancha", "El camino")
    return [
        despacho.hasta(states.EN_DECISION, titulo=titulo, lugares=[el_roble]) for titulo in titulos
    ]


@pytest.fixture
def abrir(
    navegar: Navegar, despacho: Despacho, pedidas: list[Solicitud]
) -> Iterator[Callable[..., Page]]:
    """The cards on the telephone of the titular, on a clock that the test moves."""
    abiertas: list[Page] = []

    def make(*, scripts: bool = True) -> Page:
        page = navegar(despacho.titular, telefono=True, scripts=scripts)
        abiertas.append(page)
        if scripts:
            page.clock.install()
        page.goto(DECISIONES)
        return page

    yield make
    # What is still held would be sent on leaving, while the next test begins.
    for page in abiertas:
        for _una in page.locator("[data-undo]:visible").all():
            page.locator("[data-undo]:visible").first.click()


def estado(solicitud: Solicitud) -> str:
    return str(Solicitud.objects.get(pk=solicitud.pk).estado)


def aceptar(page: Page) -> None:
    page.get_by_role("button", name="Aceptar").locator("visible=true").click()


def mas_corto(boton: Locator) -> float:
    """The shorter side of a target."""
    caja = boton.bounding_box()
    assert caja is not None
    return min(caja["width"], caja["height"])


def pasan(page: Page, segundos: int) -> None:
    page.clock.run_for(segundos * 1000)


def test_one_card_is_seen_and_the_next_when_it_is_decided(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    tarjetas = page.locator("[data-card]:visible")
    expect(tarjetas).to_have_count(1)
    expect(tarjetas.get_by_role("heading")).to_have_text("Agua para El Roble")
    assert axe(page) == []

    aceptar(page)

    expect(tarjetas.get_by_role("heading")).to_have_text("La cancha")
    assert axe(page) == []
    expect(page.get_by_text("Quedan 2 por decidir.")).to_be_visible()
    assert estado(pedidas[0]) == states.EN_DECISION

    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert estado(pedidas[0]) == states.ACEPTADA


def test_within_ten_seconds_it_is_undone_and_nothing_was_sent(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    aceptar(page)
    pasan(page, 8)

    page.get_by_role("button", name="Deshacer").click()
    pasan(page, 20)

    expect(page.locator("[data-card]:visible").get_by_role("heading")).to_have_text(
        "Agua para El Roble"
    )
    assert estado(pedidas[0]) == states.EN_DECISION


def test_whoever_is_on_the_button_has_the_time_it_takes(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    aceptar(page)
    page.get_by_role("button", name="Deshacer").focus()
    pasan(page, 60)

    assert estado(pedidas[0]) == states.EN_DECISION
    page.keyboard.press("Control+z")
    expect(page.locator("[data-held] > li")).to_have_count(0)


@pytest.mark.parametrize(
    ("boton", "queda"),
    [
        ("Aceptar", states.ACEPTADA),
        ("Delegar en Luis Ábrego", states.DELEGADA),
        ("Aplazar dos semanas", states.APLAZADA),
        ("Derivar a Obras", states.DERIVADA),
        ("Rechazar: No hay recursos para hacerlo", states.RECHAZADA),
    ],
)
def test_each_of_the_five_takes_one_touch_where_nothing_was_said_of_whom_or_why(
    abrir: Callable[..., Page],
    despacho: Despacho,
    pedidas: list[Solicitud],
    boton: str,
    queda: str,
) -> None:
    Usuario.objects.filter(pk=despacho.responsable.pk).update(area=obras())
    page = abrir()
    suyo = page.get_by_role("button", name=boton, exact=True).locator("visible=true")
    assert mas_corto(suyo) >= 44
    suyo.click()
    expect(page.locator("[data-card]:visible").get_by_role("heading")).to_have_text("La cancha")
    assert estado(pedidas[0]) == states.EN_DECISION
    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert estado(pedidas[0]) == queda


def test_beside_it_its_sheet_opens_with_a_thumb_and_without_going_past_the_edge(
    abrir: Callable[..., Page],
) -> None:
    page = abrir()
    tarjeta = page.locator("[data-card]:visible")
    abiertas_ya = tarjeta.locator(".sheet-in:visible")
    for otra in ("Delegar en otra persona", "Aplazar hasta otro día", "Rechazar por otro motivo"):
        hoja = tarjeta.locator("summary").filter(has_text=otra)
        assert mas_corto(hoja) >= 44
        hoja.click()
        expect(
            hoja.locator("xpath=../following-sibling::div").get_by_role("button").first
        ).to_be_visible()
        expect(abiertas_ya).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_another_reason_takes_two_touches(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    tarjeta = page.locator("[data-card]:visible")
    tarjeta.locator("summary", has_text="Rechazar").click()
    assert axe(page) == []
    tarjeta.get_by_role("button", name="No hay fecha disponible").click()
    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert Solicitud.objects.get(pk=pedidas[0].pk).motivo == "No hay fecha disponible."


def test_one_that_is_not_of_the_list_is_written(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    tarjeta = page.locator("[data-card]:visible")
    tarjeta.locator("summary", has_text="Rechazar").click()
    tarjeta.locator("summary", has_text="con una explicación").click()
    tarjeta.get_by_label("Otro", exact=True).check()
    tarjeta.get_by_label("Explicación").fill("La finca es privada.")
    assert axe(page) == []
    tarjeta.get_by_role("button", name="Rechazar", exact=True).click()
    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert Solicitud.objects.get(pk=pedidas[0].pk).motivo == "La finca es privada."


def test_so_does_delegating_in_somebody_else_in_whom_one_delegated_before(
    abrir: Callable[..., Page], despacho: Despacho, pedidas: list[Solicitud], marta: Usuario
) -> None:
    despacho.delegar(pedidas[2])
    despacho.delegar(pedidas[1], delegado=marta)
    page = abrir()
    tarjeta = page.locator("[data-card]:visible")
    tarjeta.locator("summary", has_text="Delegar").click()
    assert axe(page) == []
    tarjeta.get_by_role("button", name="Luis Ábrego").click()
    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert estado(pedidas[0]) == states.DELEGADA


def test_leaving_the_page_sends_what_is_held(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    aceptar(page)
    page.goto("/mi-dia/")

    esperar(lambda: estado(pedidas[0]) == states.ACEPTADA, que="la decisión")
    page.goto(DECISIONES)
    expect(page.locator("[data-card]:visible").get_by_role("heading")).to_have_text("La cancha")


def test_without_a_connection_it_is_kept_and_sent_later(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir()
    page.context.set_offline(True)
    aceptar(page)
    pasan(page, 11)
    expect(page.locator("[data-state]")).to_contain_text("Sin conexión.")
    assert estado(pedidas[0]) == states.EN_DECISION

    page.context.set_offline(False)
    pasan(page, 11)

    expect(page.locator("[data-held] > li")).to_have_count(0)
    assert estado(pedidas[0]) == states.ACEPTADA


def test_what_somebody_else_decided_comes_back_and_is_said(
    abrir: Callable[..., Page], despacho: Despacho, pedidas: list[Solicitud]
) -> None:
    page = abrir()
    despacho.derivar(pedidas[0])
    aceptar(page)
    pasan(page, 11)

    aviso = page.locator("[data-card]:visible")
    expect(aviso).to_contain_text("Su decisión no se tomó: ya no espera por usted.")
    aviso.get_by_role("button", name="Entendido").click()
    expect(page.locator("[data-card]:visible").get_by_role("heading")).to_have_text("La cancha")


def test_a_card_can_wait_for_another(abrir: Callable[..., Page]) -> None:
    page = abrir()
    page.get_by_role("button", name="Ver otra primero").locator("visible=true").click()
    expect(page.locator("[data-card]:visible").get_by_role("heading")).to_have_text("La cancha")


@pytest.mark.parametrize("pagina", [1, 2])
def test_those_on_other_pages_are_counted_and_come_by_themselves(
    abrir: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, pagina: int
) -> None:
    monkeypatch.setattr(decisiones, "POR_PAGINA", 2)
    page = abrir()
    page.goto(f"{DECISIONES}?pagina={pagina}")
    en_esta = page.locator("[data-card]").count()

    aceptar(page)
    expect(page.get_by_text("Quedan 2 por decidir.")).to_be_visible()
    for _n in range(1, en_esta):
        aceptar(page)
    pasan(page, 11)

    expect(page.get_by_text("Todo decidido")).to_be_hidden()
    expect(page.locator("[data-card]")).to_have_count(3 - en_esta)
    expect(page.locator("[data-card]:visible")).to_have_count(1)


def test_when_all_is_decided_the_page_says_so(abrir: Callable[..., Page]) -> None:
    page = abrir()
    for _n in range(3):
        aceptar(page)
    pasan(page, 11)
    expect(page.get_by_text("Todo decidido")).to_be_visible()
    expect(page.locator("[data-held] > li")).to_have_count(0)


def test_without_scripts_every_card_is_there_and_its_buttons_work(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir(scripts=False)
    expect(page.locator("[data-card]")).to_have_count(3)
    page.get_by_role("button", name="Aceptar").first.click()
    expect(page.locator("[data-card]")).to_have_count(2)
    assert estado(pedidas[0]) == states.ACEPTADA


def test_without_scripts_so_does_what_one_touch_delegates(
    abrir: Callable[..., Page], pedidas: list[Solicitud]
) -> None:
    page = abrir(scripts=False)
    page.get_by_role("button", name="Delegar en Luis Ábrego").first.click()
    assert estado(pedidas[0]) == states.DELEGADA

    tarjeta = page.locator("[data-card]").first
    tarjeta.locator("summary").filter(has_text="Delegar en otra persona").click()
    tarjeta.get_by_role("link", name="Abrir el formulario").click()
    expect(page.get_by_label("En quién se delega")).to_be_visible()
