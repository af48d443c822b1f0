"""How it will look on each channel, while it is written and when it is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from channels.models import Cuenta
from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import VistaCanal


def por_canal(vistas: list[VistaCanal]) -> dict[str, VistaCanal]:
    return {vista.canal: vista for vista in vistas}


def test_each_channel_shows_what_it_would_get(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(canales=["web", "twitter"], texto_x="Abrió.", **con_imagen())

    vistas = por_canal(queries.vista_previa(pieza))

    assert [vista.elegido for vista in vistas.values()] == [True, False, True]
    assert "<strong>muelle</strong>" in vistas["web"].texto
    assert vistas["facebook"].texto == f"{pieza.titulo}\n\n{pieza.entradilla}"
    assert vistas["twitter"].texto == "Abrió."
    assert {vista.imagen for vista in vistas.values()} == {pieza.imagen}
    assert {vista.alt for vista in vistas.values()} == {"El muelle, con tres lanchas"}
    assert {vista.enlace for vista in vistas.values()} == {queries.permalink(pieza)}


def test_x_counts_as_x_does_and_says_what_it_costs(redaccion: Redaccion, settings: Any) -> None:
    settings.SITE_URL = "https://alborada.gob.pa"
    con = por_canal(queries.vista_previa(redaccion.crear(texto_x="ñ" * 200)))["twitter"]
    sin = por_canal(queries.vista_previa(redaccion.crear(texto_x="ñ" * 200, enlace_en_x=False)))

    assert (con.largo, con.limite, con.costo_usd) == (224, 280, Decimal("0.200"))
    assert (sin["twitter"].largo, sin["twitter"].costo_usd) == (200, Decimal("0.015"))
    assert con.cabe


def test_what_a_channel_would_refuse_is_said(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(texto_x="a" * 300, enlace_en_x=False)

    vista = por_canal(queries.vista_previa(pieza))["twitter"]

    assert not vista.cabe
    assert [problema.mensaje for problema in vista.problemas] == [
        "El texto pasa del límite por 20 caracteres."
    ]


def test_an_account_that_does_not_send_is_said_and_stops_nobody(
    redaccion: Redaccion, paula: Usuario, x: Cuenta
) -> None:
    actions.pausar_cuenta(cuenta_id=x.pk, actor=paula, motivo="Campaña ajena")

    [problema] = por_canal(queries.vista_previa(redaccion.crear()))["twitter"].problemas

    assert "no publica ahora" in problema.mensaje
    assert not problema.grave


def test_what_is_out_exactly_so_is_said(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.publicar()
    pieza = redaccion.editar(pieza, texto_x="Abrió.")

    vistas = por_canal(queries.vista_previa(pieza))

    assert vistas["facebook"].ya_publicada
    assert not vistas["twitter"].ya_publicada
    assert not vistas["web"].problemas
    [problema] = vistas["twitter"].problemas
    assert "sigue a la vista: esta saldrá aparte" in problema.mensaje
    assert not problema.grave


def test_while_somebody_types_it_looks_as_if_it_were_saved(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    vistas = por_canal(
        queries.medir(pieza, {"texto_x": " Abrió. ", "canales": ["twitter", "telegrafo"]})
    )

    assert vistas["twitter"].texto == "Abrió."
    assert [vista.canal for vista in vistas.values() if vista.elegido] == ["twitter"]
    assert vistas["twitter"].enlace is None
    assert Pieza.objects.get(pk=pieza.pk).texto_x == ""
    assert pieza.texto_x == ""


def test_one_that_was_never_saved_can_be_seen_too(redaccion: Redaccion) -> None:
    vistas = por_canal(
        queries.medir(None, {"titulo": "Muelle", "entradilla": "Abrió.", "canales": ["facebook"]})
    )

    assert vistas["facebook"].texto == "Muelle\n\nAbrió."
    assert not Pieza.objects.exists()


def test_nothing_is_read_but_the_accounts_and_what_is_out(
    redaccion: Redaccion, django_assert_num_queries: Any
) -> None:
    pieza = Pieza.objects.select_related("imagen").get(pk=redaccion.crear(**con_imagen()).pk)

    with django_assert_num_queries(2):
        queries.vista_previa(pieza)


@pytest.mark.parametrize("estado", [states.BORRADOR, states.APROBADA])
def test_what_it_lacks_is_known_before_it_is_sent(estado: str, redaccion: Redaccion) -> None:
    assert queries.faltas(redaccion.hasta(estado)) == {}
    assert set(queries.faltas(Pieza(titulo=""))) == {"titulo", "cuerpo", "canales"}
