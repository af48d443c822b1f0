"""The answers a type has ready, as they are offered when a request is closed."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import PlantillaRespuesta, Solicitud, TipoSolicitud


@pytest.fixture
def gracias(despacho: Despacho) -> PlantillaRespuesta:
    return PlantillaRespuesta.objects.create(
        tipo=despacho.tipo, nombre="Gracias", cuando="aceptada", texto="Ya está, {solicitante}."
    )


def test_those_for_how_it_ends_are_offered(
    entrar: Entrar, despacho: Despacho, gracias: PlantillaRespuesta
) -> None:
    otro = TipoSolicitud.objects.get(codigo="audiencia")
    for tipo, cuando, nombre in (
        (despacho.tipo, "rechazada", "Lo sentimos"),
        (despacho.tipo, "siempre", "Breve"),
        (otro, "siempre", "De otra clase"),
    ):
        PlantillaRespuesta.objects.create(tipo=tipo, nombre=nombre, cuando=cuando, texto="Hola.")
    solicitud = despacho.hasta(states.ATENDIDA)

    pagina = texto(entrar(despacho.jefe).get(f"{url(solicitud)}cerrar/"))

    for nombre in ("Gracias", "Breve", "Se resolvió a favor"):
        assert f"{nombre}</option>" in pagina
    assert "No se puede conceder" not in pagina
    assert "Lo sentimos" not in pagina
    assert "De otra clase" not in pagina


def test_where_there_is_none_nothing_is_asked(entrar: Entrar, despacho: Despacho) -> None:
    despacho.tipo.respuestas.all().delete()
    pagina = texto(entrar(despacho.jefe).get(f"{url(despacho.hasta(states.ATENDIDA))}cerrar/"))

    assert 'name="preparada"' not in pagina


def test_as_one_is_chosen_its_text_comes(
    entrar: Entrar, despacho: Despacho, gracias: PlantillaRespuesta
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    client = entrar(despacho.jefe)

    parte = texto(client.get(f"{url(solicitud)}preparada/", {"preparada": gracias.pk}))

    assert 'name="respuesta"' in parte
    assert "Ya está, Junta Comunal El Roble." in parte
    sin_elegir = texto(client.get(f"{url(solicitud)}preparada/", {"preparada": ""}))
    assert "Con respecto a su petición" in sin_elegir
    assert client.get(f"{url(solicitud)}preparada/", {"preparada": 9999}).status_code == 404


def test_who_may_not_see_the_request_sees_no_text(
    entrar: Entrar, despacho: Despacho, gracias: PlantillaRespuesta, marta: Usuario
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    response = entrar(marta).get(f"{url(solicitud)}preparada/", {"preparada": gracias.pk})

    assert response.status_code == 404


def test_without_scripts_its_text_comes_to_be_read_before_it_goes(
    entrar: Entrar, despacho: Despacho, gracias: PlantillaRespuesta
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    client = entrar(despacho.jefe)
    enviado = {"preparada": gracias.pk, "respuesta": "", "version": solicitud.version}

    response = client.post(f"{url(solicitud)}cerrar/", enviado)

    assert (response.status_code, errores(response)) == (422, ["respuesta"])
    assert "Ya está, Junta Comunal El Roble." in texto(response)
    enviado["respuesta"] = "Ya está, y gracias."
    client.post(f"{url(solicitud)}cerrar/", enviado)
    assert Solicitud.objects.get(pk=solicitud.pk).respuesta == "Ya está, y gracias."


def test_without_any_text_it_is_refused_at_the_answer(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    client = entrar(despacho.jefe)
    vacia = {"preparada": "", "respuesta": " ", "version": solicitud.version}

    response = client.post(f"{url(solicitud)}cerrar/", vacia)
    assert errores(response) == ["respuesta"]
    assert "Escríbala, o elija una preparada." in texto(response)

    despacho.tipo.respuestas.all().delete()
    assert "Escriba la respuesta." in texto(client.post(f"{url(solicitud)}cerrar/", vacia))


def test_the_answer_is_not_called_optional_and_the_prepared_one_is(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    campos = entrar(despacho.jefe).get(f"{url(solicitud)}cerrar/").context["form"].fields

    assert campos["respuesta"].required
    assert not campos["preparada"].required
