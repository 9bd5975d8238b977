"""The drop folder: a file that appears in `submissions` of the home is loaded.

Write it under a name that ends in `.part` and rename it when it is whole.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg

from pipelines.defs.question_banks.assets import BankFiles, submission
from pipelines.defs.question_banks.job import load_banks
from pipelines.stores.submitted_files import content_sha256

UNFINISHED = ".part"


@dg.sensor(job=load_banks, minimum_interval_seconds=5, default_status=dg.DefaultSensorStatus.RUNNING)
def dropped_banks(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    from serving.settings import read_settings

    folder = read_settings().home / "submissions"
    seen: Mapping[str, int] = json.loads(context.cursor or "{}")
    found = {file.name: file.stat().st_mtime_ns for file in _finished(folder)}
    fresh = [folder / name for name, changed_at in found.items() if seen.get(name) != changed_at]
    return dg.SensorResult(run_requests=[_run(file) for file in fresh], cursor=json.dumps(found))


def _finished(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in sorted(folder.iterdir()) if file.is_file() and file.suffix != UNFINISHED)


def _run(file: Path) -> dg.RunRequest:
    config = dg.RunConfig(ops={submission.op.name: BankFiles(files=[str(file.absolute())])})
    return dg.RunRequest(run_key=content_sha256([file]), run_config=config)
