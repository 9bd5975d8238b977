"""The one way to say that a question does not fit into a format."""


class Unwritable(Exception):
    """Nothing was written; the text is one sentence."""
