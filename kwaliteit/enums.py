"""Choices of the quality room."""

from django.db.models import TextChoices


class Ritme(TextChoices):
    """How often a KPI is looked at."""

    KWARTAAL = "kwartaal", "Elk kwartaal"
    HALFJAAR = "halfjaar", "Elk half jaar"
    JAAR = "jaar", "Elk jaar"
    MEERJAREN = "meerjaren", "Eens in de paar jaar"
