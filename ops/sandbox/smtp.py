"""The mail server: takes what is sent, refuses, defers, keeps silent or is down on demand."""

import asyncio
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from ops.sandbox.mail import read_mail
from ops.sandbox.records import CallEntry
from ops.sandbox.world import World

LARGEST_MESSAGE = 10 * 1024 * 1024
IDLE_S = 60
REFUSED_RECIPIENT = "550 5.1.1 <{}>: Recipient address rejected: User unknown"
DEFERRED_RECIPIENT = "451 4.7.1 <{}>: Greylisted, please try again later"
REFUSED_MESSAGE = "554 5.7.1 Message rejected as spam"
ACCEPTED = "250 OK"


class Handler:
    """What aiosmtpd asks at each step of a message."""

    def __init__(self, world: World):
        self._world = world

    async def handle_RCPT(  # noqa: N802 the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accept, refuse (550) or defer (451) one recipient."""
        fault = self._world.faults.take("smtp", "recipient", address)
        if fault is not None:
            deferred = fault.kind.name == "defer_recipient"
            reply = (DEFERRED_RECIPIENT if deferred else REFUSED_RECIPIENT).format(address)
            self._log("recipient", address, reply, fault.kind.name)
            return reply
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(  # noqa: N802 the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, or refuse it (554), or keep it and answer late or not at all."""
        fault = self._world.faults.take("smtp", "message")
        if fault is not None and not fault.accepted:
            self._log("message", ", ".join(envelope.rcpt_tos), REFUSED_MESSAGE, fault.kind.name)
            return REFUSED_MESSAGE
        reply = self._keep(envelope, fault.kind.name if fault else "")
        if fault is not None and fault.kind.name == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault is not None and server.transport is not None:
            cast("asyncio.Transport", server.transport).abort()
        return reply

    def _keep(self, envelope: Envelope, fault: str) -> str:
        state = self._world.state
        content = envelope.content or b""
        mail = read_mail(
            state.new_id(),
            state.clock(),
            envelope.mail_from or "",
            tuple(envelope.rcpt_tos),
            content.encode() if isinstance(content, str) else content,
        )
        state.mails.put(mail)
        reply = f"250 2.0.0 OK: queued as {mail.id}"
        self._log("message", ", ".join(mail.recipients), reply, fault)
        return reply

    def _log(self, op: str, address: str, reply: str, fault: str) -> None:
        state = self._world.state
        status = int(reply[:3])
        state.log(
            CallEntry(
                state.new_id(), state.clock(), "smtp", op, "SMTP", address, status, reply, fault
            )
        )


class Mute(asyncio.Protocol):
    """A connection that is accepted and hears nothing, not even a greeting."""


class MailServer:
    """The listening socket, which can be closed and opened again on the same port."""

    def __init__(self, world: World, host: str, port: int):
        self._world = world
        self._host = host
        self.port = port
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; with port 0 a free one is chosen and kept."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, self._host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening; messages under way are finished."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def obey(self) -> None:
        """Close or open according to the faults in force."""
        down = self._world.faults.standing("smtp", "connect", "down") is not None
        if down and self._server is not None:
            await self.close()
        elif not down and self._server is None:
            await self.open()

    def _protocol(self) -> asyncio.BaseProtocol:
        if self._world.faults.take("smtp", "connect"):
            return Mute()
        return SMTP(
            Handler(self._world),
            hostname="sandbox.invalid",
            ident="Sandbox",
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            timeout=IDLE_S,
            loop=asyncio.get_running_loop(),
        )
