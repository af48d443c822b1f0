"""The way out to typed addresses, over real sockets: never to what only we can reach."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_network

import pytest
import requests
from pytest_django import Settings

from core import salida
from core.salida import Prohibida, Sesion

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
Servir = Callable[[Callable[[socket.socket], None]], int]


@pytest.fixture
def servir() -> Iterator[Servir]:
    """Answers each connection to a free port of this machine with a function; gives the port."""
    enchufe = socket.create_server(("127.0.0.1", 0))

    def empezar(responde: Callable[[socket.socket], None]) -> int:
        def vueltas() -> None:
            while True:
                try:
                    conexion, _ = enchufe.accept()
                except OSError:
                    return
                with conexion, contextlib.suppress(OSError):
                    responde(conexion)

        threading.Thread(target=vueltas, daemon=True).start()
        return int(enchufe.getsockname()[1])

    yield empezar
    enchufe.close()


@pytest.fixture
def llamadas(servir: Servir, settings: Settings) -> tuple[list[bytes], int]:
    """What arrives at a server of this machine, whose host is allowed, and its port."""
    oidas: list[bytes] = []

    def responde(conexion: socket.socket) -> None:
        oidas.append(conexion.recv(4096))
        conexion.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    puerto = servir(responde)
    settings.SALIDA_PERMITIDA = [f"localhost:{puerto}", f"127.0.0.1:{puerto}"]
    return oidas, puerto


def nombra(monkeypatch: pytest.MonkeyPatch, *respuestas: list[str]) -> list[str]:
    """What the names of the network say, each time they are asked; who was asked for."""
    pedidas: list[str] = []
    turnos = iter(respuestas)

    def getaddrinfo(host: str, port: int, *_args: object, **_kwargs: object) -> list[object]:
        pedidas.append(host)
        if host.replace(".", "").isdigit() or ":" in host:  # an address needs no name
            familia = socket.AF_INET6 if ":" in host else socket.AF_INET
            return [(familia, socket.SOCK_STREAM, 6, "", (host, port))]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (una, port)) for una in next(turnos)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return pedidas


# Which addresses ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "direccion",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
        "2001:0:53aa:64c:0:0:80ff:fffe",
    ],
)  # fmt: skip
def test_what_only_we_can_reach_is_not_public(direccion: str) -> None:
    assert not salida.es_publica(direccion)


@pytest.mark.parametrize(
    "direccion", ["8.8.8.8", "157.240.1.35", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_what_everybody_reaches_is(direccion: str) -> None:
    assert salida.es_publica(direccion)


@pytest.mark.parametrize("ajena", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"])
def test_a_name_with_one_address_inside_is_not_called(
    ajena: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SALIDA_PERMITIDA = ["ganchos.example"]
    nombra(monkeypatch, ["93.184.215.14", ajena])
    with pytest.raises(Prohibida):
        Sesion().get("https://ganchos.example/")


def test_a_name_that_changes_its_mind_is_called_where_it_was_looked_at(
    llamadas: tuple[list[bytes], int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked once: what it would say the next time is never heard."""
    oidas, puerto = llamadas
    settings.SALIDA_PERMITIDA = [f"ganchos.example:{puerto}"]
    settings.SALIDA_REDES = [ip_network("127.0.0.1/32")]
    pedidas = nombra(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])

    assert Sesion().get(f"http://ganchos.example:{puerto}/").text == "ok"

    assert pedidas == ["ganchos.example", "127.0.0.1"]
    assert b"Host: ganchos.example" in oidas[0]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_is_not_called_even_if_its_name_is_allowed(
    host: str, llamadas: tuple[list[bytes], int]
) -> None:
    oidas, puerto = llamadas
    for esquema in ("http", "https"):
        with pytest.raises(Prohibida):
            Sesion().get(f"{esquema}://{host}:{puerto}/")
    assert oidas == []


