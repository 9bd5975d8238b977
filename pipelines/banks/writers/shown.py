"""A text with its picture as HTML that keeps every space of the text."""

from html import escape


def with_picture(text: str, name: str) -> str:
    kept = escape(text, quote=False)
    return f'<div style="white-space: pre-wrap">{kept}</div><img src="@@PLUGINFILE@@/{name}" alt="">'
