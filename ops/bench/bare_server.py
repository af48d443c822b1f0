"""How the bare page is served: with the settings of our own server, but without our screens."""

from __future__ import annotations

import gc
from typing import Any

from ops.gunicorn import *  # noqa: F403


def when_ready(_server: Any) -> None:
    """Share what is loaded, as ours does."""
    gc.collect()
    gc.freeze()
