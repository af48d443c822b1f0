"""Parts of a page that their values and the language alone decide: drawn once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Drawings that each process keeps, of about half a kilobyte each.
KEPT = 2000


def kept(template_name: str, values: Callable[..., dict[str, Any]]) -> Callable[..., SafeString]:
    """What draws `template_name` with what `values` returns.

    Those are words, numbers and tuples of them. Never a row, which stays equal to itself when it
    changes, nor anything that the hour changes.
    """

    @wraps(values)
    def draw(*args: Any, **kwargs: Any) -> SafeString:
        found = {key: _spoken(one) for key, one in values(*args, **kwargs).items()}
        return _drawn(template_name, get_language(), **found)

    return draw


# Typed: words that say that they are HTML are equal to the same words that are to be escaped.
@lru_cache(maxsize=KEPT, typed=True)
def _drawn(template_name: str, _language: str | None, **values: Any) -> SafeString:
    return render_to_string(template_name, values)


def _spoken(value: Any) -> Any:
    return str(value) if isinstance(value, Promise) else value
