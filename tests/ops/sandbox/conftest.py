"""A running sandbox, emptied before each test, and the real SDKs pointed at it."""

import pytest
import requests
import tweepy

from channels.facebook.sdk import GraphAPI
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import graph_as, session_to, x_as


@pytest.fixture
def session(sandbox: Sandbox) -> requests.Session:
    return session_to(sandbox.url)


@pytest.fixture
def graph(session: requests.Session) -> GraphAPI:
    return graph_as(accounts.FB_PAGE_TOKEN, session)


@pytest.fixture
def x(session: requests.Session) -> tweepy.Client:
    return x_as(session)
