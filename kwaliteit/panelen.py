"""What this room hangs into the navigation, and what its pages are called in the trail."""

from swv.panelen import Menu, menus, paginanamen

menus += [Menu("Sturen", "Kwaliteit", "kwaliteit:dashboard", "kengetal.inzien", 60)]
paginanamen |= {
    "kwaliteit:kengetal": "Rijen achter een kengetal",
    "kwaliteit:uitvoer": "Rijen achter een kengetal, als bestand",
}
