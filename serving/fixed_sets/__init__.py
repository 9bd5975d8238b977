"""Statistics of questions that everybody was given."""
