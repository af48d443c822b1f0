"""The answers that a kind of request has ready."""

from __future__ import annotations

import pytest

from core.models import Usuario
from core.transitions import NotAllowed
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.solicitudes import ajustes
from workflows.solicitudes.models import PlantillaRespuesta, TipoSolicitud


@pytest.fixture
def tipo(db: None) -> TipoSolicitud:
    return TipoSolicitud.objects.get(codigo="peticion")


@pytest.fixture
def breve(tipo: TipoSolicitud) -> PlantillaRespuesta:
    return PlantillaRespuesta.objects.create(tipo=tipo, nombre="Breve", texto="Hola, {solicitante}")


def test_one_is_added_changed_and_taken_away(
    entrar: Entrar, sofia: Usuario, tipo: TipoSolicitud
) -> None:
    client = entrar(sofia)
    lista = f"/ajustes/tipos/{tipo.pk}/respuestas/"
    assert f'href="{lista}"' in client.get(f"/ajustes/tipos/{tipo.pk}/").content.decode()

    enviar(client, f"{lista}nueva/", nombre="Breve", cuando="aceptada", texto="Hola.")
    una = PlantillaRespuesta.objects.get(nombre="Breve")
    assert (una.tipo, una.cuando) == (tipo, "aceptada")

    enviar(client, f"{lista}{una.pk}/", nombre="Corta")
    pagina = client.get(f"{lista}{una.pk}/").content.decode()
    assert "de Breve a Corta" in pagina
    assert "Corta" in client.get(lista).content.decode()

    client.post(f"{lista}{una.pk}/quitar/")
    assert not PlantillaRespuesta.objects.filter(pk=una.pk).exists()
    assert "Se resolvió a favor" in client.get(lista).content.decode()


def test_a_mark_that_nothing_fills_is_refused_beside_its_field(
    entrar: Entrar, sofia: Usuario, breve: PlantillaRespuesta
) -> None:
    url = f"/ajustes/tipos/{breve.tipo_id}/respuestas/{breve.pk}/"

    response = enviar(entrar(sofia), url, texto="{hola}")

    assert list(response.context["form"].errors) == ["texto"]


def test_two_of_a_kind_have_two_names(
    entrar: Entrar, sofia: Usuario, breve: PlantillaRespuesta
) -> None:
    url = f"/ajustes/tipos/{breve.tipo_id}/respuestas/nueva/"

    response = enviar(entrar(sofia), url, nombre="Breve", cuando="siempre", texto="Hola.")

    assert response.status_code == 422
    assert "ya tiene una respuesta con ese nombre" in response.content.decode()


def test_it_is_found_under_its_own_kind_only(
    entrar: Entrar, sofia: Usuario, breve: PlantillaRespuesta
) -> None:
    otro = TipoSolicitud.objects.get(codigo="audiencia")

    assert entrar(sofia).get(f"/ajustes/tipos/{otro.pk}/respuestas/{breve.pk}/").status_code == 404


def test_who_does_not_administer_sees_nothing_of_it(
    entrar: Entrar, rosa: Usuario, breve: PlantillaRespuesta
) -> None:
    lista = f"/ajustes/tipos/{breve.tipo_id}/respuestas/"
    client = entrar(rosa)

    for url in (lista, f"{lista}nueva/", f"{lista}{breve.pk}/"):
        assert client.get(url).status_code == 403
    assert client.post(f"{lista}{breve.pk}/quitar/").status_code == 403
    with pytest.raises(NotAllowed):
        ajustes.editar_respuesta(respuesta_id=breve.pk, actor=rosa, campos={"nombre": "X"})
    with pytest.raises(NotAllowed):
        ajustes.quitar_respuesta(respuesta_id=breve.pk, actor=rosa)
    with pytest.raises(NotAllowed):
        ajustes.crear_respuesta(tipo=breve.tipo, actor=rosa, campos={"nombre": "X"})
