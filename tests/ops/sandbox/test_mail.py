"""Messages as hostile or broken as they come are read, never refused."""

import json

import pytest

from ops.sandbox.mail import KEPT_HEADER_LENGTH, KEPT_HEADERS, read_mail
from ops.sandbox.records import Attachment, Mail


def read(content: bytes) -> Mail:
    return read_mail("1", 0.0, "a@muni.example", ("b@muni.example",), content)


def test_an_attachment_is_noted() -> None:
    mail = read(
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/plain\r\n\r\nHola\r\n--x\r\n"
        b"Content-Type: text/calendar\r\n"
        b'Content-Disposition: attachment; filename="cita.ics"\r\n\r\nBEGIN\r\n--x--\r\n'
    )

    assert mail.text.strip() == "Hola"
    assert mail.attachments == (Attachment("cita.ics", "text/calendar", 5),)


def test_text_in_another_alphabet_is_decoded() -> None:
    mail = read(b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nma\xf1ana")

    assert mail.text == "mañana"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?b?////?=\r\n\r\n",
        b"Content-Type: text/plain; charset=inventada\r\n\r\nma\xf1ana",
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n!!!",
        b"Content-Type: multipart/alternative\r\n\r\nsin frontera",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x",
        b"To: <<<>>>,,;\r\nDate: ayer\r\nMessage-ID: [\r\nFrom: @@@\r\n\r\n",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%zz\r\n\r\n",
    ],
)
def test_a_broken_message_is_read(content: bytes) -> None:
    assert read(content).size == len(content)


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: ma\xf1ana\r\nX-\xf1: b\r\n\r\nma\xf1ana",
        b"Content-Type: text/html\r\n\r\n\xff\xfe",
        b"Content-Disposition: attachment; filename*=latin-1''ma%f1ana%00\r\n\r\nx",
        b'Content-Disposition: attachment; filename="ma\xf1ana"\r\n\r\nx',
    ],
)
def test_bytes_that_are_no_text_can_be_shown(content: bytes) -> None:
    mail = read_mail("1", 0.0, "ma\udcf1@muni.example", ("ma\udcf1@muni.example",), content)

    json.dumps(mail, default=vars, ensure_ascii=False).encode()


def test_headers_without_end_are_cut() -> None:
    mail = read(b"X-A: " + b"a" * 9000 + b"\r\n" + b"X-B: b\r\n" * 500 + b"\r\n")

    assert len(mail.headers) == KEPT_HEADERS
    assert max(len(value) for _, value in mail.headers) == KEPT_HEADER_LENGTH
