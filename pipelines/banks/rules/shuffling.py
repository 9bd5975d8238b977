"""Options that mean something only beside the others, or in their place."""

import re
from functools import lru_cache

LONGEST_REFERENCE = 300
"""Such options are short; a bound keeps the search linear."""

_ENDING = "(?:ые|ое|ого|ых|ым|о|ый|ая|ой|ому|ыми)?"
_MENTIONED = rf"(?:(?:выше|ниже)?\s?перечисленн?{_ENDING}|(?:выше|ниже)\s?(?:назван|описан|указан)\w*)"
_ANSWERS = r"(?:ответ|вариант|утвержден|высказыван)\w*"
_ALL = r"(?:вс(?:е|его|ем|ех|еми)|люб(?:ой|ое|ому|ого|ом)|каждое|ничего|ничто|никого|ни (?:од|при|про)\w*)"
_MARK = r"[«\"(]?(?:[а-еabcde]|[1-9])[»\")]*"

_REFERENCES = re.compile(
    "|".join(
        (
            rf"\b{_ALL}\b.*\b{_MENTIONED}",
            rf"\b{_ALL}\b.*\b(?:указанн|приведенн|предыдущ)\w*",
            r"\b(?:все|оба|ни один из)\s(?:\w+\s)?(?:ответ|вариант)\w*",
            r"^все (?:это )?(?:не)?верно\b",
            rf"\bнет\s(?:\w+\s)?(?:верн|правильн)\w*\s?(?:{_ANSWERS})?",
            rf"\b(?:верн|правильн)\w*\s(?:{_ANSWERS}\s)?нет\b",
            rf"\b(?:среди|из)\s(?:этих|указанных|приведенных|(?:выше)?перечисленных)\s(?:{_ANSWERS})",
            rf"\b(?:не)?верн\w*\s(?:и\s)?(?:{_ANSWERS}\s)?{_MARK}\s?(?:,\s?и?|и|или)\s?{_MARK}(?:\W|$)",
            rf"\bв {_ANSWERS} {_MARK}",
            r"^друг(?:ой ответ|ое)$",
            r"^и то,? и другое|^ни то,? ни другое",
            r"\b(?:all|none|both|neither|any|either) of (?:the )?(?:above|other|options|answers|these)\b",
        )
    )
)


@lru_cache(maxsize=1 << 16)
def refers_to_others(option: str) -> bool:
    return _REFERENCES.search(option[:LONGEST_REFERENCE].casefold().replace("ё", "е")) is not None
