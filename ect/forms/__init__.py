"""Input of the ECT pages: parse and check, never save."""
