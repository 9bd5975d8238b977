"""What may go wrong with an export: data, no text."""

from dataclasses import dataclass

from serving.core.errors import ProductError


@dataclass
class ExportFiltersMisfit(ProductError):
    """The export has no such filter, or cannot do without the one."""

    filter: str


class ExportNotFound(ProductError):
    """There is no such export, or not any more."""
