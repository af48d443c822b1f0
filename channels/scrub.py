"""Secrets out of what is logged, stored or shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MAX_CHARS = 2000
HIDDEN = "***"
_NAMED = re.compile(
    r"((?:access_token|input_token|fb_exchange_token|client_secret|appsecret_proof|authorization"
    r"|oauth_token|oauth_signature|oauth_consumer_key)[\"']?\s*[=:]\s*[\"']?"
    r"(?:(?:bearer|oauth|basic)\s+)?)[^\s\"'&,;<>]+",
    re.IGNORECASE,
)


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text`, shortened, with every secret replaced, also as it is written in an address."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in {secret, quote(secret, safe=""), quote_plus(secret)}:
            text = text.replace(form, HIDDEN)
    return _NAMED.sub(rf"\1{HIDDEN}", text)[:MAX_CHARS]
