"""The calls as they come in and the answers as they go out, apart from the HTTP server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Upload:
    """A file of a multipart form."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Call:
    """One request, with the real host that the client believes it is talking to."""

    method: str
    host: str
    path: str
    query_string: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    files: Mapping[str, Upload]
    json: Any
    headers: Mapping[str, str]
    match: Mapping[str, str]

    @property
    def url(self) -> str:
        """The https address the client signed."""
        return f"https://{self.host}{self.path}" + (
            f"?{self.query_string}" if self.query_string else ""
        )


@dataclass(frozen=True)
class Answer:
    """A complete HTTP answer; `content_type` None sends none at all."""

    status: int
    body: bytes
    content_type: str | None = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""


class RefusedError(Exception):
    """The network refuses the call with this answer."""

    def __init__(self, answer: Answer):
        super().__init__(answer.detail)
        self.answer = answer


def json_answer(
    data: Any,
    *,
    status: int = 200,
    content_type: str = JSON_TYPE,
    headers: Mapping[str, str] | None = None,
    detail: str = "",
) -> Answer:
    """Return `data` as a JSON answer."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(status, body, content_type, headers or {}, detail)


def html_answer(status: int, title: str) -> Answer:
    """Return the page that a proxy in front of a network shows when the network is ill."""
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body>"
    return Answer(status, page.encode() + b"</html>", "text/html; charset=utf-8", detail=title)


async def read_call(request: web.Request) -> Call:
    """Read the whole request; the first segment of its path is the real host.

    Raises ValueError when the body is not what its Content-Type says.
    """
    path, _, query_string = request.raw_path.partition("?")
    _, host, rest = path.split("/", 2)
    form, files = await _read_form(request)
    return Call(
        method=request.method,
        host=host,
        path=f"/{rest}",
        query_string=query_string,
        query=dict(request.query),
        form=form,
        files=files,
        json=await _read_json(request),
        headers=request.headers,
        match=request.match_info,
    )


async def _read_json(request: web.Request) -> Any:
    if request.content_type != "application/json" or not request.body_exists:
        return None
    found = json.loads(await request.read())
    json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair could not be shown
    return found


async def _read_form(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    form: dict[str, str] = {}
    files: dict[str, Upload] = {}
    if request.method == "GET" or request.content_type == "application/json":
        return form, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.content_type, value.file.read())
        elif isinstance(value, str):
            form[name] = value
        else:
            form[name] = bytes(value).decode()
    return form, files


def image_mime(data: bytes) -> str | None:
    """Return the MIME type of an image by its first bytes, or None if it is none of the four."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None
