"""`python -m bot`: the Telegram bot, until SIGINT or SIGTERM; with `--healthy` 0 if one runs already."""

import argparse
import asyncio
import logging
import signal
import sys

import uvloop

from bot.process import run, runs
from bot.updates.only_one import AlreadyRuns
from bot.updates.polling import BotTakenElsewhere
from serving.logs import write_logs_as_json
from serving.settings import SettingsError, read_settings


async def _until_asked_to_stop(host: str) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    settings = read_settings()
    write_logs_as_json("bot", directory=settings.logs)
    logging.getLogger("aiogram.event").setLevel(logging.WARNING)  # each update has a line of ours
    await run(settings, stopping, host)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bot", description="The Telegram bot of APO trainer")
    parser.add_argument("--healthy", action="store_true", help="only look whether the bot runs: 0 if so")
    parser.add_argument("--host", default="127.0.0.1", help="where a webhook listens")
    options = parser.parse_args()
    try:
        if options.healthy:
            raise SystemExit(0 if asyncio.run(runs(read_settings())) else 1)
        uvloop.run(_until_asked_to_stop(options.host))
    except AlreadyRuns:
        sys.stderr.write("bot: another process of this bot runs already; stop it first\n")
        raise SystemExit(2) from None
    except (SettingsError, BotTakenElsewhere) as error:
        sys.stderr.write(f"bot: {error}\n")
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
