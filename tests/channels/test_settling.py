"""What each outcome of an attempt leads to, with real answers of the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from pytest_django import Settings

from channels import accounts as connected
from channels import decisions, holds, queue, reconcile, sending
from channels.errors import ErrorKind
from channels.models import Cuenta, Intento, Publicacion
from channels.outcome import Outcome
from channels.settling import BACKOFF, settle
from core import clock
from core.models import Expediente
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, an_image, queued


def attempt() -> Outcome:
    """Send what is first, and settle it."""
    [row] = queue.claim()
    outcome = settle(row, sending.send(row))
    assert outcome is not None
    return outcome


def later(minutes: float) -> AbstractContextManager[None]:
    return clock.moved_to(clock.now() + timedelta(minutes=minutes))


@pytest.mark.parametrize("network", ["facebook", "x"])
def test_a_publication_goes_out(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, perfil: Cuenta, network: str
) -> None:
    imagen = an_image(expediente)
    row = queued(expediente, pagina if network == "facebook" else perfil, imagen=imagen, alt="A")
    outcome = attempt()
    [post] = sandbox.posts(network)
    assert (outcome.publicacion.pk, outcome.antes, outcome.despues) == (
        row.pk,
        "publicando",
        "publicada",
    )
    assert outcome.publicacion.remote_id == post["id"]
    assert len(post["image_ids"]) == 1
    assert [one.resultado for one in Intento.objects.all()] == ["publicada"]


def test_a_scheduled_page_of_ours_goes_out_at_its_time(expediente: Expediente, web: Cuenta) -> None:
    queued(expediente, web, programada_para=clock.now() + timedelta(hours=1))
    with later(61):
        assert attempt().despues == "publicada"


def test_refused_content_fails_and_says_why(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    queued(expediente, perfil, post=a_post("a" * 300))
    outcome = attempt()
    assert (outcome.despues, outcome.clase) == ("fallida", ErrorKind.PERMANENT)
    assert "too long" in outcome.publicacion.error
    assert outcome.cuenta is None


def test_a_dead_token_holds_the_account_and_what_waits(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    pagina.seal({**pagina.account().secretos, "page_token": accounts.FB_EXPIRED_PAGE_TOKEN})
    pagina.save()
    queued(expediente, pagina)
    other = queued(expediente, pagina, huella="b" * 64)
    outcome = attempt()
    other.refresh_from_db()
    pagina.refresh_from_db()
    assert (outcome.despues, other.estado) == ("retenida", "retenida")
    assert outcome.cuenta is not None
    assert (outcome.cuenta.antes, outcome.cuenta.despues) == ("activa", "reconectar")
    assert (pagina.estado, pagina.motivo) == ("reconectar", outcome.publicacion.error)
    assert queue.claim() == []


def test_an_account_without_credit_pauses(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "credits")
    queued(expediente, perfil)
    outcome = attempt()
    perfil.refresh_from_db()
    assert (outcome.despues, perfil.estado) == ("retenida", "pausada")


def test_a_second_failure_of_a_stopped_account_is_not_news(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "dead_token", times=2)
    queued(expediente, perfil)
    queued(expediente, perfil, huella="b" * 64)
    rows = queue.claim(limit=2)
    first, second = [settle(row, sending.send(row)) for row in rows]
    assert first is not None
    assert second is not None
    assert first.cuenta is not None
    assert second.cuenta is None


def test_a_limit_holds_the_account_until_its_time_and_no_other(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, perfil: Cuenta
) -> None:
    sandbox.fault("x", "rate_limit", seconds=600)
    queued(expediente, perfil)
    waiting = queued(expediente, perfil, huella="b" * 64)
    assert attempt().despues == "retenida"
    waiting.refresh_from_db()
    assert waiting.estado == "retenida"
    queued(expediente, pagina)
    assert attempt().despues == "publicada"
    with later(11):
        assert holds.refresh().released == 2
        assert len(queue.claim(limit=9)) == 2


def test_what_surely_was_not_sent_is_tried_again_later(
    expediente: Expediente, pagina: Cuenta, closed_port: Sandbox, settings: Settings
) -> None:
    settings.SANDBOX_URL = closed_port.url
    queued(expediente, pagina)
    outcome = attempt()
    assert (outcome.despues, outcome.publicacion.fallos) == ("pendiente", 1)
    wait = outcome.publicacion.disponible_en - clock.now()
    assert timedelta(seconds=20) < wait < timedelta(seconds=40)
    assert queue.claim() == []


def test_after_six_tries_it_fails(
    expediente: Expediente, pagina: Cuenta, closed_port: Sandbox, settings: Settings
) -> None:
    settings.SANDBOX_URL = closed_port.url
    queued(expediente, pagina)
    states = []
    for hours in range(6):
        with clock.moved_to(clock.now() + timedelta(hours=hours)):
            states.append(attempt().despues)
    assert states == ["pendiente"] * 5 + ["fallida"]
    assert len(BACKOFF) == 5
    assert Intento.objects.filter(resultado=ErrorKind.TRANSIENT).count() == 6


@pytest.mark.parametrize("fault", ["lost_response", "truncated", "server_error_html", "duplicate"])
def test_a_doubt_is_never_sent_again_by_itself(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta, fault: str
) -> None:
    sandbox.fault("x", fault)
    queued(expediente, perfil)
    outcome = attempt()
    assert outcome.despues == "desconocida"
    assert outcome.publicacion.desconocida_desde is not None
    with later(60 * 24 * 30):
        assert queue.claim() == []


def test_uploads_are_not_repeated_while_their_media_live(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "rate_limit", seconds=60)
    queued(expediente, perfil, imagen=an_image(expediente), alt="A")
    attempt()
    with later(2):
        holds.refresh()
        assert attempt().despues == "publicada"
    assert len(sandbox.calls("x", "media")) == 1


def test_media_that_x_forgot_are_uploaded_again(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "rate_limit", seconds=60)
    queued(expediente, perfil, imagen=an_image(expediente), alt="A")
    attempt()
    with later(60 * 21):
        holds.refresh()
        assert attempt().despues == "publicada"
    assert len(sandbox.calls("x", "media")) == 2


def test_media_are_as_old_as_their_upload_however_often_they_are_tried(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "rate_limit", op="publish", seconds=60, times=2)
    queued(expediente, perfil, imagen=an_image(expediente), alt="A")
    attempt()
    for hours in (19, 25):
        with later(60 * hours):
            holds.refresh()
            attempt()
    assert len(sandbox.calls("x", "media")) == 2
    assert len(sandbox.posts("x")) == 1


def test_photos_that_went_out_before_are_a_doubt_and_not_a_failure(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    """The post of an earlier attempt was believed absent: its photos tell that it is there."""
    sandbox.fault("facebook", "lost_response", op="publish")
    row = queued(expediente, pagina, imagen=an_image(expediente), alt="A")
    attempt()
    Publicacion.objects.filter(pk=row.pk).update(estado="pendiente", desconocida_desde=None)
    outcome = attempt()
    assert (outcome.despues, outcome.clase) == ("desconocida", ErrorKind.DUPLICATE)


def test_in_two_phases_lost_answers_make_one_public_post(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    pagina.opciones = {"dos_fases": True}
    pagina.save()
    sandbox.fault("facebook", "lost_response", op="publish")
    queued(expediente, pagina)
    assert attempt().despues == "pendiente"
    sandbox.fault("facebook", "lost_response", op="edit")
    with later(2):
        assert attempt().despues == "desconocida"
        [row] = reconcile.claim()
        outcome = reconcile.settle(row, reconcile.read(row))
    assert outcome is not None
    assert outcome.despues == "publicada"
    assert len(sandbox.posts("facebook")) == 1
    assert len(sandbox.posts("facebook", hidden=True)) == 2


def test_a_duplicate_said_of_what_nobody_sees_yet_is_no_doubt(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    """No attempt of ours ever began, so what the network has is not ours."""
    pagina.opciones = {"dos_fases": True}
    pagina.save()
    sandbox.fault("facebook", "duplicate", op="publish")
    queued(expediente, pagina)
    outcome = attempt()
    assert (outcome.despues, outcome.clase) == ("fallida", ErrorKind.DUPLICATE)
    assert outcome.publicacion.error == "Facebook dice que ya tiene una igual."


def test_a_lost_picture_fails_in_plain_words(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    imagen = an_image(expediente)
    queued(expediente, pagina, imagen=imagen, alt="A")
    imagen.archivo.storage.delete(str(imagen.archivo.name))
    outcome = attempt()
    assert (outcome.despues, outcome.publicacion.error) == (
        "fallida",
        "No se encuentra el archivo de la imagen.",
    )


def test_credentials_that_no_key_opens_hold_the_account(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, settings: Settings
) -> None:
    queued(expediente, pagina)
    settings.CLAVES_CIFRADO = ["b3RyYS1jbGF2ZS1wYXJhLWxhcy1wcnVlYmFzLXNvbG8="]
    assert attempt().despues == "retenida"
    pagina.refresh_from_db()
    assert pagina.estado == "reconectar"


def test_a_lease_that_was_lost_writes_nothing(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    queued(expediente, perfil)
    [row] = queue.claim()
    sandbox.fault("x", "dead_token")
    result = sending.send(row)
    Publicacion.objects.filter(pk=row.pk).update(estado="cancelada", lease_token=None)
    assert settle(row, result) is None
    perfil.refresh_from_db()
    assert perfil.estado == "activa"


def test_nothing_is_sent_once_the_lease_is_lost(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    queued(expediente, perfil)
    [row] = queue.claim()
    Publicacion.objects.filter(pk=row.pk).update(lease_token=None)
    assert sending.send(row) == sending.Result()
    assert sandbox.posts("x") == []


def test_a_receipt_that_comes_late_still_counts(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    queued(expediente, perfil)
    [row] = queue.claim()
    result = sending.send(row)
    Publicacion.objects.filter(pk=row.pk).update(
        estado="desconocida", desconocida_desde=clock.now(), lease_token=None
    )
    outcome = settle(row, result)
    assert outcome is not None
    assert (outcome.antes, outcome.despues) == ("desconocida", "publicada")


@pytest.mark.parametrize("estado", ["pendiente", "retenida", "fallida", "cancelada"])
def test_a_receipt_counts_even_when_it_was_believed_absent(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta, estado: str
) -> None:
    """A worker slept through its lease and all reads: sending again would make two posts."""
    queued(expediente, perfil)
    [row] = queue.claim()
    result = sending.send(row)
    Publicacion.objects.filter(pk=row.pk).update(estado=estado, lease_token=None)
    outcome = settle(row, result)
    assert outcome is not None
    assert (outcome.antes, outcome.despues) == (estado, "publicada")
    assert queue.claim() == []


def test_a_refusal_of_old_keys_does_not_stop_an_account_with_new_ones(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    row = queued(expediente, perfil)
    sandbox.fault("x", "dead_token")
    [row] = queue.claim()
    result = sending.send(row)
    connected.reconnect(perfil, perfil.account().secretos)
    outcome = settle(row, result)
    assert outcome is not None
    assert (outcome.despues, outcome.cuenta) == ("pendiente", None)
    perfil.refresh_from_db()
    assert perfil.estado == "activa"
    assert attempt().despues == "publicada"


@pytest.mark.parametrize("stop", [decisions.withdraw, decisions.cancel])
def test_what_is_stopped_while_its_picture_goes_up_ends_before_its_request(
    sandbox: Sandbox,
    expediente: Expediente,
    perfil: Cuenta,
    stop: Callable[[int], list[Outcome]],
) -> None:
    queued(expediente, perfil)
    [row] = queue.claim()
    [outcome] = stop(expediente.pk)
    assert outcome.despues == "cancelada"
    assert settle(row, sending.send(row)) is None
    assert sandbox.calls("x", "publish") == []


def test_what_is_under_way_is_not_cancelled(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    queued(expediente, perfil)
    [row] = queue.claim()
    assert queue.begin(row, (), None)
    assert decisions.cancel(expediente.pk) == []


def test_a_withdrawal_asked_for_meanwhile_ends_what_did_not_go_out(
    expediente: Expediente, pagina: Cuenta, closed_port: Sandbox, settings: Settings
) -> None:
    settings.SANDBOX_URL = closed_port.url
    queued(expediente, pagina)
    [row] = queue.claim()
    result = sending.send(row)
    decisions.withdraw(expediente.pk)
    outcome = settle(row, result)
    assert outcome is not None
    assert outcome.despues == "cancelada"


def test_no_row_keeps_a_secret(sandbox: Sandbox, expediente: Expediente, pagina: Cuenta) -> None:
    sandbox.fault("facebook", "reset", op="publish")
    queued(expediente, pagina)
    row = attempt().publicacion
    kept = f"{row.__dict__} {list(Intento.objects.values())} {pagina!r} {pagina}"
    assert accounts.FB_PAGE_TOKEN not in kept
    assert accounts.FB_APP_SECRET not in pagina.credenciales
