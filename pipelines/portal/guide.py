"""How to fill the workbook, and the workbook itself."""

import io

from fastapi import APIRouter, Request
from fastapi.responses import Response

from pipelines.portal import texts
from pipelines.portal.downloads import workbook
from pipelines.portal.errors import NotFound
from pipelines.portal.identity import PortalParts, Reader
from pipelines.portal.rendering import page

router = APIRouter()


@router.get("/help")
def show_help(request: Request, _: Reader) -> Response:
    return page(request, "help.html")


@router.get("/templates/{subject}.xlsx")
def download_template(parts: PortalParts, rights: Reader, subject: str) -> Response:
    from pipelines.banks.template.workbook import template

    if subject not in rights.subjects:
        raise NotFound
    content = io.BytesIO()
    template(parts.subjects[subject]).save(content)
    return workbook(texts.template_name(parts.subjects[subject].title), content.getvalue())
