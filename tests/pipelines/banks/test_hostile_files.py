"""Files that are made to harm are refused in one sentence, and nothing takes long."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from tests.pipelines.banks.released import PICTURE
from tests.pipelines.banks.sent_files import SEEDS, XML, outcome, packed


def xml(head: str, text: str) -> bytes:
    question = f'<question type="essay"><questiontext><text>{text}</text></questiontext></question>'
    return f"<?xml version='1.0'?>{head}<quiz>{question}</quiz>".encode()


LAUGHS = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 9))
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "billion laughs": ("a.xml", lambda: xml(f'<!DOCTYPE q [<!ENTITY a0 "ha">{LAUGHS}]>', "&a8;"), "DTD"),
    "external entity": (
        "a.xml", lambda: xml('<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"), "DTD",
    ),
    "external DTD": ("a.xml", lambda: xml('<!DOCTYPE q SYSTEM "http://127.0.0.1:1/q.dtd">', "x"), "DTD"),
    "deep nesting": ("a.xml", lambda: xml("", "<b>" * 200_000), "глубоко"),
    "not Moodle": ("a.xml", lambda: b"<html/>", "не вопросы Moodle"),
    "not XML": ("a.xml", lambda: b"hello", "испорчен"),
    "cut XML": ("a.xml", lambda: XML.encode()[:-20], "испорчен (строка 1)"),
    "bomb": ("a.zip", lambda: packed(bank_gift=b" " * 30_000_000), "слишком большой"),
    "archive in archive": ("a.zip", lambda: packed(bank_gift=b"x{T}", more_zip=packed()), "другой архив"),
    "disguised archive": ("a.zip", lambda: packed(bank_gift=packed(a_gift=b"x{T}")), "не книга Excel"),
    "no bank": ("a.zip", lambda: packed(a_png=PICTURE), "нужен один файл"),
    "two banks": ("a.zip", lambda: packed(a_gift=b"x{T}", b_csv=b"x"), "нужен один файл"),
    "empty archive": ("a.zip", packed, "нужен один файл"),
    "many entries": ("a.zip", lambda: packed(**{f"f{n}": b"" for n in range(10_001)}), "больше 10000 файлов"),
    "no questions": ("a.gift", lambda: b"// nothing", "нет ни одного вопроса"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_sent_to_harm_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    file, content, reason = HOSTILE[name]
    sentence = outcome(tmp_path, file, content())
    assert reason in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(SEEDS["bank.zip"])
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "паролем" in outcome(tmp_path, "a.zip", bytes(content))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.gift", "\\"), ("a.gift", "{"), ("a.gift", "{="), ("a.gift", "::"), ("a.gift", "[tag:"),
        ("a.gift", "\n// "), ("a.txt", "A. "), ("a.aiken", "\nA. a"), ("a.gift", "[html]<"),
        ("a.gift", "%1%"), ("a.gift", "->="), ("a.xml", "<!--"), ("a.xml", "<![CDATA["),
        ("a.xml", "&"), ("a.xml", "<a b='"),
    ],
)  # fmt: skip
def test_a_long_row_of_one_sign_takes_no_time(tmp_path: Path, name: str, part: str) -> None:
    began = process_time()
    outcome(tmp_path, name, (part * (1_000_000 // len(part))).encode())
    assert process_time() - began < 10


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<a b='", '<a "', "&#", "<sup>", "<pre>", "&amp", "</", "<![", "a=''"]
)
def test_long_and_broken_markup_takes_no_time(tmp_path: Path, part: str) -> None:
    began = process_time()
    outcome(
        tmp_path, "a.gift", f"[html]{part * (300_000 // len(part))} <img src".replace("=", "\\=").encode()
    )
    assert process_time() - began < 10
