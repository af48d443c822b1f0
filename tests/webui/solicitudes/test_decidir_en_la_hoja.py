"""The sheet of each verb of a card: what it offers before it asks."""

from __future__ import annotations

import pytest

from core.models import Area, Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import texto, url
from tests.webui.solicitudes.tarjetas import DECISIONES, de, recomendada, retenida
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def test_a_sheet_with_many_choices_is_brought_when_it_is_opened(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    suya = despacho.hasta(states.EN_DECISION, tipo=invitacion)
    client = entrar(despacho.jefe)

    hoja = client.get(de(suya, "derivar"), headers={"HX-Request": "true"})
    sin_scripts = client.get(de(suya, "derivar"))

    assert "Área del municipio" in texto(hoja)
    assert "<html" not in texto(hoja)
    assert sin_scripts.headers["Location"] == f"{url(suya, 'derivar')}?siguiente={DECISIONES}"


def test_a_sheet_begins_with_in_whom_else_one_delegated_of_late(
    entrar: Entrar, despacho: Despacho, marta: Usuario, pedida: Solicitud
) -> None:
    for quien in (marta, despacho.responsable):
        despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=quien)
    client = entrar(despacho.titular)

    hoja = client.get(de(pedida, "delegar"), headers={"HX-Request": "true"})
    ((nombre, fijos),) = hoja.context["salida"].usuales.respuestas
    assert nombre == "Marta Solís"
    assert 'name="delegado" value="' in texto(hoja)
    assert "En otra persona, o con indicaciones" in texto(hoja)
    response = retenida(client, pedida, "delegar", **fijos)

    pedida.refresh_from_db()
    assert (response.status_code, pedida.delegado) == (204, marta)


def test_a_sheet_begins_with_the_other_areas_one_handed_the_last_ones_to(
    entrar: Entrar, despacho: Despacho, marta: Usuario, pedida: Solicitud
) -> None:
    aseo = Area.objects.create(nombre="Aseo", jefe=marta)
    for area in (obras(), aseo):
        otra = despacho.hasta(states.EN_DECISION)
        despacho.derivar(otra, actor=despacho.titular, area=area)
    client = entrar(despacho.titular)

    hoja = client.get(de(pedida, "derivar"), headers={"HX-Request": "true"})
    ((nombre, fijos),) = hoja.context["salida"].usuales.respuestas
    response = retenida(client, pedida, "derivar", **fijos)

    pedida.refresh_from_db()
    assert (nombre, response.status_code, pedida.estado) == ("Obras", 204, states.DERIVADA)


@pytest.mark.parametrize("verbo", ["delegar", "derivar"])
def test_who_never_did_has_the_form_at_once(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, verbo: str
) -> None:
    hoja = entrar(despacho.titular).get(de(pedida, verbo), headers={"HX-Request": "true"})

    assert hoja.context["salida"].usuales is None
    assert '<details class="fold"><summary>En otra' not in texto(hoja)


@pytest.mark.parametrize("sugerencia", ["delegar", "derivar"])
def test_what_the_card_does_with_one_touch_is_not_offered_a_second_time(
    entrar: Entrar, despacho: Despacho, marta: Usuario, sugerencia: str
) -> None:
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta)
    suya = recomendada(despacho, marta, sugerencia)

    hoja = entrar(despacho.titular).get(de(suya, "delegar"), headers={"HX-Request": "true"})

    assert hoja.context["salida"].usuales is None


def test_each_reason_that_speaks_for_itself_is_a_button(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    Solicitud.objects.filter(pk=pedida.pk).update(sugerencia="declinar", motivo_sugerido="agenda")

    hoja = entrar(despacho.titular).get(de(pedida, "rechazar"), headers={"HX-Request": "true"})

    usuales = hoja.context["salida"].usuales
    ofrecidos = [fijos["motivo_codigo"] for _dicho, fijos in usuales.respuestas]
    assert ofrecidos == ["competencia", "recursos", "repetida", "requisitos"]


def test_a_sheet_of_what_may_not_be_done_says_why(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = entrar(despacho.responsable).get(
        de(pedida, "derivar"), headers={"HX-Request": "true"}
    )

    assert response.status_code == 409
    assert "No le corresponde a usted." in texto(response)


def test_the_titular_derives_with_the_letter_that_is_written_already(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    hoja = client.get(de(pedida, "derivar"), headers={"HX-Request": "true"}).context["salida"].form

    response = retenida(
        client, pedida, "derivar", area=str(obras().pk), carta=hoja["carta"].value()
    )

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, states.DERIVADA)
