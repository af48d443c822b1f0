"""What whoever watches must know, from the same environment as the installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ops.env import Env

VAR = Path(__file__).resolve().parent.parent.parent / "var"
SEGURIDAD = ("none", "starttls", "ssl")


@dataclass(frozen=True, slots=True)
class Correo:
    """A mail server and our account at it."""

    host: str
    port: int
    user: str
    password: str
    security: str
    timeout: int


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Where to look, whom to tell and how. `correos`: empty means the people with the role."""

    base: dict[str, Any]
    broker: str
    web: str
    sitio: str
    sandbox: bool
    tarde: int
    usual: Correo
    alarma: Correo
    remite: str
    correos: tuple[str, ...]
    memoria: Path

    @property
    def host(self) -> str:
        """The name people know the site by."""
        return urlsplit(self.sitio).hostname or "localhost"


def leer(env: Env | None = None) -> Ajustes:
    """Read the environment; a wrong or missing value stops with a sentence that names it."""
    env = env or Env()
    usual = _correo(env, "", None)
    return Ajustes(
        base=env.database("DATABASE_URL"),
        broker=env.url("BROKER_URL", schemes=("redis", "rediss", "redis+socket")),
        web=env.url("ALARMA_WEB", _web(env), schemes=("http", "https")),
        sitio=env.url("SITE_URL", schemes=("https", "http")),
        sandbox=env.flag("SANDBOX", default=False),
        tarde=env.whole("MOTOR_TARDE_SEGUNDOS", 300, low=10),
        usual=usual,
        alarma=_correo(env, "ALARMA_", usual),
        remite=env.text("DEFAULT_FROM_EMAIL", least=3),
        correos=tuple(env.words("ALARMA_CORREOS", "")),
        memoria=Path(env.text("ALARMA_MEMORIA", str(VAR / "vigilar.json"))),
    )


def _correo(env: Env, prefijo: str, si_no: Correo | None) -> Correo:
    """The mail server of a group of variables. One that names no server of its own is `si_no`."""
    if si_no is not None and not env.text(f"{prefijo}EMAIL_HOST", ""):
        return si_no
    return Correo(
        host=env.text(f"{prefijo}EMAIL_HOST", "localhost"),
        port=env.whole(f"{prefijo}EMAIL_PORT", 25, low=1),
        user=env.text(f"{prefijo}EMAIL_HOST_USER", ""),
        password=env.text(f"{prefijo}EMAIL_HOST_PASSWORD", ""),
        security=env.choice(f"{prefijo}EMAIL_SECURITY", "none", among=SEGURIDAD),
        timeout=env.whole("EMAIL_TIMEOUT", 10, low=1),
    )


def _web(env: Env) -> str:
    """Where the web server answers on this machine."""
    bind = env.text("WEB_BIND", "127.0.0.1:8000", least=1)
    return f"http://{bind.replace('0.0.0.0', '127.0.0.1')}/salud"  # noqa: S104 - what it may say
