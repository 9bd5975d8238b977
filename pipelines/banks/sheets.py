"""Sheets of the workbook and lines of its passport: what is written there and read back."""

QUESTIONS = "Вопросы"
PASSPORT = "Паспорт"
INSTRUCTION = "Инструкция"
LISTS = "Справочники"
FINDINGS = "Проверка"
CORRECTIONS = "Исправить"
WITHOUT_QUESTIONS = (PASSPORT, INSTRUCTION, LISTS, FINDINGS)
"""Examples on «Инструкция» look like questions and are none."""

SUBJECT = "Предмет"
DEPARTMENT = "Кафедра"
CONTACT = "Контакт"
KEY_BASE = "Верные ответы считаются с"
