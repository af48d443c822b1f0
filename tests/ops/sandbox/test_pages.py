"""The pages for people: what is shown, and that nothing received can act on them."""

import re
from typing import Any

import pytest
import requests
import tweepy

from channels.facebook.sdk import GraphAPI
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from ops.sandbox.pages.layout import PAGE_SIZE
from ops.sandbox.pages.words import ago
from tests.ops.sandbox.sdks import PAGE, PNG, attached, upload_media, upload_photo
from tests.ops.sandbox.test_smtp import ANA, LUIS, message, send

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
PATHS = ("/", "/facebook/", "/x/", "/correo/", "/control/")


def publish(graph: GraphAPI, text: str, **more: str) -> str:
    return str(graph.put_object(PAGE, "feed", message=text, **more)["id"])


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_while_empty(sandbox: Sandbox, path: str) -> None:
    answer = sandbox.get(path)

    assert answer.status_code == 200
    assert '<html lang="es">' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_nothing_received_becomes_markup(
    sandbox: Sandbox, graph: GraphAPI, x: tweepy.Client, session: requests.Session
) -> None:
    publish(graph, HOSTILE, **attached(upload_photo(graph, alt_text_custom=HOSTILE)))
    x.create_tweet(text=HOSTILE, media_ids=[upload_media(session)])
    send(sandbox, message(subject=HOSTILE))
    requests.get(f"{sandbox.url}/graph.facebook.com/{HOSTILE}", timeout=10)
    mail = sandbox.mails()[0]["id"]

    for path in (*PATHS, f"/correo/{mail}/", f"/correo/?para={HOSTILE}"):
        shown = sandbox.get(path).text
        assert "<script" not in shown
        assert "<img src=x" not in shown


def test_the_facebook_page_shows_text_image_alternative_text_and_link(
    sandbox: Sandbox, graph: GraphAPI
) -> None:
    photo = upload_photo(graph)
    publish(graph, "Con foto", **attached(photo))
    publish(graph, "Con enlace", link="https://puertoalborada.gob.pa/p/k7Qz2")

    shown = sandbox.get("/facebook/").text

    assert f'<img src="/imagen/{photo}/" alt="Un sol sobre el mar"' in shown
    assert "PUERTOALBORADA.GOB.PA" in shown
    assert shown.index("Con enlace") < shown.index("Con foto")
    image = sandbox.get(f"/imagen/{photo}/")
    assert (image.content, image.headers["Content-Type"]) == (PNG, "image/png")


def test_an_image_without_alternative_text_is_pointed_at(
    sandbox: Sandbox, session: requests.Session, x: tweepy.Client
) -> None:
    x.create_tweet(text="Con foto", media_ids=[upload_media(session)])

    assert "Sin texto alternativo" in sandbox.get("/x/").text


def test_what_the_public_does_not_see_is_apart(
    sandbox: Sandbox, graph: GraphAPI, x: tweepy.Client
) -> None:
    publish(graph, "Borrador", published="false")
    graph.delete_object(publish(graph, "Se retira"))
    x.delete_tweet(x.create_tweet(text="Se retira").data["id"])

    shown = sandbox.get("/facebook/").text
    assert "2 publicaciones que el público no ve" in shown
    assert "Sin publicar" in shown
    assert "1 publicación eliminada" in sandbox.get("/x/").text


def test_the_timeline_shows_links_as_x_does(sandbox: Sandbox, x: tweepy.Client) -> None:
    x.create_tweet(text="Vea https://www.puertoalborada.gob.pa/p/k7Qz2-una-direccion-larga")

    shown = sandbox.get("/x/").text

    assert ">puertoalborada.gob.pa/p/k7…</a>" in shown
    assert 'href="https://www.puertoalborada.gob.pa/p/k7Qz2-una-direccion-larga"' in shown


def test_the_public_address_of_a_post_leads_to_it(
    sandbox: Sandbox, graph: GraphAPI, x: tweepy.Client
) -> None:
    post = publish(graph, "En Facebook")
    tweet = x.create_tweet(text="En X").data["id"]
    permalink = graph.get_object(post, fields="permalink_url")["permalink_url"]

    for address in (permalink.removeprefix("https:/"), f"/www.facebook.com/{post}"):
        assert sandbox.get(address).url == f"{sandbox.url}/facebook/{post}/"
    for address in (f"/x.com/{accounts.X_USERNAME}/status/{tweet}", f"/x.com/i/web/status/{tweet}"):
        assert "En X" in sandbox.get(address).text
    assert sandbox.get(f"/www.facebook.com/{PAGE}").url == f"{sandbox.url}/facebook/"
    assert sandbox.get(f"/x.com/{accounts.X_USERNAME}").url == f"{sandbox.url}/x/"


