"""The one way out: time-outs, no retries, no redirects, and the sandbox in place of the world."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, ProxyError

from channels.base import Wire
from core import salida

MAX_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of the last answer: the SDKs throw them away."""

    status: int
    headers: Mapping[str, str]


class Transport(HTTPAdapter):
    """Sends each request once, within a time, to the real host or to the sandbox.

    With `sandbox_url`, https://HOST/path goes to {sandbox_url}/HOST/path. What was signed for the
    real address stays as it was.
    """

    def __init__(self, wire: Wire) -> None:
        self.sandbox_url = wire.sandbox_url.rstrip("/")
        self.timeout = wire.timeout
        self.last: Answer | None = None
        super().__init__(max_retries=0)

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send once and read the whole answer; raises what requests raises."""
        self.last = None
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        if self.sandbox_url and request.url:
            kwargs["proxies"] = {}
            request.url = f"{self.sandbox_url}/{request.url.removeprefix('https://')}"
        response = super().send(request, *args, **kwargs)
        self.last = Answer(response.status_code, response.headers)
        salida.leer(response, self.timeout[1], MAX_BODY)
        return response


class ChannelSession(requests.Session):
    """A session for an SDK: only https, no redirects, `last` is what was answered."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.max_redirects = 0
        self.transport = Transport(wire)
        self.adapters.clear()
        self.mount("https://", self.transport)

    @property
    def last(self) -> Answer | None:
        """The last answer, or None if the last request got none."""
        return self.transport.last

    def public_url(self, url: str) -> str:
        """Return where a person sees `url`: in the sandbox, if that is where we post."""
        parts = urlsplit(url)
        if not self.transport.sandbox_url or parts.scheme != "https":
            return url
        return f"{self.transport.sandbox_url}/{parts.netloc}{parts.path}"


def surely_not_sent(error: BaseException) -> bool:
    """True if the failure came before the first byte of the request could leave."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    if not isinstance(error, requests.exceptions.ConnectionError):
        return False
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else None
    if isinstance(reason, NewConnectionError | ConnectTimeoutError | ProxyError):
        return True
    return any(isinstance(link, ssl.SSLCertVerificationError) for link in _chain(reason))


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return the error and what it was made from: as argument, or as cause."""
    links: list[BaseException] = []
    while error is not None and len(links) < 8:
        links.append(error)
        argument = next((a for a in error.args if isinstance(a, BaseException)), None)
        error = argument or error.__cause__ or error.__context__
    return links
