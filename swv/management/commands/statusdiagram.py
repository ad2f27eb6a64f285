"""`./dev manage statusdiagram`: draw the transition tables into the README of each app."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from swv.statusdiagram import diagrammen, eigen_apps, ingevuld, leesmij, workflows


class Command(BaseCommand):
    help = "Tekent de statusdiagrammen in <app>/README.md; met --controleer alleen vergelijken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--controleer", "--check", action="store_true", help="wijzig niets, meld een verschil"
        )

    def handle(self, *args: Any, controleer: bool, **options: Any) -> None:
        anders = []
        for app in eigen_apps():
            pad = leesmij(app)
            oud = pad.read_text(encoding="utf-8") if pad.exists() else f"# {app.verbose_name}\n"
            nieuw = ingevuld(oud, diagrammen(workflows(app)))
            if nieuw == oud and pad.exists():
                continue
            anders.append(app.name)
            if not controleer:
                pad.write_text(nieuw, encoding="utf-8")
                self.stdout.write(f"{app.name}/README.md bijgewerkt.")
        if controleer and anders:
            raise CommandError(
                f"Het statusdiagram is anders dan de tabel in {', '.join(anders)}. "
                "Voer uit: ./dev manage statusdiagram",
                returncode=1,
            )
        self.stdout.write("De statusdiagrammen kloppen.")
