"""The environment of a stack's processes: what an administrator would write for an installation."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from ops.embedded.base import THRIFTY

PORTS = {"web": 8000, "sandbox": 8025, "mail": 8026}

# What may be chosen when starting: `TICK_SEGUNDOS=2 make demo`.
CHOSEN = {"TICK_SEGUNDOS": "5", "LEASE_SEGUNDOS": "30", "WEB_PROCESOS": "2", "LOG_LEVEL": "INFO"}


def compose(home: Path, *, ports: Mapping[str, int], database: str, broker: str) -> dict[str, str]:
    """Return the whole environment of an installation in `home` with the sandbox on."""
    scripts = sysconfig.get_path("scripts")
    return {
        **os.environ,
        **THRIFTY,
        **{name: os.environ.get(name, default) for name, default in CHOSEN.items()},
        **_keys(home / "keys.json"),
        "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "ops.settings",
        "DATABASE_URL": database,
        "BROKER_URL": broker,
        "SITE_URL": f"http://localhost:{ports['web']}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "WEB_BIND": f"127.0.0.1:{ports['web']}",
        "SANDBOX": "1",
        "SANDBOX_URL": f"http://127.0.0.1:{ports['sandbox']}",
        "SANDBOX_PORT": str(ports["sandbox"]),
        "SANDBOX_MAIL_PORT": str(ports["mail"]),
        "SANDBOX_STATE": str(home / "sandbox" / "state.json"),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(ports["mail"]),
        "DEFAULT_FROM_EMAIL": "Puerto Alborada <no-responder@puertoalborada.example>",
        "MEDIA_ROOT": str(home / "media"),
        "STATIC_ROOT": str(home / "static"),
        "DEMO_ACCOUNTS": str(home / "accounts.json"),
        "ALARMA_MEMORIA": str(home / "vigilar.json"),
    }


def choose_ports(wanted: Mapping[str, int] = PORTS) -> dict[str, int]:
    """Return for each name the wanted port of loopback, or the next one nobody listens on."""
    chosen: dict[str, int] = {}
    for name, first in wanted.items():
        candidates = range(first, first + 200)
        chosen[name] = next(p for p in candidates if p not in chosen.values() and _is_free(p))
    return chosen


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _keys(path: Path) -> dict[str, str]:
    """Return the secrets, made at the first start and readable by us alone."""
    if not path.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(60),
            "CLAVES_CIFRADO": Fernet.generate_key().decode(),
        }
        path.touch(mode=0o600)
        path.write_text(json.dumps(made))
    kept: dict[str, str] = json.loads(path.read_text())
    return kept
