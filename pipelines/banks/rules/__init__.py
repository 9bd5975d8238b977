"""Why a row is rejected, held, warned about or flagged."""