def test_a_network_of_ones_own_is_called_if_the_installation_says_so(
    llamadas: tuple[list[bytes], int], settings: Settings
) -> None:
    oidas, puerto = llamadas
    settings.SALIDA_REDES = LOOPBACK
    assert Sesion().post(f"http://localhost:{puerto}/hook", json={"a": 1}).text == "ok"
    assert oidas[0].startswith(b"POST /hook HTTP/1.1")


# Which hosts --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "url",
    [
        "https://otra.example/", "https://ganchos.example.malo.example/", "https://aganchos.example/",
        "https://ganchos.example:22/", "https://rosa:clave@ganchos.example/",
        "http://ganchos.example:443/x@localhost", "https://ganchos.example:puerto/",
        "https://2130706433/", "https://0x7f.1/", "https://[::1]/",
    ],
)  # fmt: skip
def test_a_host_that_nobody_named_is_not_called(url: str, settings: Settings) -> None:
    settings.SALIDA_PERMITIDA = ["ganchos.example"]
    with pytest.raises((requests.exceptions.InvalidURL, requests.exceptions.ConnectionError)):
        Sesion().get(url)


def test_without_the_setting_no_host_is() -> None:
    with pytest.raises(Prohibida):
        Sesion().get("https://example.org/")


@pytest.mark.parametrize(
    ("nombrada", "url"),
    [
        ("ganchos.example", "https://ganchos.example/a"),
        ("ganchos.example", "https://GANCHOS.example.:443/a"),
        (".example", "https://uno.dos.example/"),
        ("chat.example:8443", "https://chat.example:8443/"),
    ],
)
def test_one_that_was_named_is(nombrada: str, url: str, settings: Settings) -> None:
    settings.SALIDA_PERMITIDA = [nombrada]
    salida.permitida(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://ganchos.example/", "gopher://x/"])
def test_other_ways_than_the_web_are_none(url: str, settings: Settings) -> None:
    settings.SALIDA_PERMITIDA = ["ganchos.example"]
    with pytest.raises(requests.exceptions.InvalidSchema):
        Sesion().get(url)


# What is answered ---------------------------------------------------------------------------------
@pytest.fixture
def contestar(servir: Servir, settings: Settings) -> Callable[[bytes], str]:
    """A server of one's own network that answers so; its address."""

    def empezar(respuesta: bytes) -> str:
        def responde(conexion: socket.socket) -> None:
            conexion.recv(4096)
            conexion.sendall(respuesta)

        puerto = servir(responde)
        settings.SALIDA_PERMITIDA = [f"localhost:{puerto}"]
        settings.SALIDA_REDES = LOOPBACK
        return f"http://localhost:{puerto}/"

    return empezar


def test_it_is_not_led_elsewhere(contestar: Callable[[bytes], str]) -> None:
    url = contestar(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n")
    with pytest.raises(requests.TooManyRedirects):
        Sesion().get(url)


def test_an_answer_that_is_too_long_is_not_kept(contestar: Callable[[bytes], str]) -> None:
    cuerpo = b" " * (salida.MAX_RESPUESTA + 1)
    url = contestar(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(cuerpo) + cuerpo)
    with pytest.raises(requests.exceptions.ContentDecodingError):
        Sesion().get(url)


def test_an_answer_that_drips_for_ever_ends(servir: Servir, settings: Settings) -> None:
    def gotea(conexion: socket.socket) -> None:
        conexion.recv(4096)
        conexion.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        for _ in range(100):
            conexion.sendall(b" ")
            time.sleep(0.05)

    puerto = servir(gotea)
    settings.SALIDA_PERMITIDA, settings.SALIDA_REDES = [f"localhost:{puerto}"], LOOPBACK
    empezo = time.monotonic()
    with pytest.raises(requests.RequestException):
        Sesion(espera=(1, 0.4)).get(f"http://localhost:{puerto}/")
    assert time.monotonic() - empezo < 4


def test_no_proxy_of_the_environment_is_asked(
    contestar: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    url = contestar(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert Sesion().get(url).status_code == 204
