"""Publications as the press desk reads them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core import clock
from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.queries import FiltroPublicaciones


def canales(user: Usuario, **filtro: Any) -> list[str]:
    return [fila.canal for fila in queries.publicaciones(user, FiltroPublicaciones(**filtro))]


def test_by_state_channel_piece_and_words(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("x", "bad_media")
    publicada = redaccion.publicar(titulo="Muelle", **con_imagen())
    redaccion.hasta(states.APROBADA, titulo="Acueducto")

    assert len(canales(redaccion.autora)) == 6
    assert canales(redaccion.autora, estado="problemas") == ["twitter"]
    assert canales(redaccion.autora, estado="en_camino") == ["twitter", "facebook"]
    assert canales(redaccion.autora, estado="publicada", canal="web") == ["web", "web"]
    assert len(canales(redaccion.autora, pieza=publicada.codigo)) == 3
    assert len(canales(redaccion.autora, q="acueducto")) == 3


def test_only_those_of_pieces_one_may_see(redaccion: Redaccion, luis: Usuario) -> None:
    redaccion.hasta(states.APROBADA)

    assert canales(luis) == []
    assert list(queries.proximas(luis)) == []


def test_what_leaves_next_comes_first(redaccion: Redaccion) -> None:
    tarde, pronto = clock.now() + timedelta(days=2), clock.now() + timedelta(hours=2)
    redaccion.hasta(states.APROBADA, titulo="Tarde", canales=["web"], publicar_en=tarde)
    redaccion.hasta(states.APROBADA, titulo="Pronto", canales=["web"], publicar_en=pronto)
    redaccion.hasta(states.APROBADA, titulo="Fuera", canales=["web"])

    filas = queries.proximas(redaccion.autora)

    assert [fila.expediente.titulo for fila in filas] == ["Pronto", "Tarde"]


def test_the_number_of_queries_does_not_grow_with_the_list(
    redaccion: Redaccion, sandbox: Sandbox, django_assert_num_queries: Any
) -> None:
    for _n in range(3):
        redaccion.publicar()
    quien = Usuario.objects.get(pk=redaccion.autora.pk)
    list(queries.publicaciones(quien))

    with django_assert_num_queries(2):
        for fila in queries.publicaciones(quien):
            str(fila.cuenta), str(fila.expediente), [str(uno) for uno in fila.bitacora.all()]


def test_the_accounts_with_their_health(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "dead_token", times=None)
    sandbox.fault("x", "rate_limit")
    redaccion.publicar()

    web, facebook, x = queries.cuentas(redaccion.autora)

    assert (web.luz.color, web.luz.palabra, web.esperan) == ("verde", "Lista", 0)
    assert web.ultima == clock.now()
    assert (facebook.luz.color, facebook.luz.palabra) == ("rojo", "Hay que reconectarla")
    assert facebook.luz.razones == (facebook.cuenta.motivo,)
    assert (x.luz.color, x.esperan) == ("amarillo", 1)


def test_a_key_that_expires_soon_is_yellow(redaccion: Redaccion, facebook: Any) -> None:
    facebook.vence_en = clock.now() + timedelta(days=6)
    facebook.save()

    salud = next(una for una in queries.cuentas(redaccion.autora) if una.cuenta == facebook)

    assert (salud.luz.color, salud.dias) == ("amarillo", 6)
    assert salud.luz.razones == ("Su llave vence en 6 días.",)


def test_the_accounts_are_for_who_keeps_them(
    redaccion: Redaccion, sofia: Usuario, elena: Usuario, rosa: Usuario
) -> None:
    for quien in (redaccion.autora, redaccion.titular, sofia, elena):
        assert len(queries.cuentas(quien)) == 3
    assert queries.cuentas(rosa) == []
    assert queries.canales_conectados() == ["web", "facebook", "twitter"]


def test_a_failed_one_that_was_tried_again_is_on_its_way(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")
    pieza = redaccion.publicar(**con_imagen())
    [fallida] = queries.con_problemas_de(pieza)
    assert queries.necesita_gente(fallida)

    actions.reintentar(publicacion_id=fallida.pk, actor=redaccion.autora)

    assert [fila.canal for fila in queries.proximas(redaccion.autora)] == ["twitter"]
