"""The one way to say that a whole file cannot be read."""

from enum import StrEnum


class Reason(StrEnum):
    """What a program is told; the value never changes its meaning."""

    FILE_MISSING = "file_missing"
    FILE_IS_FOLDER = "file_is_folder"
    FILE_EMPTY = "file_empty"
    FILE_TOO_BIG = "file_too_big"
    FILE_UNREADABLE = "file_unreadable"
    NOT_A_BANK = "not_a_bank"
    NO_QUESTIONS = "no_questions"
    ENCODING_UNKNOWN = "encoding_unknown"
    QUOTES_BROKEN = "quotes_broken"
    SYNTAX_BROKEN = "syntax_broken"
    OLD_FORMAT = "old_format"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    FORMULA = "formula"
    WORKBOOK_BROKEN = "workbook_broken"
    ARCHIVE_BROKEN = "archive_broken"
    ARCHIVE_LEADS_OUTSIDE = "archive_leads_outside"
    ARCHIVE_SWELLS = "archive_swells"
    ARCHIVE_WITHOUT_BANK = "archive_without_bank"
    ARCHIVE_OF_SEVERAL_BANKS = "archive_of_several_banks"
    ARCHIVE_IN_ARCHIVE = "archive_in_archive"
    PHOTO_TWICE = "photo_twice"
    PHOTOS_MISSING = "photos_missing"
    SUBJECT_UNKNOWN = "subject_unknown"
    SUBJECT_MISSING = "subject_missing"
    HEADER_MISSING = "header_missing"
    COLUMN_TWICE = "column_twice"
    COLUMNS_EXCHANGED = "columns_exchanged"
    OPTIONS_IN_ONE_CELL = "options_in_one_cell"
    SEVERAL_SHEETS = "several_sheets"
    KIND_UNPROVEN = "kind_unproven"
    KEY_BASE_UNPROVEN = "key_base_unproven"
    KEY_STYLE_UNPROVEN = "key_style_unproven"
    PROFILE_WRONG = "profile_wrong"
    REPORT_UNWRITABLE = "report_unwritable"


class FileRefused(Exception):
    """Nothing of the file was taken; the text is one sentence for the department."""

    def __init__(self, sentence: str, reason: Reason = Reason.NOT_A_BANK) -> None:
        super().__init__(sentence)
        self.reason = reason

    @property
    def code(self) -> str:
        return self.reason.value
