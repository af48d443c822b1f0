"""The conversation on the page of a case, and on its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from playwright.sync_api import expect

from core import clock
from core.models import Comentario, ComentarioTexto, Expediente, LecturaReservada, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar, Navegar
from webui.comentarios.vista import RECIENTES, trozos
from workflows.comunicacion import actions as piezas
from workflows.cruce import comentarios, seguidores
from workflows.solicitudes import states as solicitudes

pytestmark = pytest.mark.usefixtures("miercoles")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def caso(miercoles: None, rosa: Usuario, luis: Usuario, junta: Any) -> Expediente:
    return un_compromiso(rosa, luis, junta)


def url(caso: Expediente, mas: str = "comentarios/") -> str:
    return f"/e/{caso.codigo}/{mas}"


def pagina(caso: Expediente) -> str:
    return f"/compromisos/{caso.codigo}/"


def texto(response: Any) -> str:
    return str(response.content.decode())


def dicho(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def comentar(caso: Expediente, actor: Usuario, que: str = "Va bien.") -> Comentario:
    return comentarios.comentar(expediente_id=caso.pk, actor=actor, texto=que).comentario


def test_what_one_says_stands_on_the_page_of_the_case(
    caso: Expediente, entrar: Entrar, luis: Usuario
) -> None:
    client = entrar(luis)

    response = client.post(url(caso), {"texto": "<b>Ya</b> hablé\ncon ellos."})

    assert response.headers["Location"] == pagina(caso) + "#comentarios"
    mostrada = texto(client.get(pagina(caso)))
    assert "&lt;b&gt;Ya&lt;/b&gt; hablé" in mostrada
    assert "Dejar de seguir" in mostrada


def test_its_history_does_not_tell_who_was_named_or_follows_it(
    caso: Expediente, entrar: Entrar, rosa: Usuario, luis: Usuario, elena: Usuario
) -> None:
    seguidores.seguir(expediente_id=caso.pk, actor=elena)
    comentar(caso, rosa, "@Luis ¿para cuándo?")

    mostrada = texto(entrar(luis).get(pagina(caso)))
    assert "Lo mencionaron" not in mostrada
    assert "Elena Cordero" not in mostrada


def test_with_scripts_the_card_alone_comes_back_and_one_follows(
    caso: Expediente, entrar: Entrar, luis: Usuario
) -> None:
    response = entrar(luis).post(url(caso), {"texto": "Ya hablé."}, headers=HTMX)

    parte = texto(response)
    assert response.status_code == 200
    assert '<section class="card" id="comentarios"' in parte
    assert "Ya hablé." in parte
    assert 'id="seguir" hx-swap-oob="true"' in parte
    assert "<html" not in parte


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(
    caso: Expediente, entrar: Entrar, luis: Usuario, headers: dict[str, str]
) -> None:
    largo = "a" * (comentarios.LARGO + 1)

    response = entrar(luis).post(url(caso), {"texto": largo}, headers=headers)

    assert response.status_code == 422
    assert 'id="id_texto_error"' in texto(response)
    assert largo in texto(response)
    assert not Comentario.objects.exists()


def test_the_writer_reads_whom_it_did_not_reach(
    caso: Expediente, entrar: Entrar, rosa: Usuario, marta: Usuario
) -> None:
    escrito = {"texto": "@Marta Solís ¿ayudas? @Nadie"}

    response = entrar(rosa).post(url(caso), escrito)

    assert dicho(response) == [
        "Marta Solís no puede ver este asunto: no se le avisó.",
        "No hay nadie llamado «Nadie»: no se avisó a nadie.",
    ]
    assert "Marta Solís no puede ver" in texto(entrar(rosa).post(url(caso), escrito, headers=HTMX))


@pytest.mark.parametrize(
    "mas", ["comentarios/", "comentarios/llamables/", "seguir/", "dejar-de-seguir/"]
)
def test_for_who_may_not_see_the_case_there_is_nothing(
    caso: Expediente, entrar: Entrar, rosa: Usuario, marta: Usuario, mas: str
) -> None:
    comentar(caso, rosa)
    client = entrar(marta)

    assert client.get(url(caso, mas)).status_code in {404, 405}
    assert client.post(url(caso, mas), {"texto": "Hola"}).status_code in {404, 405}
    assert Comentario.objects.count() == 1


def test_the_page_of_the_case_shows_the_latest_in_the_order_they_were_said(
    caso: Expediente, entrar: Entrar, rosa: Usuario
) -> None:
    for numero in range(RECIENTES + 2):
        with clock.moved_to(clock.now() + timedelta(minutes=numero)):
            comentar(caso, rosa, f"Dicho {numero}.")

    mostrada = texto(entrar(rosa).get(pagina(caso)))
    assert "Dicho 1." not in mostrada
    assert mostrada.index("Dicho 2.") < mostrada.index(f"Dicho {RECIENTES + 1}.")
    assert f'href="{url(caso)}"' in mostrada

    toda = texto(entrar(rosa).get(url(caso)))
    assert toda.index(f"Dicho {RECIENTES + 1}.") < toda.index("Dicho 0.")


def test_many_are_paged(caso: Expediente, entrar: Entrar, rosa: Usuario) -> None:
    nuevos = Comentario.objects.bulk_create(
        Comentario(expediente=caso, autor=rosa) for _n in range(120)
    )
    ComentarioTexto.objects.bulk_create(
        ComentarioTexto(comentario=uno, texto="Va.") for uno in nuevos
    )

    response = entrar(rosa).get(url(caso))

    assert len(response.context["page"].object_list) < 120
    assert response.context["page"].has_next()


@pytest.mark.parametrize("proceso", ["solicitud", "meta", "pieza"])
def test_every_process_has_its_conversation(
    proceso: str, entrar: Entrar, despacho: Any, gobierno: Any, redaccion: Any
) -> None:
    hechos: dict[str, tuple[Any, Usuario]] = {
        "solicitud": (despacho.hasta(solicitudes.REGISTRADA), despacho.jefe),
        "meta": (gobierno.hasta("borrador"), gobierno.gerente),
        "pieza": (piezas.crear(actor=redaccion.autora, titulo="Agua"), redaccion.autora),
    }
    caso, quien = hechos[proceso]
    client = entrar(quien)

    response = client.post(url(caso), {"texto": "¿Cómo va?"}, follow=True)

    assert response.status_code == 200
    assert "¿Cómo va?" in texto(response)


def test_one_corrects_it_for_some_minutes_and_it_says_so(
    caso: Expediente, entrar: Entrar, rosa: Usuario, luis: Usuario
) -> None:
    comentario, client = comentar(caso, rosa, "El martes."), entrar(rosa)
    corregir = url(caso, f"comentarios/{comentario.pk}/editar/")
    assert corregir in texto(client.get(pagina(caso)))
    assert corregir not in texto(entrar(luis).get(pagina(caso)))
    assert "El martes." in texto(client.get(corregir))

    client.post(corregir, {"texto": "El jueves."})

    mostrada = texto(client.get(pagina(caso)))
    assert "El jueves." in mostrada
    assert "El martes." not in mostrada
    assert "corregido" in mostrada


def test_too_late_or_another_s_it_is_refused_with_a_sentence(
    caso: Expediente, entrar: Entrar, rosa: Usuario, luis: Usuario
) -> None:
    comentario = comentar(caso, rosa, "El martes.")
    corregir = url(caso, f"comentarios/{comentario.pk}/editar/")
    retirar = url(caso, f"comentarios/{comentario.pk}/retirar/")

    assert dicho(entrar(luis).post(corregir, {"texto": "No."})) == [
        "Ese comentario ya no se puede corregir."
    ]
    assert dicho(entrar(luis).post(retirar)) == ["Cada quien corrige lo que escribió."]
    with clock.moved_to(clock.now() + timedelta(minutes=20)):
        assert dicho(entrar(rosa).post(retirar))[0].startswith("Pasaron más de 15 minutos")
    assert "El martes." in texto(entrar(luis).get(pagina(caso)))


def test_an_empty_correction_is_refused(caso: Expediente, entrar: Entrar, rosa: Usuario) -> None:
    comentario = comentar(caso, rosa)

    response = entrar(rosa).post(url(caso, f"comentarios/{comentario.pk}/editar/"), {"texto": " "})

    assert response.status_code == 422


def test_taken_back_it_leaves_a_mark_and_no_word(
    caso: Expediente, entrar: Entrar, rosa: Usuario, luis: Usuario
) -> None:
    comentario = comentar(caso, rosa, "Esto no iba.")

    client = entrar(rosa)
    client.post(url(caso, f"comentarios/{comentario.pk}/retirar/"))

    for quien in (rosa, luis):
        mostrada = texto(entrar(quien).get(pagina(caso)))
        assert "Esto no iba." not in mostrada
        assert "comentario retirado por quien lo escribió" in mostrada


def test_what_was_redacted_is_not_shown(caso: Expediente, entrar: Entrar, rosa: Usuario) -> None:
    comentario = comentar(caso, rosa, "Juan Pérez debe.")
    comentario.escritos.update(texto="", redactado_en=clock.now())

    mostrada = texto(entrar(rosa).get(pagina(caso)))
    assert "(texto retirado por protección de datos)" in mostrada
    assert f"comentarios/{comentario.pk}/editar/" not in mostrada


def test_one_of_another_case_is_not_found_here(
    caso: Expediente, entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Any
) -> None:
    ajeno = comentar(un_compromiso(rosa, luis, junta), rosa)

    assert entrar(rosa).get(url(caso, f"comentarios/{ajeno.pk}/editar/")).status_code == 404


def test_what_is_said_of_a_reserved_case_is_not_read_unnoticed(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Any, tomas: Usuario
) -> None:
    reservado = un_compromiso(rosa, luis, junta, nivel_reserva=3)

    entrar(luis).get(url(reservado))
    entrar(tomas).get(url(reservado))

    assert LecturaReservada.objects.get().lector == tomas


def test_names_are_offered_to_who_types(
    caso: Expediente, entrar: Entrar, rosa: Usuario, marta: Usuario
) -> None:
    client = entrar(rosa)

    ofrecidos = texto(client.get(url(caso, "comentarios/llamables/"), {"q": "lu"}))
    assert 'data-mention-name="Luis Ábrego"' in ofrecidos
    assert texto(client.get(url(caso, "comentarios/llamables/"), {"q": "marta"})).strip() == ""
    assert client.get(url(caso, "comentarios/llamables/"), {"q": "a\x00"}).status_code == 200


def test_a_name_is_chosen_without_a_mouse(
    caso: Expediente, navegar: Navegar, rosa: Usuario, luis: Usuario
) -> None:
    page = navegar(rosa)
    page.goto(pagina(caso))
    campo = page.get_by_label("Escriba un comentario")
    campo.press_sequentially("Pregunto a @lu")
    nombre = page.get_by_role("button", name=luis.nombre)
    expect(nombre).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(nombre).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(campo).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(campo).to_be_focused()
    expect(campo).to_have_value(f"Pregunto a @{luis.nombre} ")

    campo.press_sequentially("y a @lu")
    expect(nombre).to_be_visible()
    page.keyboard.press("Escape")
    expect(nombre).to_have_count(0)
    expect(campo).to_be_focused()


def test_names_stand_out_in_the_text(luis: Usuario) -> None:
    partes = trozos("Oye @luis ábrego y @Luis, @marta", [luis])

    assert [parte.texto for parte in partes if parte.nombre] == ["@luis ábrego", "@Luis"]
    assert "".join(parte.texto for parte in partes) == "Oye @luis ábrego y @Luis, @marta"


def test_one_follows_and_leaves_a_case_with_a_button(
    caso: Expediente, entrar: Entrar, rosa: Usuario
) -> None:
    client = entrar(rosa)
    assert "Seguir" in texto(client.get(pagina(caso)))

    response = client.post(url(caso, "seguir/"))
    assert (response.headers["Location"], seguidores.sigue(caso, rosa)) == (pagina(caso), True)
    assert caso.titulo in texto(client.get("/lo-que-sigo/"))

    parte = texto(client.post(url(caso, "dejar-de-seguir/"), headers=HTMX))
    assert 'id="seguir"' in parte
    assert "<html" not in parte
    assert not seguidores.sigue(caso, rosa)
    assert "No sigue nada" in texto(client.get("/lo-que-sigo/"))
