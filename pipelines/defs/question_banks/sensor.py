"""The drop folder: a file that appears in `inbox` of the home is loaded.

Write it under a name that ends in `.part` and rename it when it is whole.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import dagster as dg

from pipelines.defs.question_banks.assets import BankFiles, submission
from pipelines.defs.question_banks.job import load_banks
from pipelines.stores.submitted_files import content_sha256

INBOX = "inbox"
UNFINISHED = ".part"
OF_OTHER_PROGRAMS = (".", "~$")
"""What the names of their own files begin with."""
FILE_TAG = "apo/file"


@dg.sensor(job=load_banks, minimum_interval_seconds=5, default_status=dg.DefaultSensorStatus.RUNNING)
def dropped_banks(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """A file that cannot be read waits for the next tick, and no other file waits for it."""
    from serving.settings import read_settings

    seen: Mapping[str, int] = json.loads(context.cursor or "{}")
    found: dict[str, int] = {}
    requests: list[dg.RunRequest] = []
    for file in _finished(read_settings().home / INBOX):
        try:
            changed_at = file.stat().st_ctime_ns
            if seen.get(file.name) != changed_at:
                requests.append(_run(file, changed_at))
            found[file.name] = changed_at
        except (OSError, UnicodeError) as error:
            context.log.warning(f"{file.name!a} waits: {error}")
    return dg.SensorResult(run_requests=requests, cursor=json.dumps(found))


def _finished(folder: Path) -> Sequence[Path]:
    """In the order in which they came, so that of two versions of a bank the newer is released last."""
    return sorted(_files(folder), key=lambda file: (_changed_at(file), file.name))


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.is_file() and file.suffix != UNFINISHED and not file.name.startswith(OF_OTHER_PROGRAMS):
            yield file


def _changed_at(file: Path) -> int:
    try:
        return file.stat().st_ctime_ns
    except OSError:
        return 0


def _run(file: Path, changed_at: int) -> dg.RunRequest:
    """The same file put there again is another run: its release may have been rolled back in between."""
    file.name.encode()
    sent = BankFiles(files=[str(file.absolute())], actor=f"{INBOX}: {_owner(file)}", answers=True)
    config = dg.RunConfig(ops={submission.op.name: sent})
    key = f"{content_sha256([file])} {changed_at}"
    return dg.RunRequest(run_key=key, run_config=config, tags={FILE_TAG: file.name})


def _owner(file: Path) -> str:
    try:
        return file.owner()
    except KeyError:  # a user of another machine
        return str(file.stat().st_uid)
