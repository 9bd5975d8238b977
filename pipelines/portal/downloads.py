"""Workbooks that the browser saves."""

from urllib.parse import quote

from fastapi.responses import Response

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name: str, content: bytes) -> Response:
    """`name` may be in Russian."""
    return Response(
        content,
        media_type=WORKBOOK,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )
