"""An account of X through the real SDK and real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from channels.base import Account, Fingerprint, Wire
from channels.errors import ChannelError, ErrorKind
from channels.matching import normalize
from channels.twitter.adapter import TwitterAdapter
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import LINK, TOKEN, X_SECRETS, a_post, minutes_ago, picture, x


def test_a_post_with_its_link_appears_on_the_timeline(sandbox: Sandbox) -> None:
    receipt = x(sandbox).publish(a_post(), ())
    [post] = sandbox.posts("x")
    assert post["id"] == receipt.remote_id
    assert post["text"] == f"Abre el muelle nuevo de Bahía Chica\n{LINK}"
    assert receipt.url == f"{sandbox.url}/x.com/i/web/status/{receipt.remote_id}"


def test_the_link_is_an_option(sandbox: Sandbox) -> None:
    account = x(sandbox)
    account.publish(a_post(enlace=None), ())
    [post] = sandbox.posts("x")
    assert post["text"] == "Abre el muelle nuevo de Bahía Chica"
    assert account.measure("Abre el muelle", None).costo_usd == Decimal("0.015")
    assert account.measure("Abre el muelle", LINK).costo_usd == Decimal("0.200")


def test_a_picture_goes_up_with_its_alternative_text(sandbox: Sandbox) -> None:
    account = x(sandbox)
    media = account.prepare_media(a_post(imagen=picture()))
    account.publish(a_post(imagen=picture()), media)
    [image] = sandbox.state()["images"]
    [post] = sandbox.posts("x")
    assert (image["alt_text"], image["mime"]) == ("El muelle nuevo", "image/png")
    assert post["image_ids"] == [image["id"]]


def test_publishing_is_one_request(sandbox: Sandbox) -> None:
    x(sandbox).publish(a_post(), ())
    assert [call["op"] for call in sandbox.calls("x")] == ["publish"]


def test_a_post_is_found_by_its_permalink(sandbox: Sandbox) -> None:
    receipt = x(sandbox).publish(a_post(), ())
    found = x(sandbox).find_existing(Fingerprint(TOKEN, "otro texto", minutes_ago(1)))
    assert [one.remote_id for one in found] == [receipt.remote_id]


@pytest.mark.parametrize(
    "texto",
    [
        "Agua & luz: <gratis> para «todos» & más",
        "El nin\u0303o y la cigu\u0308en\u0303a",
        "Feria 👨‍👩‍👧‍👦 este domingo 🎉 en la plaza",
        "Vea alborada.gob.pa y https://ejemplo.org/una/ruta?larga=si para saber más",
        "Dos  espacios\ty un\n\nrenglón aparte",
    ],
)
def test_a_post_without_a_link_is_found_by_its_text(sandbox: Sandbox, texto: str) -> None:
    account = x(sandbox)
    media = account.prepare_media(a_post(imagen=picture()))
    receipt = account.publish(a_post(texto=texto, enlace=None), media)
    account.publish(a_post(texto="Otra cosa", enlace=None), ())
    mark = Fingerprint(TOKEN, normalize(texto), minutes_ago(1))
    assert [one.remote_id for one in account.find_existing(mark)] == [receipt.remote_id]


def test_a_post_of_before_the_attempt_is_not_ours(sandbox: Sandbox) -> None:
    x(sandbox).publish(a_post(), ())
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert x(sandbox).find_existing(Fingerprint(TOKEN, "", later)) == []


def test_an_empty_timeline_is_no_error(sandbox: Sandbox) -> None:
    assert x(sandbox).find_existing(Fingerprint(TOKEN, "", minutes_ago(1))) == []


def test_a_deleted_post_is_no_longer_fetched(sandbox: Sandbox) -> None:
    account = x(sandbox)
    receipt = account.publish(a_post(), ())
    assert account.fetch(receipt.remote_id) == receipt
    account.delete(receipt.remote_id)
    account.delete(receipt.remote_id)
    assert account.fetch(receipt.remote_id) is None
    assert sandbox.posts("x") == []


def test_good_keys_are_valid_and_say_whose_account_it_is(sandbox: Sandbox) -> None:
    found = x(sandbox).check_credentials()
    assert (found.valida, found.cuenta) == (True, f"@{accounts.X_USERNAME}")


def test_keys_that_may_only_read_are_refused(sandbox: Sandbox) -> None:
    found = x(
        sandbox,
        access_token=accounts.X_READ_ONLY_TOKEN,
        access_token_secret=accounts.X_READ_ONLY_TOKEN_SECRET,
    ).check_credentials()
    assert (found.valida, found.motivo) == (False, "Las llaves de X solo permiten leer.")


def test_dead_keys_are_refused(sandbox: Sandbox) -> None:
    found = x(sandbox, access_token_secret="otro").check_credentials()
    assert not found.valida
    assert found.campo == "access_token"
    assert "no acepta estas llaves" in found.motivo


def test_keys_of_another_account_are_refused(sandbox: Sandbox) -> None:
    account = Account("42", X_SECRETS)
    found = TwitterAdapter(account, Wire(sandbox.url)).check_credentials()
    assert (found.valida, found.motivo) == (
        False,
        f"Las llaves son de otra cuenta de X: @{accounts.X_USERNAME}.",
    )


def test_a_check_that_cannot_be_made_says_nothing_of_the_keys(sandbox: Sandbox) -> None:
    sandbox.fault("x", "server_error_html", op="me")
    with pytest.raises(ChannelError) as failure:
        x(sandbox).check_credentials()
    assert failure.value.kind is ErrorKind.TRANSIENT


@pytest.mark.parametrize(
    ("url", "remote_id"),
    [
        ("https://x.com/PtoAlborada/status/77", "77"),
        ("https://twitter.com/PtoAlborada/status/77?s=20", "77"),
        ("https://x.com/i/web/status/77", "77"),
        ("https://x.com/PtoAlborada", ""),
        ("https://ejemplo.org/status/77", ""),
    ],
)
def test_an_address_tells_the_post(sandbox: Sandbox, url: str, remote_id: str) -> None:
    assert x(sandbox).remote_id(url) == remote_id


def test_what_x_would_refuse_is_said_before(sandbox: Sandbox) -> None:
    account = x(sandbox)
    assert account.validate(a_post(imagen=picture(mime="image/webp"))) == []
    [problem] = account.validate(a_post(texto="a" * 257))
    assert problem.mensaje == "El texto pasa del límite por 1 caracteres."
    [problem] = account.validate(a_post(imagen=picture(alt="a" * 1001)))
    assert problem.campo == "alt"
    [problem] = account.validate(a_post(imagen=picture(data=b"0" * 5_000_001)))
    assert problem.mensaje == "La imagen pasa de 5 MB."


def test_the_count_is_the_one_x_refuses_by(sandbox: Sandbox) -> None:
    """What we let through goes out, and one letter more does not."""
    account = x(sandbox)
    fits = "ñ" * (280 - 23 - 1)
    account.publish(a_post(texto=fits), ())
    with pytest.raises(ChannelError) as failure:
        account.publish(a_post(texto=fits + "a"), ())
    assert failure.value.kind is ErrorKind.PERMANENT
