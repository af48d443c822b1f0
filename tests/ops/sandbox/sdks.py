"""The real SDKs, pointed at a sandbox the way the adapters do it."""

import io
import json
from typing import Any

import requests
import tweepy
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth1

from channels.facebook.sdk import GraphAPI
from ops.sandbox import accounts

PAGE = accounts.FB_PAGE_ID
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
PATIENCE_S = 5.0


class ToSandbox(HTTPAdapter):
    """Sends to the sandbox what was meant, and signed, for the real host."""

    def __init__(self, url: str, patience: float):
        super().__init__(max_retries=0)
        self._url = url
        self._patience = patience

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send to the first segment of the path what was for the host."""
        assert request.url is not None
        request.url = request.url.replace("https://", f"{self._url}/", 1)
        kwargs["timeout"] = (PATIENCE_S, self._patience)
        return super().send(request, *args, **kwargs)


def session_to(url: str, patience: float = PATIENCE_S) -> requests.Session:
    """Return a session that waits `patience` seconds for each piece of an answer."""
    session = requests.Session()
    session.max_redirects = 0
    session.mount("https://", ToSandbox(url, patience))
    return session


def graph_as(token: str, session: requests.Session) -> GraphAPI:
    """Return facebook-sdk with a token."""
    graph = GraphAPI(token, timeout=PATIENCE_S, session=session)
    graph.version = accounts.GRAPH_VERSION
    return graph


def upload_photo(graph: GraphAPI, **fields: str) -> str:
    """Upload an unpublished photo to the page and return its id."""
    given = {"published": "false", "alt_text_custom": "Un sol sobre el mar", **fields}
    return str(graph.put_photo(io.BytesIO(PNG), album_path=f"{PAGE}/photos", **given)["id"])


def attached(*photos: str) -> dict[str, str]:
    """Return the fields that attach photos to a post."""
    return {
        f"attached_media[{number}]": json.dumps({"media_fbid": photo})
        for number, photo in enumerate(photos)
    }


def x_as(
    session: requests.Session,
    token: str = accounts.X_ACCESS_TOKEN,
    secret: str = accounts.X_ACCESS_TOKEN_SECRET,
) -> tweepy.Client:
    """Return tweepy with the keys of a user."""
    x = tweepy.Client(
        consumer_key=accounts.X_CONSUMER_KEY,
        consumer_secret=accounts.X_CONSUMER_SECRET,
        access_token=token,
        access_token_secret=secret,
    )
    x.session = session
    return x


def x_signature(**more: Any) -> OAuth1:
    """Return the signature of the calls that tweepy does not make."""
    return OAuth1(
        accounts.X_CONSUMER_KEY,
        accounts.X_CONSUMER_SECRET,
        accounts.X_ACCESS_TOKEN,
        accounts.X_ACCESS_TOKEN_SECRET,
        **more,
    )


def send_media(
    session: requests.Session, data: bytes = PNG, mime: str = "image/png", **fields: str
) -> requests.Response:
    """Upload an image to X in one piece."""
    return session.post(
        "https://api.twitter.com/2/media/upload",
        files={"media": ("foto", data, mime)},
        data={"media_category": "tweet_image", "media_type": mime, **fields},
        auth=x_signature(),
    )


def upload_media(session: requests.Session) -> str:
    """Upload an image to X and return its id."""
    return str(send_media(session).json()["data"]["id"])
