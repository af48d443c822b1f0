"""What a line of the log looks like: the same for the web server, Django, Celery and our own.

Production writes JSON, one object a line; a person who develops reads text. Each line says under
which id it was written (`core.origen`) and, in a worker, by which task. Known secrets are hidden
in all of it, whatever library wrote them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from pythonjsonlogger.json import JsonFormatter

from core import origen

HIDDEN = "***"
# Shorter ones would hide ordinary words.
SHORTEST_SECRET = 6
# An address that is a permission: who reads it may do what it is for.
PERMISSION = re.compile(r"(/pase/)[\w.-]+")
# What a line may carry besides: libraries add whole requests, with all that stands in them.
EXTRAS = ("method", "route", "status", "milliseconds", "user")
FIELDS = ("timestamp", "level", "logger", "message", "origen", "task", "process")

task: ContextVar[str] = ContextVar("task", default="")
"""The name of the task that this thread runs."""


class Context(logging.Filter):
    """Writes into each record under which id, and by which task, it was made."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: every line is written."""
        record.origen = origen.actual()
        record.task = task.get()
        return True


class Json(JsonFormatter):
    """One JSON object a line: what `FIELDS` and `EXTRAS` name, and the traceback of an error."""

    def __init__(self) -> None:
        super().__init__(
            "{levelname}{name}{message}{origen}{task}{process}",
            style="{",
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "traceback"},
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Leave out what is empty and what nobody asked for."""
        known = (*FIELDS, *EXTRAS, "traceback", "stack_info")
        return {name: log_data[name] for name in known if log_data.get(name) not in (None, "")}

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return without_secrets(super().format(record))


class Text(logging.Formatter):
    """One line of text, the id in brackets; a traceback follows on lines of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s%(where)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        where = " ".join(filter(None, (origen_of(record), getattr(record, "task", ""))))
        record.where = f" [{where}]" if where else ""
        return without_secrets(super().format(record))


def origen_of(record: logging.LogRecord) -> str:
    """Return the id that `Context` wrote into a record, if one did."""
    return str(getattr(record, "origen", ""))


def without_secrets(line: str) -> str:
    """Return the line with every secret of this installation hidden, and what links permit."""
    for secret in secrets_of_ours():
        line = line.replace(secret, HIDDEN)
    return PERMISSION.sub(rf"\1{HIDDEN}", line)


@cache
def secrets_of_ours() -> tuple[str, ...]:
    """Return the secrets among the settings, also as an address writes them, the longest first."""
    found = {form for secret in _secrets() for form in (secret, quote(secret, safe=""))}
    return tuple(sorted((s for s in found if len(s) >= SHORTEST_SECRET), key=len, reverse=True))


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.CLAVES_CIFRADO
    yield settings.EMAIL_HOST_PASSWORD
    yield settings.METRICAS_TOKEN
    yield str(settings.DATABASES["default"].get("PASSWORD") or "")
    yield urlsplit(settings.CELERY_BROKER_URL).password or ""
