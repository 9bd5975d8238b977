"""All repairs, in the order in which they are applied: what is seen first, then what it means."""

from collections.abc import Sequence

from pipelines.banks.repairs.repair import Repair
from pipelines.banks.repairs.spacing import invisible_chars, stray_start, whitespace
from pipelines.banks.repairs.spelling import latin_in_cyrillic, theme_typo
from pipelines.banks.repairs.spreadsheet import float_artifact, numbering_prefix

REPAIRS: Sequence[Repair] = (
    invisible_chars,
    whitespace,
    stray_start,
    numbering_prefix,
    float_artifact,
    latin_in_cyrillic,
    theme_typo,
)
