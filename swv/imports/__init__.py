"""Staged imports: a file is loaded, checked, applied and, when it was wrong, undone as one batch.

`bestand` reads a CSV file without trusting it, `tabel` an Excel sheet too, `tijdelijk` streams it into a
temporary table, `runs` keeps the phases of an Importrun. What the rows mean is up to the room that imports.
"""
