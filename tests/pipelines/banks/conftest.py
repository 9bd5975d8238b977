"""The real banks are read once for all tests of a file."""

from tests.pipelines.banks.real_banks import listed, one_choice, yes_or_no

__all__ = ["listed", "one_choice", "yes_or_no"]
