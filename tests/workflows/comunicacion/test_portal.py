"""What the public reads is the frozen version, never the piece being written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core import clock
from tasks import publish
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import queries, states


def test_a_page_shows_what_was_approved(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"], **con_imagen())

    noticia = queries.noticia(pieza.token)

    assert noticia is not None
    assert (noticia.titulo, noticia.resumen) == (pieza.titulo, pieza.entradilla)
    assert noticia.html.endswith("<p>El <strong>muelle</strong> mide 40 metros.</p>\n")
    assert (noticia.imagen, noticia.alt) == (pieza.imagen, "El muelle, con tres lanchas")
    assert (noticia.publicada_en, noticia.corregida_en) == (clock.now(), None)
    assert not noticia.retirada


def test_nothing_stands_before_it_is_approved(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    assert queries.noticia(pieza.token) is None
    assert queries.noticia("no-existe") is None


def test_while_it_is_written_again_the_page_stays(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"])

    redaccion.editar(pieza, titulo="Un secreto")

    noticia = queries.noticia(pieza.token)
    assert noticia is not None
    assert noticia.titulo != "Un secreto"


def test_a_corrected_one_takes_the_place_of_the_first_and_says_when(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"])
    with clock.moved_to(clock.now() + timedelta(days=1)):
        redaccion.editar(pieza, titulo="Corregida")
        redaccion.enviar(pieza)
        redaccion.aprobar(pieza)
        corregida_en = clock.now()

    noticia = queries.noticia(pieza.token)

    assert noticia is not None
    assert (noticia.titulo, noticia.publicada_en) == ("Corregida", clock.now())
    assert noticia.corregida_en == corregida_en
    assert [una.titulo for una in queries.noticias().noticias] == ["Corregida"]


def test_a_correction_that_is_taken_back_shows_the_first_text_again(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"], titulo="Primera")
    for titulo in ("Segunda", "Primera"):
        redaccion.editar(pieza, titulo=titulo)
        redaccion.enviar(pieza)
        redaccion.aprobar(pieza)

    noticia = queries.noticia(pieza.token)

    assert noticia is not None
    assert noticia.titulo == "Primera"


def test_a_correction_for_later_leaves_the_first_until_then(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"], titulo="Primera")
    redaccion.editar(pieza, titulo="Segunda", publicar_en=clock.now() + timedelta(hours=1))
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)

    assert [una.titulo for una in queries.noticias().noticias] == ["Primera"]
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        publish.publicar()
    assert [una.titulo for una in queries.noticias().noticias] == ["Segunda"]


def test_of_a_withdrawn_one_the_note_remains(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.RETIRADA, canales=["web"])

    noticia = queries.noticia(pieza.token)

    assert noticia is not None
    assert (noticia.retirada_en, noticia.nota) == (clock.now(), pieza.nota_publica)
    assert (noticia.titulo, noticia.resumen, noticia.html) == ("", "", "")
    assert queries.noticias().noticias == []


def test_one_withdrawn_before_it_stood_there_is_nowhere(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(
        states.RETIRADA, canales=["web"], publicar_en=clock.now() + timedelta(hours=1)
    )

    assert queries.noticia(pieza.token) is None


def test_the_newest_first_page_by_page(
    redaccion: Redaccion, django_assert_num_queries: Any
) -> None:
    for hora in range(5):
        with clock.moved_to(clock.now() + timedelta(hours=hora)):
            redaccion.hasta(states.APROBADA, titulo=f"N{hora}", canales=["web"], **con_imagen())

    with django_assert_num_queries(2):
        primera = queries.noticias(por_pagina=2)
        assert [str(una.imagen) for una in primera.noticias] == ["teal.png", "teal.png"]
    assert [una.titulo for una in primera.noticias] == ["N4", "N3"]
    assert (primera.numero, primera.paginas) == (1, 3)
    assert [una.titulo for una in queries.noticias(3, por_pagina=2).noticias] == ["N0"]
    assert queries.noticias(99, por_pagina=2).numero == 3
    assert queries.noticias(-1, por_pagina=2).numero == 1


def test_an_empty_portal_has_one_empty_page(db: None) -> None:
    pagina = queries.noticias()

    assert (pagina.noticias, pagina.numero, pagina.paginas) == ([], 1, 1)
