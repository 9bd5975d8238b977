"""The stores and files that `apo backup` and `apo restore` work on."""

from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.backups.backup import Places
from pipelines.cli.progress import say
from pipelines.local.services import services
from serving.files import open_files
from serving.settings import read_settings


@contextmanager
def places(command: str) -> Iterator[Places]:
    settings = read_settings()
    with services(settings, progress=say, command=command) as endpoints:
        yield Places(endpoints, open_files(settings.files), settings.home.absolute())
