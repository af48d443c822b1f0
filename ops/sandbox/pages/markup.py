"""HTML built from calls: whatever is not markup already is escaped, so nothing received can be."""

import html
import re
from collections.abc import Iterator

URL = re.compile(r"https?://[^\s<>\"']+")
AFTER_URL = ".,;:!?)]}»”"
VOID = frozenset({"meta", "link", "input", "img", "br", "hr"})


class Html(str):
    """Text that is markup."""

    __slots__ = ()


Child = str | Html | None
Attribute = str | int | bool | None


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Return an element; `cls` is its class, True an attribute without value, None none at all."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Return the children one after the other, escaping those that are text."""
    return Html("".join(_escaped(child) for child in children if child is not None))


def linked(text: str) -> Html:
    """Return a text with its web addresses as links and its line ends kept by CSS."""
    return join(*_with_links(text))


def link(label: Child, address: str) -> Html:
    """Return a link to another site, which learns nothing about where it was followed."""
    return tag("a", label, href=address, target="_blank", rel="noopener noreferrer nofollow")


def _with_links(text: str) -> Iterator[Child]:
    last = 0
    for found in URL.finditer(text):
        address = found[0].rstrip(AFTER_URL)
        yield text[last : found.start()]
        yield link(address, address)
        last = found.start() + len(address)
    yield text[last:]


def _escaped(child: str) -> str:
    return child if isinstance(child, Html) else html.escape(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
