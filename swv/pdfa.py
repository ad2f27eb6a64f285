"""What WeasyPrint leaves open for PDF/A-3a and PDF/UA-1 in one file, mended with pikepdf.

Three gaps (techniek.md section 4): header cells have no /Scope, page numbers in the margins
are tagged as content instead of artifact, and the XMP packet names only one of the two
standards. The packet is written by hand, uncompressed, with the extension schema that PDF/A
asks for the PDF/UA property.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

MAX_DIEPTE = 200
MERK = re.compile(rb"/[A-Za-z0-9]+\s+<<\s*/MCID\s+(\d+)\s*>>\s+BDC")

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:identifier>{kenmerk}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{taal}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titel}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{maker}</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Kenmerken:
    """What the file says about itself; the templates see it as `pdf`."""

    titel: str
    taal: str
    kenmerk: str
    gemaakt_op: datetime

    @property
    def moment(self) -> str:
        """The W3C form that WeasyPrint and XMP share, so that both say the same."""
        return self.gemaakt_op.isoformat(timespec="seconds")


def maak_archiefwaardig(ruw: bytes, kenmerken: Kenmerken) -> bytes:
    """Return `ruw` (tagged, from WeasyPrint) as PDF/A-3a and PDF/UA-1; deterministic."""
    with pikepdf.open(BytesIO(ruw)) as pdf:
        bereikbaar = _zet_scope(pdf)
        _maak_marges_artefact(pdf, bereikbaar)
        maker = str(pdf.docinfo.get("/Producer", ""))
        pakket = XMP.format(
            titel=escape(kenmerken.titel),
            taal=escape(kenmerken.taal),
            kenmerk=escape(kenmerken.kenmerk),
            moment=kenmerken.moment,
            maker=escape(maker),
        )
        pdf.Root.Metadata = pdf.make_stream(pakket.encode(), Type=Name.Metadata, Subtype=Name.XML)
        _sluit_stromen_af(pdf)
        return _bewaar(pdf)


def _bewaar(pdf: pikepdf.Pdf) -> bytes:
    """Write the file, packed in object streams unless one of those would end in a line end itself."""
    for modus in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        uit = BytesIO()
        pdf.save(
            uit,
            deterministic_id=True,
            object_stream_mode=modus,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        if b"\r\nendstream" not in uit.getvalue():
            break
    return uit.getvalue()


def _sluit_stromen_af(pdf: pikepdf.Pdf) -> None:
    """PDF/A counts the bytes of a stream up to the line end before `endstream`.

    One packed stream in 128 ends in such a byte of its own, and validators then count it out. A null
    behind the packed data, which every reader skips, keeps them apart.
    """
    for stroom in pdf.objects:
        if isinstance(stroom, Stream) and stroom.get("/Filter") == Name.FlateDecode:
            inhoud, parms = stroom.read_raw_bytes(), stroom.get("/DecodeParms")
            if inhoud.endswith((b"\r", b"\n")):
                parms = parms if isinstance(parms, Dictionary | Array) else None
                stroom.write(inhoud + b"\0", filter=Name.FlateDecode, decode_parms=parms)


def _elementen(knoop: Object, ouders: tuple[str, ...] = ()) -> Iterator[tuple[Object, tuple[str, ...]]]:
    """Every structure element below `knoop`, with the names of its ancestors."""
    kinderen = knoop.get("/K")
    if len(ouders) > MAX_DIEPTE or kinderen is None:
        return
    for kind in kinderen if isinstance(kinderen, Array) else [kinderen]:
        if isinstance(kind, Dictionary) and "/S" in kind:
            yield kind, ouders
            yield from _elementen(kind, (*ouders, str(kind["/S"])))


def _zet_scope(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Give every header cell its /Scope; return the elements that the reading order reaches."""
    bereikbaar = set()
    for element, ouders in _elementen(pdf.Root.StructTreeRoot):
        bereikbaar.add(element.objgen)
        if element["/S"] == Name.TH:
            element["/A"]["/Scope"] = Name.Column if "/THead" in ouders else Name.Row
    return bereikbaar


def _maak_marges_artefact(pdf: pikepdf.Pdf, bereikbaar: set[tuple[int, int]]) -> None:
    """Page headers and footers hang outside the reading order: mark them as artifacts.

    A page's entry in the parent tree is an array indexed by MCID (ISO 32000-1, 14.7.4.4).
    """
    nummers = pdf.Root.StructTreeRoot.ParentTree.Nums
    per_pagina = {int(nummers[i]): nummers[i + 1] for i in range(0, len(nummers), 2)}
    for pagina in pdf.pages:
        rij = per_pagina[int(pagina.obj["/StructParents"])]
        los = {nummer for nummer, element in enumerate(rij) if element.objgen not in bereikbaar}
        if los:
            inhoud = pagina.obj["/Contents"]
            nieuw = zlib.compress(_met_artefacten(inhoud.read_bytes(), los))
            inhoud.write(nieuw, filter=Name.FlateDecode)
        for nummer in los:
            rij[nummer] = None


def _met_artefacten(inhoud: bytes, los: set[int]) -> bytes:
    """The page content with the marks in `los` turned into artifact marks."""
    return MERK.sub(lambda merk: b"/Artifact BMC" if int(merk[1]) in los else merk[0], inhoud)
