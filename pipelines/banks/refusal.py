"""The one way to say that a whole file cannot be read."""


class FileRefused(Exception):
    """Nothing of the file was taken; the text is one sentence for the department."""
