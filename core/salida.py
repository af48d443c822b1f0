"""The way out to addresses that people type: a server for notices, a chat, a hook.

Whoever types an address would let us speak to what only we can reach: the database, the router,
the cloud's own address. So a request goes to hosts that the installation names
(`SALIDA_PERMITIDA`), and only if every address behind the name is public; the one that was looked
at is the one that is called, whatever the name says a moment later. No redirects, no proxy of the
environment, a time and a size for the answer.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

MAX_RESPUESTA = 1_000_000
ESPERA = (4.0, 10.0)  # seconds: to connect, to answer
PUERTO = 443
_TROZO = 65_536
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses of IPv6 in whose last four bytes one of IPv4 is called.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Prohibida(requests.exceptions.InvalidURL):
    """This address is not called from here; nothing was sent."""


class _Dentro(Exception):  # noqa: N818 - told as `Prohibida`, which the pool would take for its own
    pass


class Sesion(requests.Session):
    """Calls addresses that people typed. Raises `Prohibida`, and else what requests raises."""

    def __init__(self, espera: tuple[float, float] = ESPERA) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = 0
        self.adapters.clear()
        adaptador = _Adaptador(espera)
        for esquema in ("https://", "http://"):
            self.mount(esquema, adaptador)


def permitida(url: str) -> None:
    """Raise `Prohibida` unless the installation names the host and port of this address."""
    partes = urlsplit(url)
    try:
        host, puerto = (partes.hostname or "").rstrip(".").lower(), partes.port
    except ValueError:
        raise Prohibida("the port is no number") from None
    puerto = puerto or (PUERTO if partes.scheme == "https" else 80)
    if partes.username or partes.password:
        raise Prohibida("an address carries no name and no password")
    if not any(_nombra(una, host, puerto) for una in settings.SALIDA_PERMITIDA):
        raise Prohibida(f"{host}:{puerto} is not in SALIDA_PERMITIDA")


def _nombra(permitida_: str, host: str, puerto: int) -> bool:
    """`example.org`, `.example.org` (what is under it) or `chat.example.org:8443`."""
    nombre, _, suyo = permitida_.lower().partition(":")
    if puerto != int(suyo or PUERTO):
        return False
    return host.endswith(nombre) if nombre.startswith(".") else host == nombre


def es_publica(direccion: str) -> bool:
    """Whether this address is of the open network, also one that hides an address of IPv4."""
    return all(una.is_global and not una.is_multicast for una in _todas(direccion))


def _es_nuestra(direccion: str) -> bool:
    """Whether it stands in a network of one's own to which the installation lets us go."""
    return all(
        any(una in red for red in settings.SALIDA_REDES if red.version == una.version)
        for una in _todas(direccion)[-1:]
    )


def _todas(direccion: str) -> list[Ip]:
    """The address, and the one that it hides."""
    ip = ipaddress.ip_address(direccion.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    escondida = ip.sixtofour or (ip.teredo or [None])[-1]
    if ip in _NAT64:
        escondida = ipaddress.IPv4Address(ip.packed[-4:])
    return [ip, escondida] if escondida else [ip]


def leer(response: requests.Response, segundos: float, maximo: int = MAX_RESPUESTA) -> None:
    """Read the body into the response; raises when it is too long or takes too long.

    A time-out between two reads is not enough: they may succeed for ever, byte by byte.
    """
    reloj = threading.Timer(segundos, response.raw.shutdown)
    reloj.start()
    cuerpo = bytearray()
    try:
        for trozo in response.iter_content(_TROZO):
            cuerpo += trozo
            if len(cuerpo) > maximo:
                response.close()
                raise requests.exceptions.ContentDecodingError("the answer is too long")
    finally:
        reloj.cancel()
    response._content = bytes(cuerpo)  # noqa: SLF001 - what requests itself does with a whole body


class _Adaptador(HTTPAdapter):
    """Sends each request once, to an address that was looked at."""

    def __init__(self, espera: tuple[float, float]) -> None:
        self.espera = espera
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Claras, "https": _Cifradas}

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        permitida(request.url or "")
        kwargs |= {"timeout": self.espera, "proxies": {}, "verify": True}
        try:
            response = super().send(request, *args, **kwargs)
        except _Dentro as error:
            raise Prohibida(str(error)) from None
        leer(response, self.espera[1])
        return response


def _elegir(host: str, puerto: int, *, cifrada: bool) -> str:
    """The address to call; raises `_Dentro` if one of those behind the name may not be called.

    Without encryption only a network of one's own is called.
    """
    halladas = socket.getaddrinfo(host, puerto, type=socket.SOCK_STREAM)
    direcciones = [str(una[4][0]) for una in halladas]
    for una in direcciones:
        if not (_es_nuestra(una) or (cifrada and es_publica(una))):
            raise _Dentro(f"{host} is at an address that is not called from here")
    return direcciones[0]


class _AlElegido:
    """A connection to the address that was looked at; the name stays for certificate and Host."""

    cifrada = False
    host: str
    port: int
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        nombre = self._dns_host
        try:
            self._dns_host = _elegir(nombre, self.port, cifrada=self.cifrada)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error  # type: ignore[arg-type]
        try:
            return super()._new_conn()  # type: ignore[misc,no-any-return]
        finally:
            self._dns_host = nombre


class _Clara(_AlElegido, HTTPConnection):
    pass


class _Cifrada(_AlElegido, HTTPSConnection):
    cifrada = True


class _Claras(HTTPConnectionPool):
    ConnectionCls = _Clara


class _Cifradas(HTTPSConnectionPool):
    ConnectionCls = _Cifrada
