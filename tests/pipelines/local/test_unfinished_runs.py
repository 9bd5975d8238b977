import dagster as dg
from dagster._core.test_utils import create_run_for_test

from pipelines.local.unfinished_runs import fail_unfinished


def test_only_runs_that_were_under_way_are_failed() -> None:
    status = dg.DagsterRunStatus
    before = [status.STARTED, status.STARTING, status.CANCELING, status.NOT_STARTED, status.SUCCESS]
    with dg.DagsterInstance.ephemeral() as instance:
        runs = [create_run_for_test(instance, status=one) for one in before]
        assert fail_unfinished(instance) == 3
        after = [found.status for run in runs if (found := instance.get_run_by_id(run.run_id))]
    assert after == [status.FAILURE, status.FAILURE, status.FAILURE, status.NOT_STARTED, status.SUCCESS]
