"""Questions that many answer at one time, for places of their own."""
