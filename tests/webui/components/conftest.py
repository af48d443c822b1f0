"""Pages of sample things, served with the real style sheet, scripts and security policy."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from pytest_django import Settings

from core import clock
from tests.webui.components import muestras

HERE = Path(__file__).parent
STATIC = settings.BASE_DIR / "webui" / "static"
GALLERY = settings.BASE_DIR / "var" / "galeria"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n0nce'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
Draw = Callable[..., str]


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Monday 23 November 2026, 9:30 in Panama."""
    monkeypatch.setattr(clock, "now", muestras.now)
    monkeypatch.setattr(clock, "local", muestras.local)


@pytest.fixture(autouse=True)
def own_addresses(settings: Settings) -> None:
    """Components link to no screen: the pages of the installation are not needed."""
    settings.ROOT_URLCONF = "tests.webui.components.urls"


@pytest.fixture(scope="session")
def engine() -> DjangoTemplates:
    return DjangoTemplates(
        {
            "NAME": "muestras",
            "DIRS": [HERE / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    )


@pytest.fixture
def draw(engine: DjangoTemplates) -> Draw:
    """Draw a template, or the source of one, with a request to `path`."""

    def drawn(
        template: str,
        path: str = "/",
        *,
        htmx: bool = False,
        cookies: Mapping[str, str] | None = None,
        **context: Any,
    ) -> str:
        request = RequestFactory().get(path)
        request.htmx = htmx  # type: ignore[attr-defined]
        request.COOKIES.update(cookies or {})
        source = "{" in template
        found = engine.from_string(template) if source else engine.get_template(template)
        return str(found.render({"CSP_NONCE": "n0nce", **context}, request))

    return drawn


class Handler(SimpleHTTPRequestHandler):
    """Serves the drawn pages and the static files, under the policy of the installation."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, "": "text/html; charset=utf-8"}

    def translate_path(self, path: str) -> str:
        if path.startswith("/static/"):
            return str(STATIC / path.removeprefix("/static/").split("?")[0])
        return super().translate_path(path)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Keep the output of the tests clean."""


class Server(ThreadingHTTPServer):
    """A browser opens a connection for each file of a page: with the usual five that may wait, a
    busy machine turns some away, and each is asked for again only seconds later.
    """

    request_queue_size = 128


@pytest.fixture(scope="session")
def drawn_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages of this worker lie: another one that draws the same would empty it first."""
    return tmp_path_factory.mktemp("galeria")


@pytest.fixture(scope="session")
def gallery(drawn_pages: Path) -> Iterator[str]:
    """The address under which the drawn pages are served; their pictures go to var/galeria."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=str(drawn_pages))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system, where there is one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return {**browser_type_launch_args, "executable_path": found, "args": ["--no-sandbox"]}
