"""The components as template tags, by what they are about; `{% load sigo %}` brings all of them."""

from webui.components.etiquetas import campos, caso, listado, marco, signos, tiempo
from webui.components.etiquetas.registro import register

__all__ = ["campos", "caso", "listado", "marco", "register", "signos", "tiempo"]
