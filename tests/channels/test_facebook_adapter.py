"""A Facebook page through the real SDK and real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from channels.base import Fingerprint
from channels.errors import ChannelError, ErrorKind
from channels.matching import normalize
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import LINK, TOKEN, a_post, facebook, minutes_ago, picture


def test_a_post_with_a_link_appears_on_the_page(sandbox: Sandbox) -> None:
    receipt = facebook(sandbox).publish(a_post(), ())
    [post] = sandbox.posts("facebook")
    assert (post["id"], post["message"], post["link"]) == (
        receipt.remote_id,
        "Abre el muelle nuevo de Bahía Chica",
        LINK,
    )
    assert receipt.url == f"{sandbox.url}/www.facebook.com/{receipt.remote_id}"


def test_a_photo_goes_up_unseen_with_its_alternative_text(sandbox: Sandbox) -> None:
    page = facebook(sandbox)
    media = page.prepare_media(a_post(imagen=picture()))
    [image] = sandbox.state()["images"]
    assert (image["alt_text"], image["published"]) == ("El muelle nuevo", False)
    assert sandbox.posts("facebook") == []
    page.publish(a_post(imagen=picture()), media)
    [post] = sandbox.posts("facebook")
    assert post["image_ids"] == [image["id"]]
    assert post["message"].endswith(f"\n\n{LINK}")


def test_publishing_is_one_request(sandbox: Sandbox) -> None:
    facebook(sandbox).publish(a_post(), ())
    assert [call["op"] for call in sandbox.calls("facebook")] == ["publish"]


def test_the_proof_of_the_secret_goes_with_every_call(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "proof_required")
    page = facebook(sandbox)
    media = page.prepare_media(a_post(imagen=picture()))
    receipt = page.publish(a_post(imagen=picture()), media)
    assert page.fetch(receipt.remote_id) is not None
    assert page.find_existing(Fingerprint(TOKEN, "", minutes_ago(1)))
    page.delete(receipt.remote_id)
    assert page.check_credentials().valida


def test_in_two_phases_the_post_is_unseen_until_published(sandbox: Sandbox) -> None:
    page = facebook(sandbox, opciones={"dos_fases": True})
    media = page.prepare_media(a_post(imagen=picture()))
    assert sandbox.posts("facebook") == []
    receipt = page.publish(a_post(imagen=picture()), media)
    assert page.publish(a_post(imagen=picture()), media) == receipt
    assert [post["id"] for post in sandbox.posts("facebook")] == [receipt.remote_id]


def test_a_post_is_found_by_its_permalink(sandbox: Sandbox) -> None:
    receipt = facebook(sandbox).publish(a_post(), ())
    found = facebook(sandbox).find_existing(Fingerprint(TOKEN, "otro texto", minutes_ago(1)))
    assert [one.remote_id for one in found] == [receipt.remote_id]


def test_a_post_without_a_link_is_found_by_its_text(sandbox: Sandbox) -> None:
    receipt = facebook(sandbox).publish(a_post(enlace=None), ())
    mark = Fingerprint("otro", normalize(a_post().texto), minutes_ago(1))
    assert [one.remote_id for one in facebook(sandbox).find_existing(mark)] == [receipt.remote_id]


def test_a_post_of_before_the_attempt_is_not_ours(sandbox: Sandbox) -> None:
    facebook(sandbox).publish(a_post(), ())
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert facebook(sandbox).find_existing(Fingerprint(TOKEN, "", later)) == []


def test_a_deleted_post_is_no_longer_fetched(sandbox: Sandbox) -> None:
    page = facebook(sandbox)
    receipt = page.publish(a_post(), ())
    fetched = page.fetch(receipt.remote_id)
    assert fetched is not None
    assert fetched.remote_id == receipt.remote_id
    page.delete(receipt.remote_id)
    page.delete(receipt.remote_id)
    assert page.fetch(receipt.remote_id) is None
    assert sandbox.posts("facebook") == []


def test_a_good_token_is_valid_and_says_whose_page_it_is(sandbox: Sandbox) -> None:
    found = facebook(sandbox).check_credentials()
    assert (found.valida, found.cuenta) == (True, accounts.FB_PAGE_NAME)
    assert found.vence_en is not None
    assert found.vence_en > datetime.now(UTC)


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (accounts.FB_EXPIRED_PAGE_TOKEN, "venció"),
        (accounts.FB_SHORT_USER_TOKEN, "de una persona"),
        (accounts.FB_OTHER_PAGE_TOKEN, "de otra página"),
        (accounts.FB_READ_ONLY_PAGE_TOKEN, "pages_manage_posts"),
        ("EAAinventado", "venció"),
    ],
)
def test_a_token_that_could_not_post_is_refused(sandbox: Sandbox, token: str, reason: str) -> None:
    found = facebook(sandbox, page_token=token).check_credentials()
    assert (found.valida, found.campo) == (False, "page_token")
    assert reason in found.motivo


def test_a_wrong_secret_of_the_application_is_refused(sandbox: Sandbox) -> None:
    found = facebook(sandbox, app_secret="otro").check_credentials()
    assert (found.valida, found.campo) == (False, "app_secret")
    assert "no reconoce la aplicación" in found.motivo


def test_a_check_that_cannot_be_made_says_nothing_of_the_token(sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "server_error_html", op="debug_token")
    with pytest.raises(ChannelError) as failure:
        facebook(sandbox).check_credentials()
    assert failure.value.kind is ErrorKind.TRANSIENT


@pytest.mark.parametrize(
    ("url", "remote_id"),
    [
        (f"https://www.facebook.com/{accounts.FB_PAGE_ID}_77", f"{accounts.FB_PAGE_ID}_77"),
        ("https://www.facebook.com/alborada/posts/77", f"{accounts.FB_PAGE_ID}_77"),
        ("https://m.facebook.com/alborada/posts/un-titulo/77/", f"{accounts.FB_PAGE_ID}_77"),
        ("https://www.facebook.com/alborada/posts/pfbid02aB", "pfbid02aB"),
        ("https://www.facebook.com/permalink.php?story_fbid=77&id=1", f"{accounts.FB_PAGE_ID}_77"),
        ("https://x.com/alborada/status/77", ""),
        ("facebook", ""),
    ],
)
def test_an_address_tells_the_post(sandbox: Sandbox, url: str, remote_id: str) -> None:
    assert facebook(sandbox).remote_id(url) == remote_id


def test_what_the_page_would_refuse_is_said_before(sandbox: Sandbox) -> None:
    page = facebook(sandbox)
    assert page.validate(a_post(imagen=picture())) == []
    problems = page.validate(a_post(texto=" ", imagen=picture(mime="image/webp", alt="")))
    assert [problem.campo for problem in problems] == ["texto", "alt", "imagen"]
    long = page.validate(a_post(texto="a" * 63_210))
    assert [problem.mensaje for problem in long] == ["El texto pasa del límite por 4 caracteres."]
