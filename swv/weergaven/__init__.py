"""Saved and shared views of lists; a list makes itself known with `registreer` (register.py)."""
