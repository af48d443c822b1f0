"""One look: the web server, the broker, the mail server, the database, and the engine in it.

Each is asked for some seconds at most, and each that does not answer is a trouble, not an error.
"""

from __future__ import annotations

import http.client
import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import psycopg

from ops.vigilar.ajustes import Ajustes, Correo
from workflows.cruce import motor
from workflows.cruce.motor import MAL, Problema

SEGUNDOS = 5
# Who is told, and cannot choose not to be (domain.md, X03).
ROLES = ["administrador", "contraparte"]
_PERSONAS = """
SELECT DISTINCT u.email FROM core_usuario u
  JOIN core_usuario_groups ug ON ug.usuario_id = u.id JOIN auth_group g ON g.id = ug.group_id
 WHERE u.is_active AND u.email <> '' AND g.name = ANY(%s) ORDER BY u.email
"""


@dataclass(frozen=True, slots=True)
class Vista:
    """What was seen. `personas` and `municipio` are None where the database did not say."""

    problemas: tuple[Problema, ...]
    personas: tuple[str, ...] | None = None
    municipio: str | None = None


def mirar(ajustes: Ajustes) -> Vista:
    """Look at everything once."""
    fuera = [*_broker(ajustes), *_web(ajustes), *_correo(ajustes.usual)]
    try:
        dentro = _dentro(ajustes)
    except psycopg.Error as error:
        return Vista((_sin_base(error), *fuera))
    claves = {uno.clave for uno in fuera}
    # A clock without a broker calls nobody: one reason is enough.
    de_dentro = [p for p in dentro.problemas if not (p.clave == "reloj" and "broker" in claves)]
    return Vista((*fuera, *de_dentro), dentro.personas, dentro.municipio)


def _dentro(ajustes: Ajustes) -> Vista:
    """The engine, as the database has it. Raises `psycopg.Error` where it does not answer."""
    base = ajustes.base
    como = base.get("OPTIONS", {}) | {"connect_timeout": SEGUNDOS, "application_name": "vigilar"}
    with (
        psycopg.connect(
            host=base.get("HOST") or None,
            port=base.get("PORT") or None,
            dbname=base["NAME"],
            user=base.get("USER") or None,
            password=base.get("PASSWORD") or None,
            **como,
        ) as conexion,
        conexion.cursor() as cursor,
    ):
        cursor.execute(f"SET statement_timeout = '{SEGUNDOS}s'")
        medida = motor.medir(cursor, sandbox=ajustes.sandbox)
        cursor.execute(_PERSONAS, [ROLES])
        personas = tuple(correo for (correo,) in cursor.fetchall())
    hallados = motor.problemas(medida, tarde=ajustes.tarde)
    alarmas = tuple(uno for uno in hallados if uno.nivel != motor.CUIDADO)
    return Vista(alarmas, personas, medida.municipio)


def _sin_base(error: psycopg.Error) -> Problema:
    return Problema(
        "base_de_datos",
        MAL,
        "La base de datos no responde (%(error)s). Nadie puede trabajar.",
        "Revise que PostgreSQL esté en marcha y que le quede disco. Lo guardado sigue guardado.",
        {"error": type(error).__name__},
    )


def _web(ajustes: Ajustes) -> Iterator[Problema]:
    """The web server must answer, be it that it has no database."""
    partes = urlsplit(ajustes.web)
    clase = http.client.HTTPSConnection if partes.scheme == "https" else http.client.HTTPConnection
    conexion = clase(partes.netloc, timeout=SEGUNDOS)
    try:
        conexion.request("GET", f"{partes.path}/", headers={"Host": ajustes.host})
        dicho: object = conexion.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        dicho = type(error).__name__
    finally:
        conexion.close()
    if dicho not in (200, 503):
        yield Problema(
            "web",
            MAL,
            "El servidor web no responde (%(error)s). Nadie puede entrar.",
            "Reinicie el proceso «web».",
            {"error": dicho},
        )


def _broker(ajustes: Ajustes) -> Iterator[Problema]:
    """The broker must answer a PING; that it asks who we are is an answer, too."""
    try:
        with _conectar(ajustes.broker) as enchufe:
            enchufe.sendall(b"PING\r\n")
            if enchufe.recv(16)[:1] in (b"+", b"-"):
                return
            error = "?"
    except OSError as fallo:
        error = type(fallo).__name__
    yield Problema(
        "broker",
        MAL,
        "El servidor de Redis o Valkey no responde (%(error)s).",
        "Inícielo otra vez. Mientras tanto se puede trabajar, pero no sale nada; nada se pierde.",
        {"error": error},
    )


def _conectar(direccion: str) -> socket.socket:
    partes = urlsplit(direccion)
    if partes.scheme == "redis+socket":
        enchufe = socket.socket(socket.AF_UNIX)
        enchufe.settimeout(SEGUNDOS)
        try:
            enchufe.connect(unquote(partes.path))
        except OSError:
            enchufe.close()
            raise
        return enchufe
    host = partes.hostname or "localhost"
    enchufe = socket.create_connection((host, partes.port or 6379), SEGUNDOS)
    if partes.scheme == "rediss":
        return ssl.create_default_context().wrap_socket(enchufe, server_hostname=host)
    return enchufe


def _correo(correo: Correo) -> Iterator[Problema]:
    """The usual mail server must greet."""
    try:
        with abrir(correo, SEGUNDOS) as servidor:
            servidor.noop()
    except OSError as error:
        yield Problema(
            "servidor_de_correo",
            MAL,
            "El servidor de correo no responde (%(error)s).",
            "Avise a quien lo administra y revise EMAIL_HOST. Los correos se reintentan solos.",
            {"error": type(error).__name__},
        )


def abrir(correo: Correo, segundos: float) -> smtplib.SMTP:
    """Open a connection to a mail server, as secure as it was said to be. Raises OSError."""
    contexto = ssl.create_default_context()
    if correo.security == "ssl":
        return smtplib.SMTP_SSL(correo.host, correo.port, timeout=segundos, context=contexto)
    servidor = smtplib.SMTP(correo.host, correo.port, timeout=segundos)
    if correo.security == "starttls":
        servidor.starttls(context=contexto)
    return servidor
