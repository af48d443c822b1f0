"""A running sandbox, emptied before each test, and the real SDKs pointed at it."""

from collections.abc import Iterator

import pytest
import requests
import tweepy

from channels.facebook.sdk import GraphAPI
from ops.sandbox import accounts, client
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import graph_as, session_to, x_as


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
    return session_to(sandbox.url)


@pytest.fixture
def graph(session: requests.Session) -> GraphAPI:
    return graph_as(accounts.FB_PAGE_TOKEN, session)


@pytest.fixture
def x(session: requests.Session) -> tweepy.Client:
    return x_as(session)
