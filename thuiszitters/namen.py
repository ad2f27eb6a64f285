"""Who does something in a traject, in the words of this SWV."""

from swv.inrichting import zin
from thuiszitters.enums import Uitvoerder

UITVOERDERS = dict(Uitvoerder.choices) | {Uitvoerder.ECT.value: zin("{Het_expertteam}")}
