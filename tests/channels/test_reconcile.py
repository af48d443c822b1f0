"""A publication whose outcome is not known is read back before anything else happens."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from channels import decisions, queue, reconcile, sending
from channels.models import Cuenta, Publicacion
from channels.outcome import Outcome
from channels.settling import settle
from core import clock
from core.models import Expediente, Usuario
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, an_expediente, queued, x


def attempt() -> Outcome | None:
    [row] = queue.claim()
    return settle(row, sending.send(row))


def read_back() -> Outcome:
    [row] = reconcile.claim()
    outcome = reconcile.settle(row, reconcile.read(row))
    assert outcome is not None
    return outcome


def later(seconds: float) -> AbstractContextManager[None]:
    return clock.moved_to(clock.now() + timedelta(seconds=seconds))


def in_doubt(
    sandbox: Sandbox, expediente: Expediente, cuenta: Cuenta, fault: str, **post: Any
) -> Publicacion:
    """A publication after an attempt with that fault."""
    network = {"facebook": "facebook", "twitter": "x"}[cuenta.canal]
    sandbox.fault(network, fault, op="publish")
    row = queued(expediente, cuenta, **post)
    outcome = attempt()
    assert outcome is not None
    assert outcome.despues == "desconocida"
    return row


@pytest.mark.parametrize("canal", ["pagina", "perfil"])
@pytest.mark.parametrize("fault", ["lost_response", "truncated", "not_json"])
def test_a_post_whose_answer_was_lost_is_found_at_the_first_read(
    sandbox: Sandbox,
    expediente: Expediente,
    canal: str,
    fault: str,
    request: pytest.FixtureRequest,
) -> None:
    cuenta = request.getfixturevalue(canal)
    in_doubt(sandbox, expediente, cuenta, fault)
    outcome = read_back()
    [post] = sandbox.posts("facebook" if canal == "pagina" else "x")
    assert (outcome.antes, outcome.despues) == ("desconocida", "publicada")
    assert outcome.publicacion.remote_id == post["id"]
    assert outcome.publicacion.error == ""
    assert reconcile.claim() == []


def test_it_is_found_by_its_text_where_the_link_is_left_out(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    texto = "Agua & luz <gratis> en El nin\u0303o 👨‍👩‍👧‍👦: alborada.gob.pa"
    post = a_post(texto, enlace=None)
    in_doubt(sandbox, expediente, perfil, "lost_response", post=post)
    assert read_back().despues == "publicada"


def test_it_is_believed_absent_only_after_three_reads_over_five_minutes(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "reset")
    assert (read_back().despues, reconcile.claim()) == ("desconocida", [])
    with later(149):
        assert reconcile.claim() == []
    with later(151):
        assert read_back().despues == "desconocida"
    with later(302):
        outcome = read_back()
        assert (outcome.despues, outcome.publicacion.lecturas) == ("pendiente", 3)
        again = attempt()
    assert again is not None
    assert again.despues == "publicada"
    assert len(sandbox.posts("x")) == 1


def test_three_reads_in_a_moment_are_not_enough(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "reset")
    for _ in range(4):
        Publicacion.objects.update(disponible_en=clock.now())
        assert read_back().despues == "desconocida"


def test_a_timeline_that_lags_shows_it_at_last(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "late_timeline", seconds=3600)
    in_doubt(sandbox, expediente, perfil, "lost_response")
    assert read_back().despues == "desconocida"
    sandbox.clear("x")
    with later(151):
        assert read_back().despues == "publicada"
    assert len(sandbox.posts("x")) == 1


def test_a_post_of_the_first_attempt_that_shows_after_the_second_is_ambiguous(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    """The mark of the first attempt is kept, so that its late post is not missed."""
    row = in_doubt(sandbox, expediente, pagina, "reset")
    row.refresh_from_db()
    mark = row.marca_desde
    for seconds in (0, 151, 302):
        with later(seconds):
            read_back()
    sandbox.fault("facebook", "lost_response", op="publish")
    with later(303):
        attempt()
    row.refresh_from_db()
    assert (row.estado, row.marca_desde) == ("desconocida", mark)


def test_two_posts_that_may_be_ours_are_for_an_official(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    x(sandbox).publish(a_post("Otra con el mismo enlace"), ())
    outcome = read_back()
    assert outcome.despues == "por_decidir"
    assert outcome.publicacion.detalle.count("/i/web/status/") == 2


def test_the_post_of_another_publication_is_not_taken(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta, paula: Usuario
) -> None:
    """An earlier version of the piece has the same permalink."""
    queued(expediente, perfil)
    attempt()
    in_doubt(
        sandbox,
        expediente,
        perfil,
        "lost_response",
        huella="b" * 64,
        post=a_post("Abre el muelle, corregido"),
    )
    outcome = read_back()
    assert outcome.despues == "publicada"
    assert len({row.remote_id for row in Publicacion.objects.all()}) == 2


def test_after_a_day_an_official_decides(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "reset")
    with later(24 * 3600 + 1):
        assert read_back().despues == "por_decidir"
        assert queue.claim() == []


def test_a_duplicate_is_taken_for_what_it_is(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    """The first answer was lost, nobody read it back, and X refuses the second as a copy."""
    row = in_doubt(sandbox, expediente, perfil, "lost_response")
    Publicacion.objects.filter(pk=row.pk).update(estado="pendiente", desconocida_desde=None)
    again = attempt()
    assert again is not None
    assert again.despues == "desconocida"
    assert read_back().despues == "publicada"
    assert len(sandbox.posts("x")) == 1


def test_a_duplicate_that_nobody_can_find_is_for_an_official(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "duplicate")
    states = []
    for seconds in (0, 151, 302):
        with later(seconds):
            states.append(read_back().despues)
    assert states == ["desconocida", "desconocida", "por_decidir"]


def test_a_read_that_fails_leaves_the_doubt(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    sandbox.fault("x", "server_error_html", op="timeline")
    outcome = read_back()
    assert (outcome.despues, outcome.publicacion.lecturas) == ("desconocida", 0)
    with later(151):
        assert read_back().despues == "publicada"


def test_a_read_with_a_dead_token_stops_the_account(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    sandbox.fault("x", "dead_token", op="timeline")
    outcome = read_back()
    assert outcome.despues == "desconocida"
    assert outcome.cuenta is not None
    assert outcome.cuenta.despues == "reconectar"


def test_a_read_over_the_limit_waits_for_its_time(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    sandbox.fault("x", "rate_limit", op="timeline", seconds=900)
    read_back()
    with later(800):
        assert reconcile.claim() == []
    with later(901):
        assert read_back().despues == "publicada"


def test_reads_that_keep_failing_end_with_an_official(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    sandbox.fault("x", "server_error_html", op="timeline", times=None)
    with later(24 * 3600 + 1):
        assert read_back().despues == "por_decidir"


def test_two_readers_do_not_read_the_same(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "lost_response")
    [row] = reconcile.claim()
    assert reconcile.claim() == []
    reading = reconcile.read(row)
    decisions.withdraw(expediente.pk)
    assert reconcile.settle(row, reading) is not None
    assert reconcile.settle(row, reading) is None


def test_what_was_withdrawn_meanwhile_is_not_sent_again(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    in_doubt(sandbox, expediente, perfil, "reset")
    decisions.withdraw(expediente.pk)
    for seconds in (0, 151, 302):
        with later(seconds):
            outcome = read_back()
    assert outcome.despues == "cancelada"


def test_with_half_of_the_answers_lost_each_goes_out_exactly_once(
    sandbox: Sandbox, paula: Usuario, perfil: Cuenta
) -> None:
    for number in range(12):
        one = an_expediente(paula, f"PIE-2026-{number:05}")
        queued(one, perfil, post=a_post(f"Noticia {number}", token=f"tok{number}"))
        if number % 2:
            sandbox.fault("x", "lost_response", op="publish")
        attempt()
    for row in reconcile.claim(limit=50):
        reconcile.settle(row, reconcile.read(row))
    assert set(Publicacion.objects.values_list("estado", flat=True)) == {"publicada"}
    posts = [post["text"].split("\n")[0] for post in sandbox.posts("x")]
    assert sorted(posts) == sorted(f"Noticia {number}" for number in range(12))
