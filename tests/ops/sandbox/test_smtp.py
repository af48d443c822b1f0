"""The mail server, as smtplib meets it."""

import smtplib
import time
from email.message import EmailMessage

import pytest

from ops.sandbox.client import Sandbox
from ops.sandbox.kinds import KINDS, SMTP

ANA, LUIS = "ana.rios@puertoalborada.example", "luis.mora@puertoalborada.example"


def message(to: str = ANA, subject: str = "Vence mañana") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, "no-responder@muni.example", to
    mail["Message-ID"] = "<entrega-1@muni.example>"
    mail.set_content("El compromiso vence mañana.")
    mail.add_alternative("<p>El compromiso <b>vence mañana</b>.</p>", subtype="html")
    return mail


def send(
    sandbox: Sandbox, mail: EmailMessage, *to: str, timeout: float = 5
) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP(sandbox.smtp_host, sandbox.smtp_port, timeout=timeout) as server:
        return server.send_message(mail, to_addrs=to or None)


def test_a_mail_is_kept_with_its_parts(sandbox: Sandbox) -> None:
    assert send(sandbox, message()) == {}

    (mail,) = sandbox.mails(to=ANA)
    assert (mail["subject"], mail["recipients"]) == ("Vence mañana", [ANA])
    assert mail["text"].strip() == "El compromiso vence mañana."
    assert mail["html"].strip() == "<p>El compromiso <b>vence mañana</b>.</p>"
    assert ["Message-ID", "<entrega-1@muni.example>"] in mail["headers"]


def test_mails_are_found_by_who_they_went_to(sandbox: Sandbox) -> None:
    send(sandbox, message(ANA, "Para Ana"))
    send(sandbox, message(LUIS, "Para Luis"))
    send(sandbox, message(ANA, "Para los dos"), ANA, LUIS)

    assert [m["subject"] for m in sandbox.mails(to=LUIS)] == ["Para Luis", "Para los dos"]
    assert len(sandbox.mails()) == 3
    assert sandbox.mails(to="nadie@muni.example") == []


def test_an_address_with_accents_is_taken(sandbox: Sandbox) -> None:
    send(sandbox, message("peña@muni.example"))

    assert len(sandbox.mails(to="peña@muni.example")) == 1


def test_every_kind_of_fault_is_tested() -> None:
    assert {kind.name for kind in KINDS if SMTP in kind.targets} == {
        "refuse_recipient",
        "defer_recipient",
        "refuse_message",
        "lost_response",
        "slow",
        "down",
        "mute",
    }


@pytest.mark.parametrize(("kind", "code"), [("refuse_recipient", 550), ("defer_recipient", 451)])
def test_a_recipient_is_refused_or_deferred(sandbox: Sandbox, kind: str, code: int) -> None:
    sandbox.fault("smtp", kind)

    with pytest.raises(smtplib.SMTPRecipientsRefused) as error:
        send(sandbox, message())

    assert error.value.recipients[ANA][0] == code
    assert sandbox.mails() == []
    assert sandbox.calls("smtp")[0]["status"] == code
    assert send(sandbox, message()) == {}


def test_one_recipient_is_refused_and_the_other_gets_it(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "refuse_recipient", address="luis.mora@", times=None)

    refused = send(sandbox, message(), ANA, LUIS)

    assert list(refused) == [LUIS]
    assert sandbox.mails()[0]["recipients"] == [ANA]


def test_a_message_is_refused(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "refuse_message")

    with pytest.raises(smtplib.SMTPDataError) as error:
        send(sandbox, message())

    assert error.value.smtp_code == 554
    assert sandbox.mails() == []


def test_a_message_is_taken_and_its_answer_lost(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "lost_response")

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(sandbox, message())

    assert len(sandbox.mails()) == 1


def test_a_message_is_taken_and_its_answer_late(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "slow", seconds=0.5)
    begin = time.monotonic()
    send(sandbox, message())

    assert time.monotonic() - begin > 0.5
    assert len(sandbox.mails()) == 1
    assert sandbox.faults() == []


def test_the_server_is_down_until_told_otherwise(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "down")
    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            send(sandbox, message())

    sandbox.clear("smtp")

    assert send(sandbox, message()) == {}


def test_the_server_takes_the_call_and_says_nothing(sandbox: Sandbox) -> None:
    sandbox.fault("smtp", "mute")
    started = time.monotonic()

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        send(sandbox, message(), timeout=1)

    assert time.monotonic() - started >= 1
    assert send(sandbox, message()) == {}
