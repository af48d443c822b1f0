"""How an answer reaches the wire: properly, cut, endless, late or never."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from ops.sandbox.faults import Fault
from ops.sandbox.wire import Answer, html_answer

POLL_S = 0.05
LONGEST_SILENCE_S = 600
RST_ON_CLOSE = struct.pack("ii", 1, 0)

Delivery = Callable[[web.Request, Answer, Fault], Awaitable[web.StreamResponse]]


async def deliver(request: web.Request, answer: Answer, fault: Fault | None) -> web.StreamResponse:
    """Send the answer, or do to the connection what the fault says."""
    misbehaviour = DELIVERIES.get(fault.kind.name) if fault else None
    if fault is None or misbehaviour is None:
        return plain(answer)
    return await misbehaviour(request, answer, fault)


def plain(answer: Answer) -> web.Response:
    """Return the answer as an ordinary response."""
    response = web.Response(status=answer.status, body=answer.body, headers=answer.headers)
    if answer.content_type is not None:
        response.headers["Content-Type"] = answer.content_type
    return response


async def _reset(request: web.Request, _answer: Answer, _fault: Fault) -> web.StreamResponse:
    """End the connection with a TCP reset instead of an answer."""
    if request.transport is not None:
        plug = request.transport.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST_ON_CLOSE)
        request.transport.abort()
    return web.Response()


async def _mute(request: web.Request, answer: Answer, _fault: Fault) -> web.StreamResponse:
    """Say nothing until the client gives up."""
    await _wait(request, LONGEST_SILENCE_S)
    return await _reset(request, answer, _fault)


async def _slow(request: web.Request, answer: Answer, fault: Fault) -> web.StreamResponse:
    await _wait(request, fault.seconds)
    return plain(answer)


async def _wait(request: web.Request, seconds: float) -> None:
    """Wait so long, or until the client hangs up."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(min(POLL_S, seconds))


async def _truncated(request: web.Request, answer: Answer, fault: Fault) -> web.StreamResponse:
    """Promise the whole body and send half of it."""
    response = web.StreamResponse(status=answer.status, headers=_headers(answer))
    response.content_length = len(answer.body)
    await response.prepare(request)
    await response.write(answer.body[: len(answer.body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _endless(request: web.Request, answer: Answer, fault: Fault) -> web.StreamResponse:
    """Send a body that goes on as long as the client reads."""
    response = web.StreamResponse(status=answer.status, headers=_headers(answer))
    response.enable_chunked_encoding()
    await response.prepare(request)
    await response.write(answer.body[:-1])
    for _ in range(int(LONGEST_SILENCE_S / POLL_S)):
        if request.transport is None or request.transport.is_closing():
            break
        await response.write(b" ")
        await asyncio.sleep(POLL_S)
    return await _reset(request, answer, fault)


async def _no_content_type(
    _request: web.Request, answer: Answer, _fault: Fault
) -> web.StreamResponse:
    response = _Untyped(status=answer.status, body=answer.body, headers=answer.headers)
    response.headers.pop("Content-Type", None)
    return response


class _Untyped(web.Response):
    """A response to which the server adds no Content-Type."""

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        self.headers.pop("Content-Type", None)


def _headers(answer: Answer) -> Mapping[str, str]:
    return {**answer.headers, "Content-Type": answer.content_type or "text/plain"}


def _redirect(_fault: Fault) -> Answer:
    page = html_answer(302, "Found")
    headers = {"Location": "https://www.example.org/moved"}
    return Answer(302, page.body, page.content_type, headers, "redirect")


def server_error_html(_fault: Fault) -> Answer:
    """Return what a proxy shows when the network behind it is down."""
    return html_answer(503, "503 Service Unavailable")


COMMON: Final[Mapping[str, Callable[[Fault], Answer]]] = {
    "server_error_html": server_error_html,
    "not_json": lambda _: html_answer(200, "Welcome"),
    "redirect": _redirect,
}

DELIVERIES: Final[Mapping[str, Delivery]] = {
    "reset": _reset,
    "lost_response": _reset,
    "mute": _mute,
    "mute_accepted": _mute,
    "slow": _slow,
    "truncated": _truncated,
    "endless": _endless,
    "no_content_type": _no_content_type,
}
