"""What people say of a case file to each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Comentario, ComentarioTexto, Expediente, Seguidor, Suplencia, Usuario
from core.transitions import NotAllowed
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.builders import en_dias, un_compromiso
from tests.consultas import cuantas
from workflows.compromisos.models import Compromiso
from workflows.cruce import comentarios, seguidores

pytestmark = pytest.mark.usefixtures("miercoles")


@pytest.fixture
def caso(miercoles: None, rosa, luis, junta) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


def comentar(caso: Expediente, actor: Usuario, texto: str = "Va bien.") -> comentarios.Dicho:
    return comentarios.comentar(expediente_id=caso.pk, actor=actor, texto=texto)


def textos(caso: Expediente) -> list[str]:
    return [uno.texto for uno in comentarios.de(caso)]  # type: ignore[attr-defined]


def avisados(clase: str) -> set[str]:
    return {
        aviso.usuario.nombre for aviso in Notificacion.objects.filter(clase=clase) if aviso.usuario
    }


def test_it_is_no_step_the_case_stays_as_it_was(caso: Compromiso, luis: Usuario) -> None:
    antes = (caso.version, caso.actualizado_en, caso.historial.count())

    comentar(caso, luis, "  Ya hablé con el proveedor. ")

    caso.refresh_from_db()
    assert (caso.version, caso.actualizado_en, caso.historial.count()) == antes
    assert textos(caso) == ["Ya hablé con el proveedor."]


def test_the_newest_is_read_first(caso: Compromiso, rosa: Usuario, luis: Usuario) -> None:
    comentar(caso, rosa, "¿Cómo va?")
    comentar(caso, luis, "Bien.")

    assert textos(caso) == ["Bien.", "¿Cómo va?"]


def test_whoever_sees_it_may_say_something_when_it_is_closed_too(
    caso: Compromiso, rosa: Usuario, omar: Usuario
) -> None:
    Compromiso.objects.filter(pk=caso.pk).update(cerrado_en=clock.now())

    assert comentar(caso, omar).comentario.autor == omar


@pytest.mark.parametrize("grado", [2, 3, 4])
def test_who_may_not_see_it_says_nothing(
    rosa: Usuario, luis: Usuario, junta, omar: Usuario, grado: int
) -> None:
    reservado = un_compromiso(rosa, luis, junta, nivel_reserva=grado)

    with pytest.raises(Expediente.DoesNotExist):
        comentar(reservado, omar)
    assert not Comentario.objects.exists()


@pytest.mark.parametrize("texto", ["", "  \n ", "a" * 4001])
def test_what_says_nothing_or_too_much_is_refused(
    caso: Compromiso, luis: Usuario, texto: str
) -> None:
    with pytest.raises(ValidationError) as falta:
        comentar(caso, luis, texto)
    assert list(falta.value.message_dict) == ["texto"]
    assert not Comentario.objects.exists()


def test_who_is_named_is_told_by_mail_and_in_the_bell(
    caso: Compromiso, rosa: Usuario, luis: Usuario
) -> None:
    dicho = comentar(caso, rosa, "@Luis Ábrego ¿para cuándo?")

    aviso = Notificacion.objects.get(clase="X01")
    assert (aviso.usuario, aviso.entregas.get().medio) == (luis, "correo")
    assert aviso.ruta == f"/e/{caso.codigo}/comentarios/#comentario-{dicho.comentario.pk}"
    mensaje = mensajes.componer(aviso)
    assert mensaje.titulo == f"Rosa Medina le escribe en {caso.titulo}"
    # What is said of persons stays where it can be redacted.
    assert "para cuándo" not in mensaje.cuerpo
    assert "para cuándo" not in str(aviso.datos)


def test_of_a_reserved_one_the_mail_says_the_code_alone(
    rosa: Usuario, luis: Usuario, junta
) -> None:
    reservado = un_compromiso(rosa, luis, junta, nivel_reserva=3)
    comentar(reservado, rosa, "@Luis mire esto")

    mensaje = mensajes.componer(Notificacion.objects.get(clase="X01"))
    assert "Rosa" not in mensaje.cuerpo
    assert reservado.titulo not in mensaje.asunto


def test_who_may_not_see_it_is_never_told_and_the_writer_learns_it(
    caso: Compromiso, rosa: Usuario, marta: Usuario
) -> None:
    dicho = comentar(caso, rosa, "@Marta Solís ¿puedes ayudar? @Luiz también.")

    assert (dicho.sin_acceso, dicho.desconocidos) == (["Marta Solís"], ["Luiz"])
    assert avisados("X01") == set()
    assert not dicho.comentario.menciones.exists()


def test_nobody_is_told_of_what_one_wrote_oneself(caso: Compromiso, rosa: Usuario) -> None:
    comentar(caso, rosa, "Nota para @Rosa Medina")

    assert avisados("X01") == set()


def test_who_stands_in_for_who_is_named_is_told_too(
    caso: Compromiso, rosa: Usuario, luis: Usuario, marta: Usuario
) -> None:
    Suplencia.objects.create(titular=luis, suplente=marta, desde=en_dias(0), hasta=en_dias(2))

    comentar(caso, rosa, "@Luis")

    assert avisados("X01") == {"Luis Ábrego", "Marta Solís"}


def test_who_says_something_follows_it_and_hears_of_the_next(
    caso: Compromiso, rosa: Usuario, luis: Usuario, carmen: Usuario
) -> None:
    comentar(caso, luis)
    assert seguidores.sigue(caso, luis)

    comentar(caso, rosa, "Gracias.")

    aviso = Notificacion.objects.get(clase="X01S")
    assert (aviso.usuario, aviso.entregas.exists()) == (luis, False)
    assert aviso.titulo == f"Rosa Medina comentó: {caso.titulo}"


def test_who_is_named_is_not_told_twice(caso: Compromiso, rosa: Usuario, luis: Usuario) -> None:
    seguidores.seguir(expediente_id=caso.pk, actor=luis)

    comentar(caso, rosa, "@Luis gracias.")

    assert (avisados("X01"), avisados("X01S")) == ({"Luis Ábrego"}, set())


def test_one_corrects_what_one_said_a_moment_ago_and_the_first_text_is_kept(
    caso: Compromiso, rosa: Usuario, luis: Usuario, carmen: Usuario
) -> None:
    comentario = comentar(caso, rosa, "@Luis ¿para cuándo?").comentario

    with clock.moved_to(clock.now() + timedelta(minutes=14)):
        comentarios.editar(comentario_id=comentario.pk, actor=rosa, texto="@Luis ¿qué día?")

    assert textos(caso) == ["@Luis ¿qué día?"]
    assert ComentarioTexto.objects.count() == 2
    assert Notificacion.objects.filter(clase="X01").count() == 1


def test_who_is_named_only_then_is_told(caso: Compromiso, rosa: Usuario, luis: Usuario) -> None:
    comentario = comentar(caso, rosa, "¿Para cuándo?").comentario

    comentarios.editar(comentario_id=comentario.pk, actor=rosa, texto="@Luis ¿para cuándo?")

    assert avisados("X01") == {"Luis Ábrego"}
    assert comentario.menciones.get().usuario == luis


def test_one_takes_back_what_one_said(caso: Compromiso, rosa: Usuario, luis: Usuario) -> None:
    comentario = comentar(caso, rosa, "@Luis esto no va.").comentario

    comentarios.retirar(comentario_id=comentario.pk, actor=rosa)

    (retirado,) = comentarios.de(caso)
    assert retirado.retirado_en == clock.now()
    assert not retirado.menciones.exists()


@pytest.mark.parametrize("verbo", ["editar", "retirar"])
def test_after_some_minutes_it_stands(caso: Compromiso, rosa: Usuario, verbo: str) -> None:
    comentario = comentar(caso, rosa).comentario

    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        niega(verbo, comentario, rosa, "Pasaron más de 15 minutos")


@pytest.mark.parametrize("verbo", ["editar", "retirar"])
def test_nobody_mends_what_another_said(
    caso: Compromiso, rosa: Usuario, luis: Usuario, verbo: str
) -> None:
    niega(verbo, comentar(caso, rosa).comentario, luis, "Cada quien corrige")


@pytest.mark.parametrize("verbo", ["editar", "retirar"])
def test_what_was_taken_back_is_gone(caso: Compromiso, rosa: Usuario, verbo: str) -> None:
    comentario = comentar(caso, rosa).comentario
    comentarios.retirar(comentario_id=comentario.pk, actor=rosa)

    niega(verbo, comentario, rosa, "ya se retiró")


def test_who_no_longer_sees_the_case_does_not_find_it(
    caso: Compromiso, rosa: Usuario, omar: Usuario
) -> None:
    comentario = comentar(caso, omar).comentario
    Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=3)

    with pytest.raises(Comentario.DoesNotExist):
        comentarios.retirar(comentario_id=comentario.pk, actor=omar)


def test_what_many_cost_is_what_few_cost(caso: Compromiso, rosa: Usuario, luis: Usuario) -> None:
    def leer() -> None:
        for uno in comentarios.de(caso):
            assert [str(mencion.usuario) for mencion in uno.menciones.all()]
            assert uno.autor.nombre

    comentar(caso, rosa, "@Luis uno")
    una = cuantas(leer)
    for numero in range(5):
        comentar(caso, rosa, f"@Luis {numero}")

    assert cuantas(leer) == una


def test_following_it_again_by_writing_is_once(caso: Compromiso, rosa: Usuario) -> None:
    comentar(caso, rosa)
    comentar(caso, rosa)

    assert Seguidor.objects.count() == 1


def niega(verbo: str, comentario: Comentario, actor: Usuario, motivo: str) -> None:
    antes = ComentarioTexto.objects.count()
    datos = {"texto": "Otra cosa."} if verbo == "editar" else {}
    with pytest.raises(NotAllowed, match=motivo):
        getattr(comentarios, verbo)(comentario_id=comentario.pk, actor=actor, **datos)
    assert ComentarioTexto.objects.count() == antes
