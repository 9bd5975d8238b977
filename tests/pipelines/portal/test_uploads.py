"""From a file to its findings: what is shown, and to whom."""

import io
from zipfile import ZipFile

from pipelines.portal.parts import Parts
from tests.support.portal import SAMPLES, Visitor
from tests.support.uploaded_files import GEOGRAPHY, MISTAKES, PNG, bank, economics


def test_findings_are_grouped_by_rule_with_the_offending_cell_in_place(geographers: Visitor) -> None:
    page = geographers.upload(MISTAKES)

    assert page.url.path.startswith("/submissions/")
    text = page.text
    for shown in ("строка <strong>2</strong>", "столбец <strong>Верный ответ</strong>", "<mark>5</mark>"):
        assert shown in text
    assert "указывает на вариант, которого нет" in text
    assert "Исправьте номер верного ответа" in text
    assert "Какой океан омывает берега Индии?" in text
    assert "стало: <ins>Азия</ins>" in text


def test_every_row_is_accounted_for(geographers: Visitor) -> None:
    text = geographers.upload(MISTAKES).text

    assert "Всего 17 строк: 4 + 0 + 0 + 1 + 12 + 0." in text
    assert "<strong>4 новых вопроса</strong>" in text


def test_a_question_is_shown_as_a_student_will_see_it(economists: Visitor) -> None:
    page = economists.upload(("bank.csv", bank(economics("Чему равно $\\frac{1}{2}$?", key=2))))
    shown = economists.get(f"{page.url.path}/questions").text

    assert 'aria-label="\\frac{1}{2}"><svg' in shown
    assert "$" not in shown
    assert '<li class="right">семь' in shown
    assert "3 балла" in shown
    assert "Монополия" in shown


def test_nothing_of_a_file_is_markup(economists: Visitor) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page = economists.upload(
        ("<b>bank.csv", bank(economics(hostile), economics(hostile, key=9), economics(f"$x{hostile}$")))
    )
    shown = page.text + economists.get(f"{page.url.path}/questions").text

    assert "&lt;img" in shown
    assert "<img" not in shown
    assert "<b>bank" not in shown


def test_a_picture_is_shown_with_its_question(economists: Visitor) -> None:
    table = bank("7,Что на рисунке?,дом,мост,сад,0,economics,REG,монополия,0").replace(
        b"may_in_subway", b"may_in_subway,photo_url"
    )
    archive = io.BytesIO()
    with ZipFile(archive, "w") as written:
        written.writestr("банк/bank.csv", table + b",house.png")
        written.writestr("банк/картинки/house.png", PNG)
        written.writestr("__MACOSX/._house.png", b"")
    page = economists.upload(("bank.zip", archive.getvalue()))
    shown = economists.get(f"{page.url.path}/questions").text
    address = shown.partition('<img src="')[2].partition('"')[0]
    picture = economists.get(address)

    assert picture.content == PNG
    assert picture.headers["Content-Type"] == "image/png"
    assert economists.get(f"{address[:-64]}{'0' * 64}").status_code == 404


def test_another_department_does_not_see_the_upload(geographers: Visitor, economists: Visitor) -> None:
    path = geographers.upload(GEOGRAPHY).url.path

    for page in ("", "/questions", "/findings/1"):
        assert economists.get(path + page).status_code == 404
    for action in ("publish", "decline"):
        assert economists.submit("/submissions", f"{path}/{action}").status_code == 404
    assert "geography.csv" not in economists.get("/submissions").text
    assert geographers.get(path).status_code == 200


def test_an_upload_that_never_was_is_not_found(geographers: Visitor) -> None:
    for path in ("nonsense", "00000000-0000-0000-0000-000000000000", "%00"):
        page = geographers.get(f"/submissions/{path}")
        assert (page.status_code, "Страницы нет" in page.text) == (404, True)


def test_several_files_are_one_upload(economists: Visitor) -> None:
    first, second = bank(economics("Первый?"), economics("Второй?")), bank(economics("Первый?"))
    page = economists.upload(("one.csv", first), ("two.csv", second))

    assert "one.csv, two.csv" in page.text
    assert "Всего 3 строки: 2 + 0 + 0 + 1 + 0 + 0." in page.text


def test_the_subject_may_be_chosen_at_the_upload(economists: Visitor) -> None:
    unnamed = bank(economics()).replace(b",subject", b"").replace(b",economics", b"")

    assert economists.upload(("bank.csv", unnamed)).status_code == 422
    assert economists.upload(("bank.csv", unnamed), subject="economics").status_code == 200


def test_uploaded_files_stand_where_no_sensor_looks(economists: Visitor, parts: Parts) -> None:
    economists.upload(("bank.csv", bank(economics())))

    assert [path.is_dir() for path in parts.store.folder.iterdir()] == [True]
    [kept] = parts.store.folder.glob("*/banks/bank.csv")
    assert kept.read_bytes() == bank(economics())
    assert len(kept.parents[1].name) == 64


def test_a_long_list_of_findings_has_pages(economists: Visitor) -> None:
    page = economists.upload(("bank.csv", bank(*(economics(f"Вопрос {n}?", key=9) for n in range(60)))))
    assert "Все 60 мест по этому правилу" in page.text

    last = economists.get(f"{page.url.path}/findings/1?page=2")
    assert "2 из 2" in last.text
    assert last.text.count('class="spot"') == 10
    assert economists.get(f"{page.url.path}/findings/99").status_code == 404


def test_a_workbook_of_the_samples_is_read(economists: Visitor) -> None:
    page = economists.upload(SAMPLES / "economics.xlsx")

    assert page.status_code == 200
    assert "<strong>0</strong> отклонено" in page.text


def test_a_profile_beside_the_file_declares_what_it_does_not_prove(economists: Visitor) -> None:
    strange = bank(economics("Сколько?", key=9)).replace(b"ask_text", b"zadanie")
    assert economists.upload(("bank.csv", strange)).status_code == 422

    page = economists.upload(("bank.csv", strange), ("профиль.toml", b'columns.text = "zadanie"'))

    assert page.status_code == 200
    assert "<mark>9</mark>" in page.text
    assert '<p class="muted small context">Сколько?</p>' in page.text
