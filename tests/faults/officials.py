"""Officials at work over real HTTP while something is broken: nobody's request may fail."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from statistics import median

import requests

from core.models import Expediente
from tests.cast import PASSWORD
from tests.faults.town import Town

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|version|huella)"[^>]*value="([^"]*)"')


@dataclass(slots=True)
class Approvals:
    """How long each approval took, in seconds, and those that failed."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def usual(self) -> float:
        """The median, which another job of the machine does not move."""
        return median(self.seconds)


class Paula:
    """The editor at her browser."""

    def __init__(self, town: Town) -> None:
        self._url = town.url
        self._session = requests.Session()
        self._login()

    def _login(self) -> None:
        page = self._get("/cuenta/login/")
        data = self._hidden(page) | {"login": "paula@alborada.test", "password": PASSWORD}
        self._session.post(f"{self._url}/cuenta/login/", data, timeout=30).raise_for_status()

    def approve(self, codigo: str) -> tuple[float, int]:
        """Read the page of the step and take it; seconds of the second, and its status."""
        path = f"/piezas/{codigo}/aprobar/"
        data = self._hidden(self._get(path))
        begin = time.perf_counter()
        answer = self._session.post(f"{self._url}{path}", data, timeout=30, allow_redirects=False)
        return time.perf_counter() - begin, answer.status_code

    def tries(self, codigo: str) -> bool:
        """Whether an approval succeeds; a page that says so in a sentence is a clear refusal."""
        try:
            _seconds, status = self.approve(codigo)
        except (requests.RequestException, KeyError):
            return False
        return status == HTTPStatus.FOUND

    def opens(self, path: str) -> bool:
        """Whether a page is answered."""
        answer = self._session.get(f"{self._url}{path}", timeout=30, allow_redirects=False)
        return answer.status_code == HTTPStatus.OK

    def _get(self, path: str) -> str:
        return self._session.get(f"{self._url}{path}", timeout=30).text

    def _hidden(self, page: str) -> dict[str, str]:
        return dict(HIDDEN.findall(page))


def approve_all(town: Town, pks: list[int], *, pause: float = 0.0) -> Approvals:
    """Approve these piezas one after the other, as somebody does who reads."""
    approvals, paula = Approvals(), Paula(town)
    for codigo in Expediente.objects.filter(pk__in=pks).values_list("codigo", flat=True):
        try:
            took, status = paula.approve(codigo)
        except requests.RequestException as error:
            approvals.failed.append(f"{codigo}: {type(error).__name__}")
        else:
            approvals.seconds.append(took)
            if status != HTTPStatus.FOUND:
                approvals.failed.append(f"{codigo}: {status}")
        time.sleep(pause)
    return approvals
