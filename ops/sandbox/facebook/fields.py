"""The fields of the Graph API: what a form may carry, and which fields a read asks for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ops.sandbox.facebook.errors import refuse

COMMON = frozenset({"access_token", "appsecret_proof"})
FIELD_LIMIT = 60
FIELDS_LIMIT = 500
Fields = dict[str, "Fields"]


def known_only(given: Iterable[str], allowed: Iterable[str], *, indexed: str = "") -> None:
    """Refuse with code 100 a field that the call does not have.

    `indexed` is the name of a field that comes as name[0], name[1] ...
    """
    known = COMMON.union(allowed)
    for name in given:
        is_item = bool(indexed) and name.startswith(f"{indexed}[") and name[len(indexed) + 1 : -1]
        if name not in known and not (is_item and str(is_item).isdigit()):
            raise refuse(100, f"(#100) Unexpected parameter: {name[:FIELD_LIMIT]}")


def boolean(given: Mapping[str, str], name: str, default: bool) -> bool:
    """Return a boolean field, refusing what the Graph API does not read as one."""
    value = given.get(name)
    if value is None:
        return default
    if value.lower() not in ("true", "false", "1", "0"):
        raise refuse(100, f"(#100) Param {name} must be a boolean")
    return value.lower() in ("true", "1")


def parse_fields(text: str) -> Fields:
    """Read `id,attachments{media,url}` into nested dicts; refuses unbalanced braces (2500)."""
    if len(text) > FIELDS_LIMIT:
        raise refuse(100, "(#100) Please reduce the amount of data you're asking for.")
    fields, rest = _parse_level(text.replace(" ", ""))
    if rest:
        raise refuse(2500, f"Syntax error \"Expected end of string instead of '{rest[0]}'.\"")
    return fields


def _parse_level(text: str) -> tuple[Fields, str]:
    fields: Fields = {}
    name = ""
    while text and text[0] != "}":
        char, text = text[0], text[1:]
        if char == "{":
            fields[name], text = _parse_level(text)
            if not text.startswith("}"):
                raise refuse(2500, 'Syntax error "Expected "}" at the end of the fields."')
            name, text = "", text[1:]
        elif char == ",":
            fields.setdefault(name, {}) if name else None
            name = ""
        else:
            name += char
    if name:
        fields.setdefault(name, {})
    return fields, text


def select(
    values: Mapping[str, Callable[[Fields], Any]],
    wanted: Fields,
    node_type: str,
) -> dict[str, Any]:
    """Return the wanted fields of a node, its id always; refuses fields it does not have."""
    for name in wanted:
        if name not in values:
            raise refuse(
                100,
                f"(#100) Tried accessing nonexisting field ({name[:FIELD_LIMIT]}) on node type "
                f"({node_type})",
            )
    return {name: values[name](sub) for name, sub in (wanted | {"id": {}}).items()}
