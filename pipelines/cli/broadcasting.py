"""Broadcasts by the use cases that every edge has."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipelines.cli.use_cases import operator, run_use_case
from pipelines.refusal import Refusal
from serving.core.broadcasts import errors
from serving.core.broadcasts.broadcasts import Audience, BroadcastId, Button, Channel, Content, Plan
from serving.core.broadcasts.cancel_broadcast import CancelBroadcast
from serving.core.broadcasts.confirm_broadcast import ConfirmBroadcast
from serving.core.broadcasts.count_recipients import CountRecipients
from serving.core.broadcasts.draft_broadcast import DraftBroadcast
from serving.core.broadcasts.keep_picture import KeepPicture
from serving.core.broadcasts.pause_broadcast import PauseBroadcast
from serving.core.broadcasts.preview_broadcast import PreviewBroadcast
from serving.core.broadcasts.resume_broadcast import ResumeBroadcast
from serving.core.broadcasts.schedule_broadcast import ScheduleBroadcast
from serving.core.broadcasts.show_broadcasts import ShowReport
from serving.core.errors import AccountNotFound, ProductError
from serving.settings import read_settings

UseCase = TypeVar("UseCase")
Answer = TypeVar("Answer")

ORDERS: Mapping[str, type[PauseBroadcast] | type[ResumeBroadcast] | type[CancelBroadcast]] = {
    "pause": PauseBroadcast,
    "resume": ResumeBroadcast,
    "cancel": CancelBroadcast,
}
REFUSALS: dict[type[ProductError], str] = {
    errors.BroadcastNotFound: "There is no such broadcast; `apo broadcast draft` says the number of one.",
    errors.BroadcastInState: "The broadcast is {state}, which does not allow this.",
    errors.RecipientsMiscounted: "It would reach {students} students: look at `apo broadcast count` again.",
    errors.NobodyReached: "It would reach nobody: widen the audience or take another channel.",
    errors.NotConfirmed: "Nobody has confirmed it yet.",
    errors.PictureRefused: "The picture is no PNG, JPEG or WebP of 10 MB at most.",
    AccountNotFound: "There is no such account: it is to be registered first.",
}


def draft_from(
    text: str,
    title: str,
    buttons: Sequence[str],
    by: Sequence[Channel],
    audience: Mapping[str, object],
    photo: Path | None = None,
) -> BroadcastId:
    kept = None if photo is None else _kept(photo.read_bytes())
    try:
        written = [Button(text=said, url=url) for said, _, url in (each.partition("=") for each in buttons)]
        content = Content(title=title, text=text, photo=kept, buttons=tuple(written))
        plan = Plan(content, tuple(sorted(set(by))), Audience.model_validate(audience))
    except ValidationError as error:
        raise Refusal("; ".join(str(problem["msg"]) for problem in error.errors()) + ".") from error
    return _run("draft", DraftBroadcast, lambda draft: draft(operator(), plan))


def _kept(picture: bytes) -> str:
    return _run("draft", KeepPicture, lambda keep: keep(operator(), picture))


def preview_to(number: int, email: str) -> None:
    _run("preview", PreviewBroadcast, lambda preview: preview(operator(), BroadcastId(number), email))


def count_lines(number: int) -> list[str]:
    reach = _run("count", CountRecipients, lambda count: count(operator(), BroadcastId(number)))
    channels = [f"  by {channel}: {messages}" for channel, messages in reach.by_channel.items()]
    return [f"{reach.students} students, about {reach.seconds} s", *channels]


def run_at(number: int, students: int, at: datetime | None) -> datetime:
    _run("run", ConfirmBroadcast, lambda confirm: confirm(operator(), BroadcastId(number), students))
    return _run("run", ScheduleBroadcast, lambda schedule: schedule(operator(), BroadcastId(number), at))


def order(number: int, verb: str) -> None:
    _run(verb, ORDERS[verb], lambda give: give(operator(), BroadcastId(number)))


def report_lines(number: int) -> list[str]:
    report = _run("report", ShowReport, lambda show: show(operator(), BroadcastId(number)))
    broadcast = report.broadcast
    lines = [f"{broadcast.state}{f': {broadcast.reason}' if broadcast.reason else ''}"]
    for channel, states in report.counts.items():
        lines.append(f"  by {channel}: " + ", ".join(f"{state} {count}" for state, count in states.items()))
    return lines + [f"  {count} x {error}" for error, count in report.errors.items()]


def moment_of(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise Refusal(f"{written} is no moment: write 2026-09-01T10:00+03:00.") from error
    if moment.tzinfo is None:
        raise Refusal(f"{written} has no zone: write {written}+03:00 for Moscow.")
    return moment


def _run(verb: str, kind: type[UseCase], call: Callable[[UseCase], Awaitable[Answer]]) -> Answer:
    return run_use_case(read_settings(), f"apo broadcast {verb}", kind, call, REFUSALS)
