"""`python -m tests.bench.training.clients`: many clients of one API, as cheap as Python can make them.

Reads a plan from standard input: host, port, clients, seconds, and the requests, each sent once. Writes how
many were answered with 200, in how many seconds, and the milliseconds of each.
"""

import asyncio
import json
import sys
from time import perf_counter
from typing import Any


async def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    requests = iter([request.encode() for request in plan["requests"]])
    took: list[float] = []
    ends = perf_counter() + plan["seconds"]
    begun = perf_counter()
    await asyncio.gather(
        *(client(plan["host"], plan["port"], requests, took, ends) for _ in range(plan["clients"]))
    )
    seconds = perf_counter() - begun
    json.dump({"answered": len(took), "seconds": seconds, "milliseconds": took}, sys.stdout)


async def client(host: str, port: int, requests: Any, took: list[float], ends: float) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for request in requests:
        sent = perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        now = perf_counter()
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{head.decode()}{body.decode()}")
        took.append((now - sent) * 1000)
        if now > ends:
            break
    else:
        raise SystemExit("There were not enough requests for the time")
    writer.close()


if __name__ == "__main__":
    asyncio.run(main())
