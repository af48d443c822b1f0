"""*Motor* in a real browser: a mail that failed is sent on its way again by one button."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.models import Usuario
from notifiers.models import Entrega
from tests.mirada import pagina
from tests.notifiers.builders import avisar, un_expediente
from tests.webui.conftest import Navegar


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_who_looks_after_it_tries_again_what_failed(
    navegar: Navegar, sofia: Usuario, rosa: Usuario, luis: Usuario, scripts: bool
) -> None:
    avisar(un_expediente(rosa, luis, rosa), luis, rosa)
    Entrega.objects.update(estado="fallida", detalle="El servidor de correo no contesta.")
    page = navegar(sofia, telefono=True, scripts=scripts)
    page.goto("/motor/")
    if scripts:
        assert pagina.axe(page) == []

    page.get_by_role("button", name=f"Reintentar el correo a {luis.nombre}").click()

    expect(page.get_by_text("En camino otra vez.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Reintentar el correo a {luis.nombre}")).to_have_count(
        0
    )
    suya = Entrega.objects.get(notificacion__usuario=luis)
    assert (suya.estado, suya.intentos) == ("pendiente", 0)
    otra = Entrega.objects.get(notificacion__usuario=rosa)
    assert otra.estado == "fallida"
