"""Tables that somebody takes away as a spreadsheet."""
