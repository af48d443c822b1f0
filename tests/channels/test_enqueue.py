"""An approved version becomes one row for each account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from channels import decisions, holds, queue
from channels.models import Cuenta, Publicacion
from core import clock
from core.models import Expediente, Usuario
from tests.channels.builders import TOKEN, a_post, an_image, queued


def test_a_version_waits_to_be_published(expediente: Expediente, pagina: Cuenta) -> None:
    row = queued(expediente, pagina)
    row.refresh_from_db()
    assert (row.estado, row.canal, row.post["texto"]) == ("pendiente", "facebook", a_post().texto)
    assert [one.pk for one in queue.claim()] == [row.pk]


def test_the_same_version_twice_is_one_row(expediente: Expediente, pagina: Cuenta) -> None:
    assert queued(expediente, pagina).pk == queued(expediente, pagina).pk
    assert Publicacion.objects.count() == 1


def test_the_table_itself_refuses_a_second_row(expediente: Expediente, pagina: Cuenta) -> None:
    row = queued(expediente, pagina)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_our_own_page_is_published_at_once(expediente: Expediente, web: Cuenta) -> None:
    row = queued(expediente, web)
    row.refresh_from_db()
    assert (row.estado, row.url, row.remote_id) == ("publicada", f"/p/{TOKEN}", TOKEN)
    assert row.publicada_en is not None


def test_our_own_page_waits_for_its_time_too(expediente: Expediente, web: Cuenta) -> None:
    row = queued(expediente, web, programada_para=clock.now() + timedelta(hours=2))
    assert row.estado == "programada"
    assert queue.claim() == []
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        assert [one.pk for one in queue.claim()] == [row.pk]


def test_a_time_that_has_passed_means_now(expediente: Expediente, pagina: Cuenta) -> None:
    row = queued(expediente, pagina, programada_para=clock.now() - timedelta(minutes=1))
    assert row.estado == "pendiente"


def test_behind_the_switch_everything_is_held(
    expediente: Expediente, pagina: Cuenta, web: Cuenta, sofia: Usuario
) -> None:
    holds.pull_brake(actor=sofia, motivo="Duelo")
    assert queued(expediente, pagina).estado == "retenida"
    assert queued(expediente, web).estado == "retenida"


def test_behind_a_stopped_account_it_is_held(expediente: Expediente, pagina: Cuenta) -> None:
    holds.stop_account(pagina.pk, Cuenta.Estado.PAUSADA, "Sin saldo")
    pagina.refresh_from_db()
    assert queued(expediente, pagina).estado == "retenida"


def test_a_cancelled_version_that_is_approved_again_starts_anew(
    expediente: Expediente, pagina: Cuenta
) -> None:
    first = queued(expediente, pagina)
    decisions.cancel(expediente.pk)
    again = queued(expediente, pagina, post=a_post("Otro texto"))
    assert (again.pk, again.estado) == (first.pk, "pendiente")
    assert again.post["texto"] == "Otro texto"


def test_the_picture_is_read_when_it_is_sent(expediente: Expediente, pagina: Cuenta) -> None:
    row = queued(expediente, pagina, imagen=an_image(expediente), alt="El muelle")
    image = Publicacion.objects.get(pk=row.pk).frozen().imagen
    assert image is not None
    assert (image.mime, image.alt) == ("image/png", "El muelle")
    assert image.data.startswith(b"\x89PNG")


def test_what_waits_leaves_in_its_order(expediente: Expediente, pagina: Cuenta) -> None:
    rows = [queued(expediente, pagina, huella=letter * 64) for letter in "abc"]
    assert [one.pk for one in queue.claim(limit=2)] == [rows[0].pk, rows[1].pk]
    assert [one.pk for one in queue.claim(limit=2)] == [rows[2].pk]
