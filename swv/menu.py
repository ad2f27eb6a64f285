"""What the kernel itself puts in the navigation and in the search."""

from swv.panelen import Menu, menus

menus += [
    Menu("", "Vandaag", "start", "start.inzien", 0),
    Menu("Beheer", "Normen", "normen", "norm.inzien", 90),
]
