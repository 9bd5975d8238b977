"""`python -m serving.delivery`: e-mails and inboxes of broadcasts, exports, contests, webhooks.

`--check` ends with 0 when a process like this one is at work.
"""

import asyncio
import signal
import sys
from time import monotonic

from dishka import make_async_container
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.broadcasts import Channel
from serving.core.broadcasts.count_recipients import PER_SECOND
from serving.core.broadcasts.gate import Gate
from serving.core.identity import Clock, Origin
from serving.core.webhooks.reach import Reach
from serving.db.locks import is_taken
from serving.db.repositories.deliveries import SqlDeliveries
from serving.db.repositories.export_jobs import SqlExportJobs
from serving.db.repositories.runs import SqlRuns
from serving.delivery.channels import RUNS, deliver, keep_runs
from serving.delivery.contests import keep_contests
from serving.delivery.email_sender import EmailSender
from serving.delivery.exports import ExportWriter
from serving.delivery.webhooks import keep_webhooks
from serving.di import ProcessProvider
from serving.files import Files
from serving.logs import write_logs_as_json
from serving.mail.smtp import smtp_server
from serving.settings import Settings, SettingsError, read_settings
from serving.webhook_secrets import webhook_secrets


def main() -> None:
    try:
        settings = read_settings()
        if sys.argv[1:] == ["--check"]:
            raise SystemExit(0 if asyncio.run(somebody_delivers(settings)) else 1)
        write_logs_as_json("delivery", directory=settings.logs)
        asyncio.run(until_stopped(settings))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


async def until_stopped(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; what is on its way is waited for."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    container = make_async_container(ProcessProvider(), context={Settings: settings})
    engine, clock = await container.get(AsyncEngine), await container.get(Clock)
    runs = SqlRuns(engine, await container.get(Origin), clock)
    writer = ExportWriter(engine, SqlExportJobs(engine, clock), await container.get(Files), clock)
    works = (
        keep_runs(engine, runs),
        writer.keep_writing(),
        keep_contests(engine, clock),
        keep_webhooks(engine, clock, Reach(local=settings.local_webhooks), webhook_secrets(settings)),
    )
    tasks = [asyncio.create_task(work) for work in works]
    if settings.smtp_url is not None:
        sender = EmailSender(smtp_server(settings.smtp_url.get_secret_value()))
        gate = Gate(PER_SECOND[Channel.EMAIL], monotonic, asyncio.sleep)
        tasks.append(asyncio.create_task(deliver(engine, SqlDeliveries(engine, clock), sender, gate)))
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
    failed = [task for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await container.close()
    stopped.cancel()
    for task in failed:
        task.result()


async def somebody_delivers(settings: Settings) -> bool:
    container = make_async_container(ProcessProvider(), context={Settings: settings})
    try:
        return await is_taken(await container.get(AsyncEngine), RUNS)
    finally:
        await container.close()


if __name__ == "__main__":
    main()
