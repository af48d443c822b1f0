"""Draws every state machine as it is declared into docs/states.md.

Run as `python -m ops.diagrams`.
"""

from __future__ import annotations

from pathlib import Path

import django
from django.utils import translation

TARGET = Path(__file__).resolve().parent.parent / "docs" / "states.md"
HEAD = """# States

Drawn from the declarations of the models by `python -m ops.diagrams`; a test says when it is stale.
Steps that stay in their state are left out.
"""


def page() -> str:
    """The whole page, in Spanish, as the screens have it."""
    from core.models import Expediente  # noqa: PLC0415 - after django.setup()

    with translation.override("es"):
        return "\n".join([HEAD, *(_machine(model) for model in Expediente.clases().values())])


def _machine(model: type) -> str:
    from webui.objeto import maquina  # noqa: PLC0415 - after django.setup()

    found = maquina(model)
    states = [f'    state "{label}" as {code}' for code, label in found.estados]
    steps = sorted(f"    {a} --> {b}: {label}" for a, b, label in found.transiciones)
    name = str(model._meta.verbose_name).capitalize()  # type: ignore[attr-defined]
    return "\n".join([f"## {name}\n", "```mermaid", "stateDiagram-v2", *states, *steps, "```\n"])


if __name__ == "__main__":
    django.setup()
    TARGET.write_text(page())
