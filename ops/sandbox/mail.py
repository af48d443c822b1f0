"""Read a message as it came by SMTP. It may be anything: reading it never fails."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from ops.sandbox.records import Attachment, Mail

KEPT_HEADERS = 80
KEPT_HEADER_LENGTH = 2000


def read_mail(
    mail_id: str, received_at: float, sender: str, recipients: tuple[str, ...], content: bytes
) -> Mail:
    """Parse a message; parts that cannot be decoded become text with replaced characters."""
    message = message_from_bytes(content, policy=default)
    headers = tuple(_headers(message))
    return Mail(
        id=mail_id,
        created_at=received_at,
        sender=_clean(sender),
        recipients=tuple(map(_clean, recipients)),
        subject=next((value for name, value in headers if name.lower() == "subject"), ""),
        headers=headers,
        text=_body(message, "plain"),
        html=_body(message, "html"),
        size=len(content),
        attachments=tuple(_attachments(message)),
    )


def _headers(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for name in list(message.keys())[:KEPT_HEADERS]:
        try:
            value = str(message[name])
        except Exception:  # noqa: BLE001 hostile headers make the parser raise anything
            value = "(ilegible)"
        yield _clean(name), _clean(value)[:KEPT_HEADER_LENGTH]


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return _clean(_text(cast("EmailMessage", part))) if part is not None else ""


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    for part in message.iter_attachments():
        payload = part.get_payload(decode=True)
        size = len(payload) if isinstance(payload, bytes) else 0
        yield Attachment(_clean(part.get_filename() or ""), part.get_content_type(), size)


def _clean(text: str) -> str:
    """Replace what came as bytes that are no text: it could be neither stored nor shown."""
    return text.encode("utf-8", "replace").decode()
