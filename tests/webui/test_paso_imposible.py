"""Somebody was quicker and the step cannot be taken any more: nothing that was typed is lost."""

from __future__ import annotations

import pytest

from core import clock
from core.models import Suplencia
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
MOTIVO = "Falta la firma de la Junta en la lámina 4."


def test_two_send_it_back_and_the_second_keeps_his_reason(oficina: Oficina, entrar: Entrar) -> None:
    uno = oficina.hasta(states.POR_VERIFICAR)
    ruta = f"/compromisos/{uno.codigo}/devolver/"
    datos = {"version": uno.version}
    entrar(oficina.monitor).post(ruta, {"motivo": "No se lee.", **datos})

    response = entrar(oficina.programador).post(ruta, {"motivo": MOTIVO, **datos})

    pagina = response.content.decode()
    assert response.status_code == 409
    assert "No se puede: está en «En gestión»." in pagina
    assert f"readonly>{MOTIVO}</textarea>" in pagina
    assert "Carmen Ruiz cambió esto" in pagina
    assert "<td>Por verificar</td><td>En gestión</td>" in pagina
    assert "vuelva a guardar" not in pagina
    uno.refresh_from_db()
    assert uno.version == datos["version"] + 1


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "mientras"),
    [
        (
            states.EN_GESTION,
            "responsable",
            "reportar_cumplida",
            {"informe": "Entregado el martes.", "enlace": "https://a.test/f"},
            "cancelar",
        ),
        (
            states.EN_GESTION,
            "programador",
            "reprogramar",
            {"fecha": "25/09/2026", "motivo": "Llueve mucho."},
            "cancelar",
        ),
        (states.ASIGNADA, "programador", "reiterar", {"mensaje": "Los esperan hoy."}, "cancelar"),
        (
            states.POR_VERIFICAR,
            "programador",
            "devolver",
            {"motivo": "No se lee la firma."},
            "aprobar",
        ),
    ],
)
def test_every_text_of_the_form_can_be_copied(
    oficina: Oficina,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    mientras: str,
) -> None:
    uno = oficina.hasta(desde)
    version = uno.version
    getattr(oficina, mientras)(uno)

    response = entrar(getattr(oficina, quien)).post(
        f"/compromisos/{uno.codigo}/{verbo}/", {"version": version, **datos}
    )

    assert response.status_code == 409
    for texto in datos.values():
        assert f"readonly>{texto}</textarea>" in response.content.decode()


def test_a_form_that_counts_on_the_state_that_passed_is_not_made(
    oficina: Oficina, entrar: Entrar
) -> None:
    uno = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))
    version = uno.version
    oficina.resolver_prorroga(uno)

    response = entrar(oficina.programador).post(
        f"/compromisos/{uno.codigo}/resolver_prorroga/",
        {"version": version, "concedida": "no", "motivo": "Ya se movió dos veces."},
    )

    assert response.status_code == 409
    assert "Nadie ha pedido una prórroga." in response.content.decode()
    assert "readonly>Ya se movió dos veces.</textarea>" in response.content.decode()


def test_what_the_action_itself_refuses_stands_above_what_was_typed(
    oficina: Oficina, entrar: Entrar
) -> None:
    uno, hoy = oficina.hasta(states.POR_VERIFICAR), clock.today()
    luis = oficina.responsable
    Suplencia.objects.create(titular=oficina.programador, suplente=luis, desde=hoy, hasta=hoy)

    response = entrar(luis).post(f"/compromisos/{uno.codigo}/aprobar/", {})

    assert response.status_code == 409
    assert "Nadie verifica lo suyo." in response.content.decode()
    uno.refresh_from_db()
    assert uno.estado == states.POR_VERIFICAR


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 300, "²"])
def test_a_form_that_does_not_say_when_it_was_made_is_refused_just_the_same(
    oficina: Oficina, entrar: Entrar, version: str
) -> None:
    uno = oficina.hasta(states.EN_GESTION)

    response = entrar(oficina.programador).post(
        f"/compromisos/{uno.codigo}/devolver/", {"version": version, "motivo": MOTIVO}
    )

    assert response.status_code == 409
    assert MOTIVO in response.content.decode()
    assert response.context["conflicto"] is None


def test_markup_that_was_typed_comes_back_as_text(oficina: Oficina, entrar: Entrar) -> None:
    uno = oficina.hasta(states.EN_GESTION)

    response = entrar(oficina.programador).post(
        f"/compromisos/{uno.codigo}/devolver/", {"motivo": "</textarea><script>1</script>"}
    )

    assert "<script>1" not in response.content.decode()
