"""`python -m pipelines.local.unfinished_runs`: fails the runs that an earlier `apo up` took with it.

Why: Dagster goes on to believe that they run, and sensors that wait for them would wait for ever. Only the
one that holds the home may do this, for it knows that nobody else runs anything.
"""

import sys

import dagster as dg

_TAKEN = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


def fail_unfinished(instance: dg.DagsterInstance) -> int:
    """How many there were; queued ones are left, for they will be run."""
    runs = instance.get_runs(filters=dg.RunsFilter(statuses=_TAKEN))
    for run in runs:
        instance.report_run_failed(run, "Everything was stopped while this run was under way.")
    return len(runs)


def main() -> None:
    with dg.DagsterInstance.get() as instance:
        if count := fail_unfinished(instance):
            sys.stdout.write(f"{count} unfinished runs of an earlier `apo up` are marked as failed\n")


if __name__ == "__main__":
    main()
