"""Whatever bytes come in, they are refused in the network's words and leave nothing behind."""

import pytest
import requests

from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import PAGE, x_signature

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
TWEETS = "https://api.twitter.com/2/tweets"
FEED = f"https://graph.facebook.com/{accounts.GRAPH_VERSION}/{PAGE}/feed"

BODIES = [
    (TWEETS, JSON, b"{"),
    (TWEETS, JSON, b"\xff"),
    (TWEETS, JSON, b"null"),
    (TWEETS, JSON, b""),
    (TWEETS, JSON, b'{"text": "\\ud800"}'),
    (TWEETS, JSON, b"[" * 100_000),
    (TWEETS, "text/plain", b"Hola"),
    (TWEETS, "multipart/form-data", b"Hola"),
    (FEED, JSON, b'{"message": "Hola"}'),
    (FEED, PARTS, b"Hola"),
    (FEED, PARTS, b'--x\r\nContent-Disposition: form-data; name="message"\r\n\r\n\xff\r\n--x--'),
    (FEED, PARTS, b"--x\r\nContent-Disposition: form-data\r\n\r\nHola\r\n--x--"),
    (FEED, FORM, b"message=%ff%fe&access_token=%00"),
    (FEED, "multipart/form-data", b""),
]


@pytest.mark.parametrize(("url", "mime", "body"), BODIES)
def test_a_strange_body_is_refused(
    sandbox: Sandbox, session: requests.Session, url: str, mime: str, body: bytes
) -> None:
    auth = x_signature() if url == TWEETS else None

    answer = session.post(url, data=body, headers={"Content-Type": mime}, auth=auth)

    assert 400 <= answer.status_code < 500
    assert "error" in answer.text or "errors" in answer.text
    state = sandbox.state()
    assert (state["posts"], state["tweets"]) == ([], [])


def test_a_body_without_end_is_refused(session: requests.Session) -> None:
    answer = session.post(FEED, data={"message": "a" * 17 * 1024 * 1024})

    assert answer.status_code == 413
