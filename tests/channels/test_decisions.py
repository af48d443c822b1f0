"""What people do to a publication."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from channels import decisions, queue, sending
from channels.models import Cuenta, Publicacion
from channels.settling import settle
from core import clock
from core.models import Expediente, Usuario
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, queued


def in_state(expediente: Expediente, cuenta: Cuenta, estado: str) -> Publicacion:
    row = queued(expediente, cuenta)
    now = clock.now()
    Publicacion.objects.filter(pk=row.pk).update(
        estado=estado, desconocida_desde=now, marca_desde=now, fallos=6, error="No salió"
    )
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("estado", ["pendiente", "retenida", "fallida"])
def test_what_is_not_out_is_cancelled(expediente: Expediente, pagina: Cuenta, estado: str) -> None:
    in_state(expediente, pagina, estado)
    [outcome] = decisions.cancel(expediente.pk)
    assert (outcome.antes, outcome.despues) == (estado, "cancelada")


def test_what_is_out_or_in_doubt_is_not_cancelled(
    expediente: Expediente, web: Cuenta, pagina: Cuenta
) -> None:
    queued(expediente, web)
    in_state(expediente, pagina, "desconocida")
    assert decisions.cancel(expediente.pk) == []


def test_a_failed_one_is_tried_again_from_its_first_try(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    row = in_state(expediente, pagina, "fallida")
    outcome = decisions.retry(row.pk)
    assert (outcome.antes, outcome.despues, outcome.publicacion.fallos) == (
        "fallida",
        "pendiente",
        0,
    )
    [taken] = queue.claim()
    result = settle(taken, sending.send(taken))
    assert result is not None
    assert (result.despues, result.publicacion.error) == ("publicada", "")


@pytest.mark.parametrize("estado", ["pendiente", "desconocida", "por_decidir", "cancelada"])
def test_only_a_failed_one_is_tried_again(
    expediente: Expediente, pagina: Cuenta, estado: str
) -> None:
    row = in_state(expediente, pagina, estado)
    with pytest.raises(ValidationError):
        decisions.retry(row.pk)
    row.refresh_from_db()
    assert row.estado == estado


def test_a_retry_behind_a_stopped_account_is_held(expediente: Expediente, pagina: Cuenta) -> None:
    row = in_state(expediente, pagina, "fallida")
    Cuenta.objects.update(estado="pausada")
    assert decisions.retry(row.pk).despues == "retenida"


def test_an_official_says_that_it_is_out(
    expediente: Expediente, perfil: Cuenta, paula: Usuario
) -> None:
    row = in_state(expediente, perfil, "por_decidir")
    outcome = decisions.decide_published(
        row.pk, actor=paula, url=" https://x.com/PtoAlborada/status/77 "
    )
    here = outcome.publicacion
    assert (here.estado, here.remote_id, here.url) == (
        "publicada",
        "77",
        "https://x.com/PtoAlborada/status/77",
    )
    assert (here.decidida_por, here.decidida_en is not None) == (paula, True)


@pytest.mark.parametrize("url", ["", "https://x.com/PtoAlborada", "javascript:alert(1)"])
def test_an_official_gives_the_link_of_a_post(
    expediente: Expediente, perfil: Cuenta, paula: Usuario, url: str
) -> None:
    row = in_state(expediente, perfil, "por_decidir")
    with pytest.raises(ValidationError) as refusal:
        decisions.decide_published(row.pk, actor=paula, url=url)
    assert refusal.value.message_dict["url"] == ["Ese no es el enlace de una publicación de X."]
    row.refresh_from_db()
    assert (row.estado, row.decidida_por) == ("por_decidir", None)


def test_an_official_says_to_send_it_again(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta, paula: Usuario
) -> None:
    row = in_state(expediente, perfil, "por_decidir")
    outcome = decisions.decide_resend(row.pk, actor=paula)
    assert (outcome.despues, outcome.publicacion.decidida_por) == ("pendiente", paula)
    assert [one.pk for one in queue.claim()] == [row.pk]


def test_two_officials_do_not_decide_the_same(
    expediente: Expediente, perfil: Cuenta, paula: Usuario, bruno: Usuario
) -> None:
    row = in_state(expediente, perfil, "por_decidir")
    decisions.decide_resend(row.pk, actor=paula)
    with pytest.raises(ValidationError):
        decisions.decide_published(row.pk, actor=bruno, url="https://x.com/a/status/1")


def test_withdrawing_reaches_every_channel(
    sandbox: Sandbox, expediente: Expediente, web: Cuenta, pagina: Cuenta, perfil: Cuenta
) -> None:
    queued(expediente, web)
    queued(expediente, perfil, programada_para=clock.now() + timedelta(hours=1))
    queued(expediente, pagina)
    [taken] = queue.claim()
    settle(taken, sending.send(taken))
    outcomes = decisions.withdraw(expediente.pk)
    assert {(one.publicacion.canal, one.despues) for one in outcomes} == {
        ("web", "retirada"),
        ("twitter", "cancelada"),
    }
    taken.refresh_from_db()
    assert (taken.estado, taken.retiro_pedido_en is not None) == ("publicada", True)


def test_a_withdrawn_version_that_is_approved_again_is_published_again(
    expediente: Expediente, web: Cuenta
) -> None:
    queued(expediente, web)
    decisions.withdraw(expediente.pk)
    assert queued(expediente, web, post=a_post()).estado == "publicada"
