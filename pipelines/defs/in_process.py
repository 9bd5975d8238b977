"""A job run in the calling process, as the operator's commands do."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from uuid import uuid4

import dagster as dg

from serving.logs import logger_named

JOBS = "pipelines.jobs"
"""The logger with a line for every run."""

QUIET = {"console": {"config": {"log_level": "CRITICAL"}}}


@dataclass(frozen=True, slots=True)
class Finished:
    """A run whose steps have succeeded, up to a blocking check that has stopped it."""

    run: dg.ExecuteInProcessResult

    def count(self, asset: dg.AssetKey, name: str) -> int:
        """The whole number that the asset reported under the name."""
        for event in self.run.get_asset_materialization_events():
            if event.asset_key == asset:
                value = event.step_materialization_data.materialization.metadata[name].value
                assert isinstance(value, int)
                return value
        raise LookupError(f"{asset.to_user_string()} was not materialized")

    def passed(self, check: str) -> bool:
        evaluations = self.run.get_asset_check_evaluations()
        return all(each.passed for each in evaluations if each.check_name == check)

    def blocking(self) -> Sequence[dg.AssetCheckEvaluation]:
        """The failed checks that have stopped the run."""
        return [
            each
            for each in self.run.get_asset_check_evaluations()
            if each.blocking and not each.passed and each.severity is dg.AssetCheckSeverity.ERROR
        ]

    def seconds(self) -> dict[str, float]:
        """Of each step, by its name."""
        steps = [event for event in self.run.all_events if event.is_step_success]
        return {str(event.step_key): event.step_success_data.duration_ms / 1000 for event in steps}


def run_here(
    job: dg.JobDefinition,
    progress: Callable[[str], None],
    config: Mapping[str, dg.Config] | None = None,
    tags: Mapping[str, str] | None = None,
    *,
    recorded: bool = True,
) -> Finished:
    """`progress` gets what the assets log; `config` is by the name of the op.

    Raises what the first failed step raised; a blocking check that fails is an answer, not an error.
    """
    raised: list[BaseException] = []
    started = perf_counter()
    run_id = str(uuid4())
    with _instance(recorded) as instance:
        instance.add_event_listener(run_id, _telling(progress))
        run = job.with_hooks({_remembering(raised)}).execute_in_process(
            instance=instance,
            run_id=run_id,
            tags=dict(tags or {}),
            run_config=dg.RunConfig(ops=dict(config or {}), loggers=QUIET),
            raise_on_error=False,
        )
    logger_named(JOBS).info(
        "run",
        job=job.name,
        request_id=run_id,
        outcome="ok" if run.success else "failed",
        milliseconds=round((perf_counter() - started) * 1000, 2),
    )
    finished = Finished(run)
    if raised and not finished.blocking():
        raise raised[0]
    return finished


def _instance(recorded: bool) -> dg.DagsterInstance:
    """Dagster's storage takes twice as long to write all that happened as it takes to publish."""
    known = recorded and os.environ.get("DAGSTER_HOME")
    return dg.DagsterInstance.get() if known else dg.DagsterInstance.ephemeral()


def _telling(progress: Callable[[str], None]) -> Callable[[dg.EventLogEntry], None]:
    def tell(entry: dg.EventLogEntry) -> None:
        if entry.dagster_event is None and entry.level == logging.INFO:
            progress(entry.user_message)

    return tell


def _remembering(raised: list[BaseException]) -> dg.HookDefinition:
    """Dagster's result keeps the text of an exception only; callers tell errors by their class."""

    @dg.failure_hook(name="remember_exception")
    def remember(context: dg.HookContext) -> None:
        if context.op_exception is not None:
            raised.append(context.op_exception)

    return remember
