"""Reports over a quarter: what one contains is registered by the app that owns the content."""

from .soorten import SOORTEN, Hoofdstuk, Rapportagesoort, Tekstvak, Uitvoer, registreer_soort, soort_van

__all__ = ["SOORTEN", "Hoofdstuk", "Rapportagesoort", "Tekstvak", "Uitvoer", "registreer_soort", "soort_van"]
