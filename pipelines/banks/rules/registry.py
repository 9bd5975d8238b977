"""All rules of a single row, in the order in which their findings are told."""

from collections.abc import Sequence

from pipelines.banks.rules import keys, lengths, options, pictures, wording
from pipelines.banks.rules.rule import Rule

RULES: Sequence[Rule] = (
    wording.surplus_cells,
    wording.text_missing,
    keys.kind_missing,
    keys.unsupported_kind,
    options.too_few_options,
    options.option_gap,
    options.date_artifact,
    keys.key_missing,
    keys.key_wrong_kind,
    keys.answer_out_of_range,
    options.option_duplicate_right,
    keys.tolerance_wrong,
    keys.points_wrong,
    pictures.picture_not_sent,
    pictures.picture_too_big,
    pictures.picture_wrong_content,
    pictures.picture_promised,
    pictures.picture_missing,
    options.option_duplicate_wrong,
    options.percent_lost,
    options.numbering_prefix_mixed,
    wording.cell_ignored,
    wording.source_missing,
    wording.theme_missing,
    wording.theme_unknown,
    wording.truncated_start,
    wording.mixed_alphabet,
    wording.math_alnum,
    wording.html,
    wording.mojibake,
    wording.replacement_char,
    lengths.text_over_1024,
    lengths.message_over_4096,
    lengths.long_in_subway,
    lengths.photo_in_subway,
    options.shuffle_unsafe,
)
