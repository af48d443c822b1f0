"""A town of which there is as much as one likes, of everything that a page may show."""

from tests.webui.ciudad.ciudad import Ciudad, fundar

__all__ = ["Ciudad", "fundar"]
