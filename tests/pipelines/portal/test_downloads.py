"""Workbooks that a department takes away."""

import io

from openpyxl import load_workbook

from tests.support.portal import Visitor
from tests.support.uploaded_files import MISTAKES


def test_the_workbook_comes_back_with_marks(geographers: Visitor) -> None:
    path = geographers.upload(MISTAKES).url.path
    answer = geographers.get(f"{path}/answers/1.xlsx")

    assert "mistakes%20%E2%80%94" in answer.headers["Content-Disposition"]
    assert "Проверка" in load_workbook(io.BytesIO(answer.content)).sheetnames
    assert geographers.get(f"{path}/answers/2.xlsx").status_code == 404


def test_the_empty_workbook_is_that_of_an_own_subject(geographers: Visitor) -> None:
    book = load_workbook(io.BytesIO(geographers.get("/templates/geography.xlsx").content))

    assert "Вопросы" in book.sheetnames
    assert geographers.get("/templates/economics.xlsx").status_code == 404
    assert geographers.get("/templates/nothing.xlsx").status_code == 404
