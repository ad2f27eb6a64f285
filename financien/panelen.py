"""What this room hangs into the pages of others: an entry in the navigation."""

from financien.permissions import INZIEN
from swv.panelen import Menu, menus

menus.append(Menu("Sturen", "Financiën", "financien:overzicht", INZIEN, 62))
