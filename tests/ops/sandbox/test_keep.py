"""What a sandbox received is there after it is started again."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ops.sandbox import accounts, client
from ops.sandbox.keep import Keeper
from ops.sandbox.records import Attachment, Image, Mail, Tweet
from ops.sandbox.state import State
from tests.ops.sandbox.sdks import PAGE, PNG, attached, graph_as, session_to, upload_photo
from tests.ops.sandbox.test_smtp import message, send

MAIL = Mail(
    id="3",
    created_at=1.5,
    sender="a@muni.example",
    recipients=("b@muni.example",),
    subject="Año",
    headers=(("Subject", "Año"),),
    text="Hola",
    html="",
    size=9,
    attachments=(Attachment("cita.ics", "text/calendar", 5),),
)


def lived(file: Path, act: Callable[[State], object]) -> State:
    """Start with the file, act, stop, and return the state as it was in memory."""

    async def live() -> State:
        state = State()
        keeper = Keeper(state, file)
        keeper.start()
        act(state)
        await keeper.stop()
        return state

    # In a thread of its own: the browser tests keep a loop running in theirs.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, live()).result()


def fill(state: State) -> None:
    state.tweets.put(Tweet("1", "Hola", 1.5, ("2",)))
    state.put_image(Image("2", "x", "image/png", 1.5, "Un sol"), PNG)
    state.mails.put(MAIL)


def look(_state: State) -> None:
    """Change nothing."""


def test_every_record_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "una carpeta" / "estado.json"
    before = lived(file, fill)

    after = lived(file, look)

    assert after.tweets.all() == before.tweets.all() != []
    assert after.images.all() == before.images.all()
    assert after.image_bytes == {"2": PNG}
    assert after.mails.all() == [MAIL]


def test_what_was_forgotten_stays_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "estado.json"
    lived(file, fill)
    lived(file, State.reset)

    assert len(lived(file, look).mails) == 0
    assert list((tmp_path / "estado.json.images").iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", '{"posts": [{"id": "1"}]}', '{"posts": 5}', "\xff"])
def test_a_file_that_cannot_be_read_is_put_aside(tmp_path: Path, content: str) -> None:
    file = tmp_path / "estado.json"
    file.write_text(content, encoding="latin-1")

    lived(file, fill)

    assert (tmp_path / "estado.broken").read_text(encoding="latin-1") == content
    assert len(lived(file, look).mails) == 1


def test_a_disk_that_refuses_does_not_stop_the_sandbox(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "estado.json.images").write_text("no es una carpeta")

    assert len(lived(tmp_path / "estado.json", fill).mails) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_process_that_is_started_again_shows_its_posts(tmp_path: Path) -> None:
    file = tmp_path / "estado.json"
    with client.start(state=file) as sandbox:
        graph = graph_as(accounts.FB_PAGE_TOKEN, session_to(sandbox.url))
        graph.put_object(PAGE, "feed", message="Hola", **attached(upload_photo(graph)))
        send(sandbox, message())
        before = sandbox.state()

    with client.start(state=file) as sandbox:
        after = sandbox.state()
        image = sandbox.get(f"/imagen/{sandbox.posts('facebook')[0]['image_ids'][0]}/")

    for part in ("posts", "images", "mails"):
        assert after[part] == before[part] != []
    assert image.content == PNG
