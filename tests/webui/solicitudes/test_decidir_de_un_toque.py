"""Each verb of a card takes one touch, wherever it can be known to whom, or why."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from core.models import Area, Tema, Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import texto
from tests.webui.solicitudes.tarjetas import (
    DECISIONES,
    recomendada,
    retenida,
    salidas,
    toques,
)
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import PlantillaRespuesta, Solicitud, TipoSolicitud


def rechaza(despacho: Despacho, *motivos: str, tipo: TipoSolicitud | None = None) -> None:
    """The titular refuses one request for each reason, in this order."""
    for motivo in motivos:
        una = despacho.hasta(states.EN_DECISION, tipo=tipo or despacho.tipo)
        despacho.rechazar(una, motivo_codigo=motivo)


def trabaja_en(quien: Usuario, area: Area) -> None:
    Usuario.objects.filter(pk=quien.pk).update(area=area)


@pytest.fixture
def aseo(marta: Usuario) -> Area:
    """The unit that Marta heads."""
    return Area.objects.create(nombre="Aseo", jefe=marta)


@pytest.mark.parametrize(
    ("sugerencia", "boton", "estado"),
    [
        ("delegar", "Delegar en Marta Solís", states.DELEGADA),
        ("derivar", "Derivar a Obras", states.DERIVADA),
        ("declinar", "Rechazar: No hay fecha disponible", states.RECHAZADA),
    ],
)
def test_what_is_recommended_is_done_with_one_touch(
    entrar: Entrar, despacho: Despacho, marta: Usuario, sugerencia: str, boton: str, estado: str
) -> None:
    pedida = recomendada(despacho, marta, sugerencia)
    client = entrar(despacho.titular)

    (tarjeta,) = client.get(DECISIONES).context["tarjetas"]
    salida = tarjeta.principal
    assert salida.toque.label == boton
    assert [una for una in tarjeta.salidas if una.primary] == [salida]
    response = retenida(client, pedida, salida.verb, **salida.toque.fijos)

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, estado)


@pytest.mark.parametrize(
    ("verbo", "boton", "estado"),
    [
        ("aceptar", "Aceptar", states.ACEPTADA),
        ("delegar", "Delegar en Marta Solís", states.DELEGADA),
        ("aplazar", "Aplazar dos semanas", states.APLAZADA),
        ("derivar", "Derivar a Obras", states.DERIVADA),
        ("rechazar", "Rechazar: No le corresponde al municipio", states.RECHAZADA),
    ],
)
def test_without_a_recommendation_each_of_the_five_does_what_is_usual(
    entrar: Entrar,
    despacho: Despacho,
    marta: Usuario,
    pedida: Solicitud,
    verbo: str,
    boton: str,
    estado: str,
) -> None:
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta)
    otra = despacho.hasta(states.EN_DECISION)
    despacho.derivar(otra, actor=despacho.titular, area=obras())
    rechaza(despacho, "competencia")
    client = entrar(despacho.titular)

    salida = salidas(client, pedida)[verbo]
    response = retenida(client, pedida, verbo, **salida.toque.fijos)

    pedida.refresh_from_db()
    assert (salida.toque.label, response.status_code, pedida.estado) == (boton, 204, estado)


def test_in_a_new_municipality_it_goes_to_whoever_prepares_it_and_where_that_person_works(
    entrar: Entrar, despacho: Despacho, aseo: Area, pedida: Solicitud
) -> None:
    trabaja_en(despacho.responsable, aseo)

    assert toques(entrar(despacho.titular), pedida) == {
        "aceptar": "Aceptar",
        "delegar": "Delegar en Luis Ábrego",
        "aplazar": "Aplazar dos semanas",
        "derivar": "Derivar a Aseo",
        "rechazar": "Rechazar: No hay recursos para hacerlo",
    }


@pytest.mark.parametrize("jefe", [None, "titular"])
def test_without_an_area_that_answers_its_sheet_asks(
    entrar: Entrar, despacho: Despacho, aseo: Area, pedida: Solicitud, jefe: str | None
) -> None:
    trabaja_en(despacho.responsable, aseo)
    Area.objects.filter(pk=aseo.pk).update(jefe=despacho.titular if jefe else None)

    assert "derivar" not in toques(entrar(despacho.titular), pedida)


def test_nothing_is_derived_to_where_whoever_decides_works(
    entrar: Entrar, despacho: Despacho, aseo: Area, pedida: Solicitud
) -> None:
    trabaja_en(despacho.responsable, aseo)
    trabaja_en(despacho.titular, aseo)

    assert "derivar" not in toques(entrar(despacho.titular), pedida)


def test_nobody_delegates_in_himself_nor_in_who_has_left(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    Solicitud.objects.filter(pk=pedida.pk).update(responsable=despacho.titular)
    assert "delegar" not in toques(client, pedida)

    Solicitud.objects.filter(pk=pedida.pk).update(responsable=despacho.responsable)
    Usuario.objects.filter(pk=despacho.responsable.pk).update(is_active=False)

    assert "delegar" not in toques(client, pedida)


def test_who_was_recommended_and_has_left_gives_way_to_what_is_usual(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    pedida = recomendada(despacho, marta, "delegar")
    Usuario.objects.filter(pk=marta.pk).update(is_active=False)

    assert toques(entrar(despacho.titular), pedida)["delegar"] == "Delegar en Luis Ábrego"


def test_a_refusal_gives_the_reason_most_given_to_those_of_its_type(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    requerimiento = TipoSolicitud.objects.get(codigo="requerimiento")
    rechaza(despacho, "recursos", "recursos", "recursos", tipo=requerimiento)
    rechaza(despacho, "competencia", "recursos", "competencia")
    suyo = despacho.hasta(states.EN_DECISION, tipo=requerimiento)
    client = entrar(despacho.titular)

    assert toques(client, pedida)["rechazar"] == "Rechazar: No le corresponde al municipio"
    assert toques(client, suyo)["rechazar"] == "Rechazar: No hay recursos para hacerlo"


def test_else_the_one_that_is_given_to_all_if_it_can_be_said_of_this_one(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    audiencia = TipoSolicitud.objects.get(codigo="audiencia")
    rechaza(despacho, "agenda", "agenda", "competencia", tipo=audiencia)

    dicho = toques(entrar(despacho.titular), pedida)["rechazar"]

    assert dicho == "Rechazar: No le corresponde al municipio"


@pytest.mark.parametrize("motivo", ["repetida", "requisitos", "otro"])
def test_what_somebody_must_have_looked_at_is_never_said_unasked(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, motivo: str
) -> None:
    rechaza(despacho, motivo)

    dicho = toques(entrar(despacho.titular), pedida)["rechazar"]

    assert dicho == "Rechazar: No hay recursos para hacerlo"


@pytest.mark.parametrize(
    ("codigo", "carta"),
    [
        ("invitacion", "Esta vez no podemos acompañarle. No hay fecha disponible.\n\nLe deseamos"),
        ("audiencia", "no nos es posible recibirle. No hay fecha disponible.\n\nSi algo"),
        ("requerimiento", "y no podemos atenderlo. No hay recursos para hacerlo.\n\nSi algo"),
        ("peticion", "que no puede concederse. No hay recursos para hacerlo.\n\nSi no está"),
    ],
)
def test_what_is_refused_with_one_touch_reads_well_in_the_letter(
    entrar: Entrar, despacho: Despacho, codigo: str, carta: str
) -> None:
    suya = despacho.hasta(states.EN_DECISION, tipo=TipoSolicitud.objects.get(codigo=codigo))
    client = entrar(despacho.jefe if codigo == "invitacion" else despacho.titular)

    retenida(client, suya, "rechazar", **salidas(client, suya)["rechazar"].toque.fijos)

    assert carta in _la_negativa(suya)


@pytest.mark.parametrize(
    ("motivo", "frase"),
    [
        ("competencia", "no podemos atenderlo. El asunto no le corresponde al municipio."),
        ("requisitos", "no podemos atenderlo. La solicitud no cumple los requisitos."),
        ("repetida", "no podemos atenderlo. Es un asunto que ya se respondió antes."),
    ],
)
def test_so_does_every_other_reason(
    entrar: Entrar, despacho: Despacho, motivo: str, frase: str
) -> None:
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    suya = despacho.hasta(states.EN_DECISION, tipo=tipo)

    retenida(entrar(despacho.titular), suya, "rechazar", motivo_codigo=motivo)

    assert frase in _la_negativa(suya)


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_a_reason_alone_is_explanation_enough_for_the_letter(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, idioma: str
) -> None:
    client = entrar(despacho.titular)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = idioma

    retenida(client, pedida, "rechazar", motivo_codigo="agenda")

    pedida.refresh_from_db()
    assert (pedida.motivo_codigo, pedida.motivo) == ("agenda", "No hay fecha disponible.")


@pytest.mark.parametrize(
    ("motivo", "se_toca"), [("otro", False), ("", True)], ids=["another, which is written", "none"]
)
def test_a_refusal_whose_reason_is_not_said_is_not_the_filled_button(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, motivo: str, se_toca: bool
) -> None:
    rechaza(despacho, "competencia")
    Solicitud.objects.filter(pk=pedida.pk).update(sugerencia="declinar", motivo_sugerido=motivo)
    client = entrar(despacho.titular)

    assert ("rechazar" in toques(client, pedida)) is se_toca
    llenas = [verbo for verbo, una in salidas(client, pedida).items() if una.primary]
    assert llenas == ["aceptar"]


def test_it_is_derived_where_the_like_of_it_is_before_where_one_mostly_does(
    entrar: Entrar, despacho: Despacho, aseo: Area, agua: Tema, pedida: Solicitud
) -> None:
    despacho.derivar(despacho.hasta(states.EN_DECISION), actor=despacho.titular, area=obras())
    parecida = despacho.hasta(states.EN_DECISION)
    for una in (parecida, pedida):
        una.temas.add(agua)
    despacho.derivar(parecida, actor=despacho.jefe, area=aseo)
    client = entrar(despacho.titular)

    assert toques(client, pedida)["derivar"] == "Derivar a Aseo"

    Area.objects.filter(pk=aseo.pk).update(jefe=None)
    assert toques(client, pedida)["derivar"] == "Derivar a Obras"


def test_the_button_of_one_touch_carries_what_it_sends(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    recomendada(despacho, marta, "delegar")

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert f'<input type="hidden" name="delegado" value="{marta.pk}">' in pagina
    assert "recomienda: Delegar (Marta Solís)" in re.sub(r"</?\w+>", "", pagina)


def test_it_is_postponed_by_as_much_as_the_button_says(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)

    retenida(client, pedida, "aplazar", **salidas(client, pedida)["aplazar"].toque.fijos)

    pedida.refresh_from_db()
    assert str(pedida.aplazada_hasta) == "2026-09-23"


def test_more_cards_ask_no_more_often_what_is_usual(
    entrar: Entrar, despacho: Despacho, aseo: Area, pedida: Solicitud, marta: Usuario
) -> None:
    trabaja_en(despacho.responsable, aseo)
    trabaja_en(marta, obras())
    despacho.delegar(despacho.hasta(states.EN_DECISION))
    rechaza(despacho, "recursos")
    client = entrar(despacho.titular)
    con_una = cuantas(lambda: client.get(DECISIONES))

    # Of every type, prepared by two people of two areas.
    for tipo in TipoSolicitud.objects.exclude(decide_jefe=True):
        rechaza(despacho, "recursos", "competencia", tipo=tipo)
        una = despacho.hasta(states.EN_DECISION, tipo=tipo)
        Solicitud.objects.filter(pk=una.pk).update(responsable=marta)

    assert cuantas(lambda: client.get(DECISIONES)) <= con_una


def _la_negativa(solicitud: Solicitud) -> str:
    """What whoever asked would be written, with the answer that its type has ready."""
    solicitud.refresh_from_db()
    una = PlantillaRespuesta.objects.get(tipo=solicitud.tipo, cuando="rechazada")
    return queries.preparada(una, solicitud)
