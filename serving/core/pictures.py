"""What kind of picture some bytes are."""


def media_type(content: bytes) -> str | None:
    """By content, whatever a name says; None for what is not shown to anybody."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
