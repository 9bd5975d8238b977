"""What is not taken, and that nothing of it stays."""

from pipelines.portal.app import MOST_UPLOADED
from pipelines.portal.parts import Parts
from tests.pipelines.banks.sent_files import packed
from tests.support.portal import Visitor
from tests.support.uploaded_files import GEOGRAPHY, PNG, bank, economics


def test_a_subject_without_a_right_is_named_and_nothing_is_kept(economists: Visitor, parts: Parts) -> None:
    page = economists.upload(GEOGRAPHY)

    assert page.status_code == 422
    assert "«География», а права на него у вас нет" in page.text
    assert list(parts.store.folder.iterdir()) == []
    assert "Пока ничего не загружали" in economists.get("/submissions").text


def test_a_rejected_row_of_another_subject_counts_as_well(economists: Visitor) -> None:
    foreign = economics(key=9).replace("economics", "geography")
    assert "«География»" in economists.upload(("bank.csv", bank(economics(), foreign))).text


REFUSED = {
    ("bank.csv", b""): "пуст",
    ("photo.png", PNG): "нет файла с вопросами",
    ("bank.csv", b"a,b\n1,2\n"): "bank.csv",
    ("../../../etc/bank.zip", b"PK\x03\x04 torn"): "bank.zip",
    ("bank.zip", packed(**{"../bank_csv": bank(economics())})): "«../bank.csv» ведёт за пределы архива",
}


def test_what_is_not_a_bank_is_refused_in_one_sentence(economists: Visitor, parts: Parts) -> None:
    for file, sentence in REFUSED.items():
        page = economists.upload(file)
        assert page.status_code == 422
        assert sentence in page.text.partition('role="alert">')[2].partition("</p>")[0]
    assert list(parts.store.folder.iterdir()) == []


def test_no_file_is_asked_for(economists: Visitor) -> None:
    page = economists.submit("/submissions", "/submissions")
    assert (page.status_code, "Выберите файл" in page.text) == (422, True)


def test_more_than_the_limit_is_refused(economists: Visitor) -> None:
    page = economists.upload(("bank.csv", bytes(MOST_UPLOADED + 100_000)))

    assert page.status_code == 413
    assert "не больше 25 МБ" in page.text


def test_files_of_one_name_cannot_be_told_apart(economists: Visitor) -> None:
    twice = economists.upload(("a/bank.csv", bank(economics())), ("b/bank.csv", bank(economics())))
    assert "прислан дважды" in twice.text
