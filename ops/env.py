"""Reads the environment: each value is checked, and a bad one stops the start with a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping

HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
POSTGRES = "django.db.backends.postgresql"
YES = {"1", "true", "yes", "on", "si", "sí"}
NO = {"0", "false", "no", "off", ""}


class SettingError(SystemExit):
    """A wrong or missing variable: a sentence that names it, never its value; no traceback."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"SIGOBito cannot start: {name} {problem}.")


class _Files(FileAwareEnv):
    ENVIRON = FileAwareMapping(cache=False)


class Env:
    """The process environment, where `NAME_FILE` may hold the path of a file with the value."""

    def text(self, name: str, default: str | None = None, *, least: int = 0) -> str:
        """Return the value without surrounding blanks; without a default it must be there."""
        try:
            raw = _Files()(name, default=default)
        except OSError as error:
            raise SettingError(f"{name}_FILE", f"cannot be read ({error.strerror})") from None
        if raw is None:
            raise SettingError(name, f"is missing (give {name}, or {name}_FILE with its path)")
        value = str(raw).strip()
        if len(value) < least:
            raise SettingError(name, f"needs at least {least} characters")
        return value

    def words(self, name: str, default: str | None = None, *, least: int = 0) -> list[str]:
        """Return a comma-separated list, without empty members."""
        found = [word.strip() for word in self.text(name, default).split(",") if word.strip()]
        if len(found) < least:
            raise SettingError(name, f"needs at least {least} value(s) separated by commas")
        return found

    def whole(self, name: str, default: int, *, low: int = 0) -> int:
        """Return a whole number that is at least `low`."""
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            raise SettingError(name, "must be a whole number") from None
        if number < low:
            raise SettingError(name, f"must be at least {low}")
        return number

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes or no, written 1/0, true/false, yes/no, si/no or on/off."""
        value = self.text(name, "1" if default else "0").lower()
        if value in YES:
            return True
        if value in NO:
            return False
        raise SettingError(name, "must be 1 or 0")

    def choice(self, name: str, default: str, *, among: Sequence[str]) -> str:
        """Return one of the listed words, however its letters were written."""
        value = self.text(name, default).lower()
        for word in among:
            if word.lower() == value:
                return word
        raise SettingError(name, f"must be one of: {', '.join(among)}")

    def hosts(self, name: str, default: str) -> list[str]:
        """Return host names, each with a port if it is not the usual one."""
        found = self.words(name, default)
        for host in found:
            if not HOST.fullmatch(host.lower()):
                raise SettingError(name, "must be names such as chat.example.org:8443")
        return found

    def networks(self, name: str, default: str) -> list[IPv4Network | IPv6Network]:
        """Return networks such as 10.1.0.0/16."""
        try:
            return [ip_network(word) for word in self.words(name, default)]
        except ValueError:
            raise SettingError(name, "must be networks such as 10.1.0.0/16") from None

    def some(self, name: str, default: str, *, among: Sequence[str]) -> frozenset[str]:
        """Return those of the listed words that are given, separated by commas."""
        found = frozenset(self.words(name, default))
        if not found <= set(among):
            raise SettingError(name, f"must be some of: {', '.join(among)}")
        return found

    def keys(self, name: str) -> list[str]:
        """Return a comma-separated list of Fernet keys; there is at least one."""
        found = self.words(name, least=1)
        try:
            for key in found:
                Fernet(key)
        except ValueError:
            raise SettingError(name, "has a key that is not 32 bytes in URL-safe base64") from None
        return found

    def url(self, name: str, default: str | None = None, *, schemes: Sequence[str]) -> str:
        """Return an address with one of the schemes, without a final slash; may be empty."""
        value = self.text(name, default).rstrip("/")
        if value or default is None:
            parts = urlsplit(value)
            if parts.scheme not in schemes or not (parts.netloc or parts.path):
                raise SettingError(name, f"must be an address that starts with {schemes[0]}://")
        return value

    def database(self, name: str) -> dict[str, Any]:
        """Return Django's dictionary for a PostgreSQL address.

        `postgres://user:password@host:5432/name`, or `postgres://user@//socket/folder/name`.
        """
        try:
            config = dict(FileAwareEnv.db_url_config(self.text(name)))
        except (ValueError, IndexError):
            config = {}
        if config.get("ENGINE") != POSTGRES or not config.get("NAME"):
            raise SettingError(name, "must be a PostgreSQL address, postgres://user@host/name")
        return config
