"""People at their browsers: sessions of the installation, and what they ask for at once."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from django.conf import settings
from django.test import Client

from core.models import Usuario

TOKEN = "a" * 32  # what a form sends back as its cookie has it


@dataclass
class Answers:
    """How long each answer took (ms), and how many were errors."""

    taken: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds


@dataclass(frozen=True)
class Visitor:
    """One person with a session of the own."""

    http: aiohttp.ClientSession
    answers: Answers
    chance: random.Random
    number: int = 0

    async def get(self, url: str) -> None:
        """Read a page."""
        await self._ask("GET", url)

    async def post(self, url: str, data: dict[str, str]) -> None:
        """Send a form."""
        await self._ask("POST", url, data=data, headers={"X-CSRFToken": TOKEN})

    async def _ask(self, method: str, url: str, **more: Any) -> None:
        begin = time.perf_counter()
        try:
            async with self.http.request(method, url, allow_redirects=False, **more) as answer:
                await answer.read()
                if answer.status not in {200, 302}:
                    self.answers.errors.append(f"{method} {url}: {answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self.answers.errors.append(f"{method} {url}: {type(error).__name__}")
        self.answers.taken.append((time.perf_counter() - begin) * 1000)


Visit = Callable[[Visitor], Coroutine[Any, Any, None]]


def cookies(people: Sequence[Usuario], how_many: int) -> list[dict[str, str]]:
    """Log people in, in turns, until there are so many sessions."""
    found = []
    for number in range(how_many):
        client = Client()
        client.force_login(people[number % len(people)])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        found.append({settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN})
    return found


def crowd(site: str, sessions: Sequence[dict[str, str]], visit: Visit, seconds: float) -> Answers:
    """Let every session repeat its visit for so long, all at once."""
    return asyncio.run(_crowd(site, sessions, visit, seconds))


async def _crowd(
    site: str, sessions: Sequence[dict[str, str]], visit: Visit, seconds: float
) -> Answers:
    answers = Answers()
    begin = time.monotonic()
    await asyncio.gather(
        *(
            _one(site, cookies, visit, begin + seconds, answers, number)
            for number, cookies in enumerate(sessions)
        )
    )
    answers.seconds = time.monotonic() - begin
    return answers


async def _one(
    site: str,
    cookies: dict[str, str],
    visit: Visit,
    until: float,
    answers: Answers,
    number: int,
) -> None:
    timeout = aiohttp.ClientTimeout(total=30)
    jar = aiohttp.CookieJar(unsafe=True)
    # Who thinks for longer than the server keeps a connection open comes with a new one.
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(
        site, cookies=cookies, cookie_jar=jar, timeout=timeout, connector=connector
    ) as http:
        visitor = Visitor(http, answers, random.Random(number), number)  # noqa: S311
        while time.monotonic() < until:
            await visit(visitor)
