"""Places and neighbours."""
