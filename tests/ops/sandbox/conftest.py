"""A running sandbox, and the real SDKs pointed at it."""

from collections.abc import Iterator
from typing import Any

import facebook
import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter

from ops.sandbox import accounts, client
from ops.sandbox.client import Sandbox


class ToSandbox(HTTPAdapter):
    """Sends to the sandbox what was meant, and signed, for the real host."""

    def __init__(self, url: str):
        super().__init__(max_retries=0)
        self._url = url

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        assert request.url is not None
        request.url = request.url.replace("https://", f"{self._url}/", 1)
        kwargs["timeout"] = kwargs.get("timeout") or (2, 2)
        return super().send(request, *args, **kwargs)


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.reset()
    return running


@pytest.fixture
def session(sandbox: Sandbox) -> requests.Session:
    session = requests.Session()
    session.mount("https://", ToSandbox(sandbox.url))
    return session


@pytest.fixture
def graph(session: requests.Session) -> facebook.GraphAPI:
    return graph_as(accounts.FB_PAGE_TOKEN, session)


def graph_as(token: str, session: requests.Session) -> facebook.GraphAPI:
    graph = facebook.GraphAPI(token, timeout=2, session=session)
    graph.version = accounts.GRAPH_VERSION
    return graph


@pytest.fixture
def x(session: requests.Session) -> tweepy.Client:
    return x_as(accounts.X_ACCESS_TOKEN, accounts.X_ACCESS_TOKEN_SECRET, session)


def x_as(token: str, secret: str, session: requests.Session) -> tweepy.Client:
    x = tweepy.Client(
        consumer_key=accounts.X_CONSUMER_KEY,
        consumer_secret=accounts.X_CONSUMER_SECRET,
        access_token=token,
        access_token_secret=secret,
    )
    x.session = session
    return x
