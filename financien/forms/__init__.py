"""Input of the money pages: parse and check, never save."""
