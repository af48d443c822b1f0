"""What processes of the web server load before they are forked, and so share the memory of.

Each would load it by itself with its first pages, for as many megabytes as there are processes.
"""

from __future__ import annotations

import gc
from pathlib import Path

from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from channels import registry
from ops import settings
from ops.celery import app

TEMPLATES = settings.BASE_DIR / "webui" / "templates"


def everything() -> None:
    """Load screens, templates, words, the networks' libraries, and Celery, which wakes a worker.

    No connection is opened: it would be shared, too.
    """
    _ = get_resolver().url_patterns, app.amqp.create_task_message
    app.connection_for_write().get_transport_cls()
    registry.load()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    for path in sorted(TEMPLATES.rglob("*.html")):
        get_template(str(Path(path).relative_to(TEMPLATES)))
    # What is there now stays: looking through it again would copy its pages into each worker.
    gc.collect()
    gc.freeze()
