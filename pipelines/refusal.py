"""The one way to say no to an operator or a department."""


class Refusal(Exception):
    """Its text is one sentence: what is wrong, where, and what to do. A command that ends so exits with 2."""
