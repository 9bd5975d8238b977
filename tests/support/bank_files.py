"""Files of departments, as small as they can be."""

from collections.abc import Sequence
from pathlib import Path

HEADER = "question_id,ask_text,answer_1,answer_2,answer_3,right_answer,subject,source,theme,may_in_subway"
GOOD = "{number},Сколько будет {number} умножить на два?,пять,восемь,десять,1,economics,REG,монополия,0"
KEY_OUT_OF_RANGE = (
    "{number},Сколько будет {number} умножить на три?,пять,восемь,десять,9,economics,REG,монополия,0"
)


def write_bank(file: Path, rows: Sequence[str]) -> Path:
    lines = [HEADER, *(row.format(number=number) for number, row in enumerate(rows, 1))]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