@pytest.mark.parametrize(
    "path", ["/facebook/1/", "/x/1/", "/correo/1/", "/imagen/1/", "/x.com/otro", "/nada/"]
)
def test_what_is_not_there_is_not_found(sandbox: Sandbox, path: str) -> None:
    assert sandbox.get(path).status_code == 404


def test_the_mailbox_filters_by_recipient(sandbox: Sandbox) -> None:
    send(sandbox, message(ANA, "Para Ana"))
    send(sandbox, message(LUIS, "Para Luis"))

    shown = sandbox.get("/correo/?para=LUIS").text

    assert "Para Luis" in shown
    assert "Para Ana" not in shown
    assert "Nada para esa dirección" in sandbox.get("/correo/?para=nadie").text


def test_a_mail_shows_its_html_in_a_frame_that_can_do_nothing(sandbox: Sandbox) -> None:
    send(sandbox, message())

    shown = sandbox.get(f"/correo/{sandbox.mails()[0]['id']}/").text

    frame = re.search(r"<iframe[^>]*>", shown)
    assert frame is not None
    assert "&lt;p&gt;El compromiso &lt;b&gt;" in frame[0]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in frame[0]
    assert "El compromiso vence mañana." in shown
    assert "&lt;entrega-1@muni.example&gt;" in shown


def test_long_lists_are_paged(sandbox: Sandbox, x: tweepy.Client) -> None:
    for number in range(PAGE_SIZE + 1):
        x.create_tweet(text=f"Nota {number:03}")

    first, second = (sandbox.get(f"/x/?pagina={n}").text for n in ("1", "2"))

    assert "Nota 000" not in first
    assert "Más antiguos" in first
    assert "Nota 000" in second
    assert "Más nuevos" in second
    assert sandbox.get("/x/?pagina=-1").text == first


def press(sandbox: Sandbox, **fields: Any) -> requests.Response:
    return requests.post(f"{sandbox.url}/control/", data=fields, timeout=10)


def test_a_button_of_the_panel_makes_a_fault(sandbox: Sandbox, x: tweepy.Client) -> None:
    form = {"target": "x", "times": "3", "op": "", "seconds": "", "kind": "rate_limit"}
    shown = press(sandbox, **form).text
    assert "X: Demasiadas llamadas, dice cuándo volver" in shown
    assert "quedan 3" in shown

    with pytest.raises(tweepy.TooManyRequests):
        x.create_tweet(text="Hola")

    fault = re.search(r'name="clear" value="(\d+)"', shown)
    assert fault is not None
    assert "Ahora todo funciona." in press(sandbox, clear=fault[1]).text


def test_the_panel_says_why_it_could_not(sandbox: Sandbox) -> None:
    answer = press(sandbox, target="x", kind="slow", seconds="mucho")

    assert answer.status_code == 400
    assert "veces y segundos son números enteros" in answer.text


def test_the_panel_ends_no_fault_that_does_not_exist(sandbox: Sandbox) -> None:
    sandbox.fault("x", "mute")

    assert press(sandbox, clear="mute").status_code == 400
    assert "Ahora todo funciona." in press(sandbox, clear="todas").text


def test_the_panel_forgets_everything(sandbox: Sandbox, x: tweepy.Client) -> None:
    x.create_tweet(text="Hola")
    assert "publicar" in sandbox.get("/control/").text

    press(sandbox, reset="1")

    assert sandbox.posts("x") == []


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (5, "hace un momento"),
        (60, "hace 1 minuto"),
        (7200, "hace 2 horas"),
        (86400 * 3, "hace 3 días"),
        (86400 * 30, "9 sep 2001, 01:46 UTC"),
    ],
)
def test_times_are_said_as_people_say_them(passed: float, said: str) -> None:
    assert f">{said}</time>" in ago(1_000_000_000, 1_000_000_000 + passed)
