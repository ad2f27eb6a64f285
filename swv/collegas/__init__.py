"""Who of a school has access: invited and ended by its own directeur, or by beheer for all schools."""
