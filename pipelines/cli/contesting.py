"""Contests by the use cases that every edge has."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import ValidationError

from pipelines.cli.use_cases import operator, run_use_case
from pipelines.refusal import Refusal
from serving.core.contests import errors
from serving.core.contests.announce_contest import AnnounceContest
from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import Contest, ContestId, Plan, Row
from serving.core.contests.draft_contest import DraftContest
from serving.core.contests.finish_contest import FinishContest
from serving.core.contests.item_analysis import AnalyseContest, ItemStatistics, TotalStatistics
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.rejudge_contest import RejudgeContest, WeighRejudgement
from serving.core.contests.rejudgement import Moved
from serving.core.contests.show_contests import ListContests, ShowTable
from serving.core.errors import ProductError, SubjectUnknown
from serving.core.leaderboard.windows import MOSCOW
from serving.settings import read_settings

UseCase = TypeVar("UseCase")
Answer = TypeVar("Answer")

ORDERS: Mapping[str, type[CancelContest] | type[FinishContest] | type[PublishResults]] = {
    "cancel": CancelContest,
    "finish": FinishContest,
    "results": PublishResults,
}
REFUSALS: dict[type[ProductError], str] = {
    errors.ContestNotFound: "There is no such contest; `apo contest list` shows those there are.",
    errors.ContestInState: "The contest is {state}, which does not allow this.",
    errors.QuestionsUnfit: "Not live, of another subject or in another contest: questions {questions}.",
    errors.QuestionsTooFew: "Only {found} questions fit the filters.",
    SubjectUnknown: "There is no subject {subject} in the bank.",
}


def draft_of(plan: Mapping[str, object]) -> ContestId:
    try:
        planned = Plan.model_validate(plan)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise Refusal(f"{'; '.join(problems)}.") from error
    return _run("draft", DraftContest, lambda draft: draft(operator(), planned))


def announce_of(number: int) -> int:
    return _run("announce", AnnounceContest, lambda announce: announce(operator(), ContestId(number)))


def order(number: int, verb: str) -> None:
    _run(verb, ORDERS[verb], lambda give: give(operator(), ContestId(number)))


def table_lines(number: int, rows: int) -> list[str]:
    table = _run("standings", ShowTable, lambda show: show(None, ContestId(number), rows))
    return [*map(_row_line, table.top), f"{table.total} take part."]


def rejudgement_lines(number: int, *, apply: bool) -> list[str]:
    kind: type[RejudgeContest] | type[WeighRejudgement] = RejudgeContest if apply else WeighRejudgement
    effect = _run("rejudge", kind, lambda rejudge: rejudge(operator(), ContestId(number)))
    would = "" if apply else "would be "
    head = f"{effect.questions} questions have another key; {effect.answers} answers {would}marked otherwise"
    return [head, *map(_moved_line, effect.moved)]


def analysis_of(number: int) -> tuple[Sequence[ItemStatistics], TotalStatistics]:
    """Slots are the numbers of the questions."""
    found = _run("items", AnalyseContest, lambda analyse: analyse(operator(), ContestId(number)))
    if found.totals is None:
        raise Refusal("Nobody took part in the contest.")
    return found.items, found.totals


def contest_lines(last: int) -> list[str]:
    found = _run("list", ListContests, lambda shown: shown(operator(), None, last))
    return [_contest_line(contest) for contest in found]


def _row_line(row: Row) -> str:
    seconds = "-" if row.seconds is None else f"{row.seconds:.0f} s"
    return f"{row.place}. {row.name or '-'} (student {row.student_id}): {row.points}, {seconds}"


def _moved_line(moved: Moved) -> str:
    before, after = moved.before, moved.after
    changes = f"{before.points} -> {after.points} points, place {before.place} -> {after.place}"
    return f"  student {moved.student_id}: {changes}"


def _contest_line(contest: Contest) -> str:
    plan, schedule = contest.plan, contest.schedule
    state, ends = schedule.state(datetime.now(UTC)), (schedule.starts_at, schedule.ends_at)
    times = (f"{moment.astimezone(MOSCOW):%Y-%m-%d %H:%M}" for moment in ends)
    return f"{contest.id}. {plan.title} ({plan.subject}): {state}, {' - '.join(times)} in Moscow"


def _run(verb: str, kind: type[UseCase], call: Callable[[UseCase], Awaitable[Answer]]) -> Answer:
    return run_use_case(read_settings(), f"apo contest {verb}", kind, call, REFUSALS)
