"""What a sandbox received is there after it is started again."""

from pathlib import Path

from ops.sandbox import accounts, client
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import (
    PAGE,
    PNG,
    attached,
    graph_as,
    session_to,
    upload_media,
    upload_photo,
    x_as,
)
from tests.ops.sandbox.test_smtp import message, send


def fill(sandbox: Sandbox) -> None:
    session = session_to(sandbox.url)
    graph = graph_as(accounts.FB_PAGE_TOKEN, session)
    graph.put_object(PAGE, "feed", message="Hola", **attached(upload_photo(graph)))
    x_as(session).create_tweet(text="Hola", media_ids=[upload_media(session)])
    send(sandbox, message())


def test_posts_images_and_mails_are_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "una carpeta" / "estado.json"
    with client.start(state=file) as sandbox:
        fill(sandbox)
        before = sandbox.state()

    with client.start(state=file) as sandbox:
        after = sandbox.state()
        image = sandbox.posts("facebook")[0]["image_ids"][0]
        shown = sandbox.get(f"/imagen/{image}/")
        sandbox.fault("x", "duplicate")

    for part in ("posts", "tweets", "images", "mails"):
        assert after[part] == before[part] != []
    assert shown.content == PNG


def test_what_was_forgotten_stays_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "estado.json"
    with client.start(state=file) as sandbox:
        fill(sandbox)
        sandbox.reset()

    with client.start(state=file) as sandbox:
        assert sandbox.mails() == []
    assert list((tmp_path / "estado.json.images").iterdir()) == []


def test_a_file_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "estado.json"
    file.write_text('{"posts": [{"id": "1"}]}')

    with client.start(state=file) as sandbox:
        assert sandbox.posts("facebook") == []

    assert (tmp_path / "estado.broken").exists()
