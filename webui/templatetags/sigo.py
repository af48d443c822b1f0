"""The components of the screens as template tags: `{% load sigo %}`. See docs/components.md."""

from webui.components.etiquetas import register

__all__ = ["register"]
