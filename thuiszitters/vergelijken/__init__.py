"""Comparing the register with a list of a school or of leerplicht, without BSN (missie.md, differentiator 8).

`lezen` opens a list and drops what may be a BSN, `kolommen` says which column is what, `velden` reads values,
`koppelen` scores who may be the same, `verschillen` says what the two say differently. Pure: nothing here writes.
"""
