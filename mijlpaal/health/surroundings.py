"""What lies outside: the outbox folder or mail server, and the embedded Prefect."""

import socket
from importlib.metadata import PackageNotFoundError, version

from flows.locks import holder_of
from flows.settings import FlowSettings
from flows.workplace import Workplace
from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from models.errors import MijlpaalError
from notifications.settings import MailChannel, MessageSettings, WebhookChannel

_PATIENCE_SECONDS = 3
_LOOPBACK = "127.0.0.1"


def mail(workplace: Workplace, call: Call) -> Check:
    """Look whether messages can leave: the outbox folder, or the mail server."""
    part = call.say("post", "mail")
    settings = workplace.messages
    if settings.mail_channel is MailChannel.SMTP:
        return _mail_server(settings, call)
    try:
        workplace.channels()
    except MijlpaalError as problem:
        return Check(part, Level.ERROR, problem.say(call.language))
    folder = settings.outbox_folder.absolute()
    nl, en = f".eml-bestanden in {folder}", f".eml files in {folder}"
    return Check(part, Level.OK, call.say(nl, en))


def webhooks(workplace: Workplace, call: Call) -> Check:
    """Look whether webhooks can leave: the outbox folder, or signed over HTTP."""
    settings = workplace.messages
    if settings.webhook_channel is WebhookChannel.FOLDER:
        folder = settings.outbox_folder.absolute()
        nl, en = f".json-bestanden in {folder}", f".json files in {folder}"
        return Check("webhooks", Level.OK, call.say(nl, en))
    try:
        workplace.channels()
    except MijlpaalError as problem:
        return Check("webhooks", Level.ERROR, problem.say(call.language))
    return Check("webhooks", Level.OK, call.say("worden ondertekend", "are signed"))


def prefect(settings: FlowSettings, call: Call) -> Check:
    """Look whether Prefect is installed and its port is free, or held by our own clock."""
    try:
        release = version("prefect")
    except PackageNotFoundError:
        remedy = call.say(
            "make install, of mijlpaal run --direct", "make install, or mijlpaal run --direct"
        )
        return Check(
            "Prefect", Level.ERROR, call.say("niet geïnstalleerd", "not installed"), remedy
        )
    clock = holder_of(settings.clock_lock)
    if clock is not None:
        nl, en = (
            f"{release}, de klok loopt (proces {clock.pid})",
            f"{release}, clock runs ({clock.pid})",
        )
        return Check("Prefect", Level.OK, call.say(nl, en))
    if _answers(_LOOPBACK, settings.prefect_port):
        nl = f"poort {settings.prefect_port} is bezet door een ander programma"
        en = f"port {settings.prefect_port} is taken by another program"
        remedy = call.say("kies een andere met MIJLPAAL_PREFECT_PORT", "set MIJLPAAL_PREFECT_PORT")
        return Check("Prefect", Level.ATTENTION, call.say(nl, en), remedy)
    nl, en = (
        f"{release}, poort {settings.prefect_port} vrij",
        f"{release}, port {settings.prefect_port} free",
    )
    return Check("Prefect", Level.OK, call.say(nl, en))


def _mail_server(settings: MessageSettings, call: Call) -> Check:
    part = call.say("post", "mail")
    server = f"{settings.smtp_host}:{settings.smtp_port}"
    if _answers(settings.smtp_host, settings.smtp_port):
        return Check(part, Level.OK, call.say(f"{server} antwoordt", f"{server} answers"))
    finding = call.say(f"{server} antwoordt niet", f"{server} does not answer")
    remedy = call.say(
        "controleer MIJLPAAL_SMTP_HOST en MIJLPAAL_SMTP_PORT",
        "check MIJLPAAL_SMTP_HOST and MIJLPAAL_SMTP_PORT",
    )
    return Check(part, Level.ERROR, finding, remedy)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=_PATIENCE_SECONDS):
            return True
    except OSError:
        return False
