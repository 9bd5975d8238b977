"""What is sent, and the proof that it comes from us."""

import json
from collections.abc import Mapping
from hashlib import sha256
from hmac import digest

from pydantic import JsonValue

from serving.core.webhooks.events import Happened

PREFIX = "whsec_"


def body_of(delivery_id: int, happened: Happened) -> bytes:
    """The same at every try."""
    told: Mapping[str, JsonValue] = {
        "id": delivery_id,
        "event": happened.event.value,
        "happened_at": happened.at.isoformat(),
        "facts": dict(happened.facts),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(secret: str, delivery_id: int, happened: Happened, timestamp: int) -> Mapping[str, str]:
    """`timestamp`: of this try, in seconds of Unix, so that a receiver can refuse what is old."""
    signed = f"{timestamp}.".encode() + body_of(delivery_id, happened)
    return {
        "Content-Type": "application/json",
        "User-Agent": "apo-trainer",
        "Webhook-Id": str(delivery_id),
        "Webhook-Event": happened.event.value,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": f"sha256={digest(secret.encode(), signed, sha256).hex()}",
    }
