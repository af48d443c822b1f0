"""A step for many: each through its action, in its own transaction, with its own answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from core import clock
from core.models import Historial, Usuario
from notifiers.models import Notificacion
from tests.webui.conftest import Entrar
from tests.webui.tandas.test_elegir import URL, marcas
from tests.workflows.compromisos.builders import Oficina
from webui.models import Tanda
from webui.tandas import tanda
from workflows.compromisos import actions, states
from workflows.compromisos.models import Compromiso


def reiterar(client: Client, *elegidos: str, **datos: Any) -> Any:
    base = {"elegido": elegidos, "verbo": "reiterar", "dar": "1", "mensaje": "Los esperan."}
    return client.post(URL, base | datos, follow=True)


def test_each_is_done_through_its_action(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    casos = [oficina.crear() for _ in range(3)]
    response = reiterar(entrar(rosa), *marcas(*casos), siguiente="/compromisos/?q=acueducto")
    assert response.redirect_chain[0][1] == 302
    assert "3 hechos" in response.text
    assert "/compromisos/?q=acueducto" in response.text
    for caso in casos:
        assert Compromiso.objects.get(pk=caso.pk).reiteraciones == 1
        assert (
            Historial.objects.filter(expediente=caso.pk, verbo="reiterar", usuario=rosa).count()
            == 1
        )
        assert Notificacion.objects.filter(expediente=caso.pk, clase="T07").exists()


def test_what_is_refused_says_why_and_stays_chosen(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    bueno, borrador, cambiado = oficina.crear(), oficina.hasta(states.BORRADOR), oficina.crear()
    elegidos = marcas(bueno, borrador, cambiado)
    actions.reiterar(compromiso_id=cambiado.pk, actor=rosa, mensaje="Antes.")
    response = reiterar(entrar(rosa), *elegidos)
    una = Tanda.objects.get()
    assert una.hechos == [bueno.codigo]
    assert una.negados == [
        [borrador.codigo, "No se puede: está en «Borrador»."],
        [cambiado.codigo, "Cambió después de que usted lo eligió: mírelo y vuelva a intentarlo."],
    ]
    cambiado.refresh_from_db()
    assert f'value="{cambiado.codigo}:{cambiado.version}" form="tanda" checked' in response.text
    assert cambiado.reiteraciones == 1
    assert "1 hecho · 2 no se pudieron" in response.text


def test_what_an_action_refuses_of_one_is_said_of_that_one(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear()
    datos = {"elegido": marcas(caso), "verbo": "reprogramar", "dar": "1", "motivo": "Llueve."}
    entrar(rosa).post(URL, datos | {"fecha": f"{caso.fecha_vigente:%Y-%m-%d}"})
    ((codigo, motivo),) = Tanda.objects.get().negados
    assert codigo == caso.codigo
    assert motivo


def test_who_may_not_is_refused_for_each(entrar: Entrar, luis: Usuario, oficina: Oficina) -> None:
    caso = oficina.crear()
    reiterar(entrar(luis), *marcas(caso))
    assert Tanda.objects.get().negados == [[caso.codigo, "No le corresponde a usted."]]
    assert Compromiso.objects.get(pk=caso.pk).reiteraciones == 0


def test_what_went_out_of_sight_meanwhile_has_no_more_than_its_code(
    entrar: Entrar, rosa: Usuario, marta: Usuario, oficina: Oficina
) -> None:
    una = Tanda.objects.create(
        usuario=marta,
        clase="compromiso",
        verbo="reiterar",
        datos="mensaje=Hola",
        pendientes=[[oficina.crear(nivel_reserva=3, titulo="Zafiro").codigo, 1]],
    )
    response = entrar(marta).post(f"/tandas/{una.pk}/", follow=True)
    una.refresh_from_db()
    assert una.negados[0][1] == "Ya no está a su alcance."
    assert "Zafiro" not in response.text


def test_a_defect_with_one_leaves_the_others(
    entrar: Entrar, rosa: Usuario, oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    malo, bueno = oficina.crear(), oficina.crear()
    dar = tanda._por_su_accion

    def rompe(pantalla: Any, verbo: str, user: Usuario, codigo: str, datos: Any) -> str:
        if codigo == malo.codigo:
            raise DatabaseError
        return dar(pantalla, verbo, user, codigo, datos)

    monkeypatch.setattr(tanda, "_por_su_accion", rompe)
    reiterar(entrar(rosa), *marcas(malo, bueno))
    una = Tanda.objects.get()
    assert una.hechos == [bueno.codigo]
    assert "algo falló" in una.negados[0][1]


def test_what_does_not_fit_in_a_request_goes_on_in_the_next(
    entrar: Entrar, rosa: Usuario, oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    casos = [oficina.crear() for _ in range(3)]
    monkeypatch.setattr(tanda.avanzar, "__kwdefaults__", {"segundos": 0})
    client = entrar(rosa)
    response = reiterar(client, *marcas(*casos))
    una = Tanda.objects.get()
    assert (una.vistos, una.total) == (1, 3)
    assert "Seguir con los 2 que faltan" in response.text
    assert "Los+esperan" in una.datos
    client.post(f"/tandas/{una.pk}/")
    response = client.post(f"/tandas/{una.pk}/", follow=True)
    una.refresh_from_db()
    assert una.hechos == [caso.codigo for caso in casos]
    assert una.datos == ""
    assert "<progress" not in response.text
    # Again does nothing again.
    client.post(f"/tandas/{una.pk}/")
    assert Historial.objects.filter(verbo="reiterar").count() == 3


def test_a_report_is_of_who_began_it(
    entrar: Entrar, rosa: Usuario, sofia: Usuario, oficina: Oficina
) -> None:
    reiterar(entrar(rosa), *marcas(oficina.crear()))
    una = Tanda.objects.get()
    for client in (entrar(sofia),):
        assert client.get(f"/tandas/{una.pk}/").status_code == 404
        assert client.post(f"/tandas/{una.pk}/").status_code == 404


def test_old_reports_go_when_another_begins(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    reiterar(entrar(rosa), *marcas(oficina.crear()))
    vieja = Tanda.objects.get()
    with clock.moved_to(clock.now() + timedelta(days=8)):
        reiterar(entrar(rosa), *marcas(oficina.crear()))
    assert not Tanda.objects.filter(pk=vieja.pk).exists()


def test_a_place_to_go_back_to_is_one_of_ours(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    reiterar(entrar(rosa), *marcas(oficina.crear()), siguiente="https://otra.test/")
    assert Tanda.objects.get().volver == ""


def test_htmx_is_led_to_the_report(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    datos = {
        "elegido": marcas(oficina.crear()),
        "verbo": "reiterar",
        "dar": "1",
        "mensaje": "Los esperan.",
    }
    response = entrar(rosa).post(URL, datos, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == f"/tandas/{Tanda.objects.get().pk}/"
