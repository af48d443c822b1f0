"""What was written about somebody is taken away for good; that it was written stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.models import Comentario, Historial, HistorialAjuste, Recibo, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from workflows.compromisos import actions
from workflows.compromisos.models import Compromiso
from workflows.cruce import comentarios, supresiones

pytestmark = pytest.mark.usefixtures("miercoles")

LISTA = "/ajustes/suprimir/"
DATO = "Juan Perez, cedula 8-123-456"
MOTIVO = {"motivo": "Lo pidió la persona nombrada."}


@pytest.fixture
def caso(miercoles: None, rosa: Usuario, luis: Usuario, junta: Any) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


@pytest.fixture
def comentario(caso: Compromiso, rosa: Usuario) -> Comentario:
    dicho = comentarios.comentar(
        expediente_id=caso.pk, actor=rosa, texto=f"@luis@alborada.test {DATO} llamó."
    )
    comentarios.editar(
        comentario_id=dicho.comentario.pk, actor=rosa, texto=f"@luis@alborada.test {DATO} vino."
    )
    return dicho.comentario


@pytest.fixture
def devuelto(caso: Compromiso, rosa: Usuario, luis: Usuario) -> Historial:
    """The entry at which it was given back, with a reason that its notice repeats."""
    actions.aceptar(compromiso_id=caso.pk, actor=luis)
    actions.reportar_cumplida(
        compromiso_id=caso.pk,
        actor=luis,
        informe="Está hecho.",
        enlace="https://alborada.test/acta",
    )
    actions.devolver(compromiso_id=caso.pk, actor=rosa, motivo=f"Falta lo de {DATO}.")
    assert DATO in str(list(Notificacion.objects.values_list("datos", flat=True)))
    return Historial.objects.filter(expediente=caso.pk, verbo="devolver").get()


def url(que: Comentario | Historial) -> str:
    nombre = "suprimir_comentario" if isinstance(que, Comentario) else "suprimir_entrada"
    return reverse(f"ajustes:{nombre}", args=[que.pk])


def donde_esta(dato: str) -> list[str]:
    """The tables of the whole database in which it stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tablas = [tabla for (tabla,) in cursor.fetchall()]
        halladas = []
        for tabla in tablas:
            cursor.execute(f'SELECT count(*) FROM "{tabla}" t WHERE t::text LIKE %s', [f"%{dato}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                halladas.append(tabla)
    return halladas


def test_nothing_of_a_comment_is_left_anywhere(
    comentario: Comentario, caso: Compromiso, entrar: Entrar, sofia: Usuario, rosa: Usuario
) -> None:
    assert donde_esta(DATO) == ["core_comentariotexto"]
    response = entrar(sofia).post(url(comentario), MOTIVO)

    assert response.headers["Location"] == f"{LISTA}?codigo={caso.codigo}&ver=comentarios"
    assert donde_esta(DATO) == []
    pagina = entrar(rosa).get(f"/compromisos/{caso.codigo}/").content.decode()
    assert "(texto retirado por protección de datos)" in pagina
    assert f'id="comentario-{comentario.pk}"' in pagina
    assert not comentario.menciones.exists()


def test_nor_of_what_was_written_at_a_step_and_of_the_notices_that_repeat_it(
    devuelto: Historial, caso: Compromiso, entrar: Entrar, sofia: Usuario, rosa: Usuario
) -> None:
    entrar(sofia).post(url(devuelto), MOTIVO)

    assert donde_esta(DATO) == []
    pagina = entrar(rosa).get(f"/compromisos/{caso.codigo}/").content.decode()
    assert "(texto retirado por protección de datos)" in pagina
    devuelto.refresh_from_db()
    assert (devuelto.usuario, devuelto.verbo) == (rosa, "devolver")
    aviso = Notificacion.objects.filter(expediente=caso.pk, datos__motivo="").get()
    assert aviso.titulo


def test_nor_of_what_the_api_keeps_to_answer_again(
    devuelto: Historial, caso: Compromiso, entrar: Entrar, sofia: Usuario, rosa: Usuario
) -> None:
    cuerpo = {"codigo": caso.codigo, "historia": [{"texto": f"Falta lo de {DATO}."}], "version": 4}
    Recibo.objects.create(usuario=rosa, llave="una", huella="x", status=200, cuerpo=cuerpo)
    entrar(sofia).post(url(devuelto), MOTIVO)

    assert donde_esta(DATO) == []
    queda = Recibo.objects.get(llave="una").cuerpo
    assert queda == {**cuerpo, "historia": [{"texto": ""}]}


def test_who_did_it_and_why_is_in_the_history_of_the_settings(
    comentario: Comentario, caso: Compromiso, entrar: Entrar, sofia: Usuario
) -> None:
    client = entrar(sofia)
    client.post(url(comentario), MOTIVO)

    hecho = HistorialAjuste.objects.get(verbo="suprimir")
    assert (hecho.usuario, hecho.cambios) == (sofia, {"motivo": ["", MOTIVO["motivo"]]})
    pagina = client.get("/ajustes/cambios/").content.decode()
    for dicho in ("suprimió el texto", caso.codigo, MOTIVO["motivo"]):
        assert dicho in pagina


def test_whoever_administers_needs_not_see_the_case_and_is_not_shown_it(
    comentario: Comentario, caso: Compromiso, entrar: Entrar, sofia: Usuario, elena: Usuario
) -> None:
    assert entrar(sofia).get(f"/compromisos/{caso.codigo}/").status_code == 404
    pagina = entrar(sofia).get(f"{LISTA}?codigo={caso.codigo.lower()}").content.decode()
    assert "Rosa Medina" in pagina
    assert DATO not in pagina
    assert url(comentario) in pagina
    assert caso.titulo not in pagina
    assert DATO in entrar(elena).get(f"{LISTA}?codigo={caso.codigo}").content.decode()


def test_the_texts_of_the_history_are_found_too(
    devuelto: Historial, caso: Compromiso, entrar: Entrar, sofia: Usuario
) -> None:
    pagina = entrar(sofia).get(f"{LISTA}?codigo={caso.codigo}&ver=historia").content.decode()
    assert url(devuelto) in pagina
    assert DATO not in pagina


def test_it_is_offered_beside_the_comment_to_whoever_administers(
    comentario: Comentario, caso: Compromiso, entrar: Entrar, elena: Usuario, rosa: Usuario
) -> None:
    assert url(comentario) in entrar(elena).get(f"/compromisos/{caso.codigo}/").content.decode()
    assert url(comentario) not in entrar(rosa).get(f"/compromisos/{caso.codigo}/").content.decode()


def test_without_a_reason_nothing_happens(
    comentario: Comentario, entrar: Entrar, sofia: Usuario
) -> None:
    assert entrar(sofia).post(url(comentario), {"motivo": "  "}).status_code == 422
    with pytest.raises(ValidationError):
        supresiones.suprimir_comentario(pk=comentario.pk, actor=sofia, motivo=" ")
    assert donde_esta(DATO)


@pytest.mark.parametrize("quien", ["rosa", "luis", "tomas"])
def test_nobody_else_does_it(
    comentario: Comentario,
    devuelto: Historial,
    entrar: Entrar,
    request: pytest.FixtureRequest,
    quien: str,
) -> None:
    user = request.getfixturevalue(quien)
    for pagina in (LISTA, url(comentario), url(devuelto)):
        assert entrar(user).get(pagina).status_code == 403
    with pytest.raises(NotAllowed):
        supresiones.suprimir_comentario(pk=comentario.pk, actor=user, motivo="Porque sí.")
    with pytest.raises(NotAllowed):
        supresiones.suprimir_entrada(pk=devuelto.pk, actor=user, motivo="Porque sí.")


def test_who_found_the_screen_open_takes_nothing_away(
    comentario: Comentario, sofia: Usuario
) -> None:
    abierta = Client()
    abierta.force_login(sofia)
    response = abierta.post(url(comentario), MOTIVO)
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert donde_esta(DATO)


def test_it_is_done_once(
    comentario: Comentario, devuelto: Historial, entrar: Entrar, sofia: Usuario
) -> None:
    client = entrar(sofia)
    for que in (comentario, devuelto):
        client.post(url(que), MOTIVO)
        assert "ya se suprimió" in client.post(url(que), MOTIVO).content.decode()


def test_its_author_writes_it_no_second_time(comentario: Comentario, sofia: Usuario) -> None:
    supresiones.suprimir_comentario(pk=comentario.pk, actor=sofia, **MOTIVO)
    with pytest.raises(NotAllowed, match="protección de datos"):
        comentarios.editar(comentario_id=comentario.pk, actor=comentario.autor, texto=DATO)


def test_one_that_was_withdrawn_still_had_its_text(
    comentario: Comentario, rosa: Usuario, sofia: Usuario
) -> None:
    comentarios.retirar(comentario_id=comentario.pk, actor=rosa)
    assert donde_esta(DATO)
    supresiones.suprimir_comentario(pk=comentario.pk, actor=sofia, **MOTIVO)
    assert donde_esta(DATO) == []


def test_of_a_case_that_does_not_exist_nothing_is_listed(entrar: Entrar, sofia: Usuario) -> None:
    assert "Escriba el código" in entrar(sofia).get(LISTA).content.decode()
    assert "nadie ha escrito nada" in entrar(sofia).get(f"{LISTA}?codigo=XX").content.decode()
    assert entrar(sofia).get(f"{LISTA}comentarios/999/").status_code == 404
    assert entrar(sofia).get(f"{LISTA}historia/999/").status_code == 404
