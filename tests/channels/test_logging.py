"""The libraries write addresses and signatures into the log: ours never gets them."""

from __future__ import annotations

import logging

import pytest

from channels.base import Fingerprint
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, facebook, minutes_ago, picture, x


def test_even_at_debug_no_secret_is_logged(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for adapter in (facebook(sandbox), x(sandbox)):
        media = adapter.prepare_media(a_post(imagen=picture()))
        adapter.publish(a_post(imagen=picture()), media)
        adapter.find_existing(Fingerprint("k7Qz2", "", minutes_ago(1)))
        adapter.check_credentials()
    for secret in (
        accounts.FB_PAGE_TOKEN,
        accounts.FB_APP_SECRET,
        accounts.X_ACCESS_TOKEN,
        accounts.X_CONSUMER_KEY,
    ):
        assert secret not in caplog.text
