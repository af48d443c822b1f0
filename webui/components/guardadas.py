"""Parts of a page that their values and the language alone decide: drawn once, and kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Drawings of each kind that a process keeps, of about half a kilobyte each.
KEPT = 2000
# Rows, and their buttons: two kilobytes each.
ROWS = 500
# Stands in a kept form for the token of whoever is shown it. Made by each process for itself, so
# that nobody can write it into a title.
_TOKEN = secrets.token_hex(16)


def kept(
    template_name: str, values: Callable[..., dict[str, Any]], keep: int = KEPT
) -> Callable[..., SafeString]:
    """What draws `template_name` with what `values` returns, and keeps the last `keep`.

    Those are words, numbers and tuples of them. Never a row, which stays equal to itself when it
    changes, nor anything that the hour changes.
    """

    # Typed: words that say that they are HTML are equal to the same words that are to be escaped.
    @lru_cache(maxsize=keep, typed=True)
    def drawn(_language: str | None, **spoken: Any) -> SafeString:
        return render_to_string(template_name, spoken)

    @wraps(values)
    def draw(*args: Any, **kwargs: Any) -> SafeString:
        found = {key: _spoken(one) for key, one in values(*args, **kwargs).items()}
        return drawn(get_language(), **found)

    return draw


def kept_form(
    template_name: str, values: Callable[..., dict[str, Any]], keep: int = KEPT
) -> Callable[..., SafeString]:
    """The same of a part with forms in it: its first argument is the token they send back."""
    draw = kept(template_name, lambda *args: {"csrf_token": _TOKEN, **values(*args)}, keep)

    @wraps(values)
    def form(token: object, *args: Any) -> SafeString:
        # What was drawn was escaped when it was, and a token is letters and digits.
        return SafeString(draw(*args).replace(_TOKEN, str(token)))  # nosec B703

    return form


def _spoken(value: Any) -> Any:
    return str(value) if isinstance(value, Promise) else value
