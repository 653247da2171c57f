"""Last touches to the PDF objects: one file that is PDF/A-3a and PDF/UA-1 at once.

WeasyPrint writes either identification, so the second is added to the metadata, which PDF/A wants
described by an extension schema.  It also leaves header cells without their scope, without which
readers cannot tell a column's header from a row's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator

_UA: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
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
   <pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(_document: object, pdf: pydyf.PDF) -> None:
    """Add the PDF/UA-1 identification and the scope of header cells; WeasyPrint calls this."""
    for metadata in _streams(pdf):
        metadata.compress = False
        metadata.stream = [_with_ua(part) for part in metadata.stream]
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            thing.compress = not _ends_like_a_line(thing)
    elements = {thing.reference: thing for thing in pdf.objects if _is_element(thing)}
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = _scope(element, elements)


def _streams(pdf: pydyf.PDF) -> Iterator[pydyf.Stream]:
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
            yield thing


def _ends_like_a_line(stream: pydyf.Stream) -> bool:
    """Return whether the compressed bytes end in a carriage return.

    Before `endstream` it would read as half of the line's end, and the length as one too many.
    One stream in 256 does; it is written uncompressed.
    """
    written: bytes = stream.data
    return written.endswith(b"\r\nendstream")


def _with_ua(part: bytes) -> bytes:
    return part.replace(b"</rdf:RDF>", _UA.encode() + b"</rdf:RDF>", 1)


def _is_element(thing: object) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"


def _scope(cell: Any, elements: dict[bytes, Any]) -> str:  # noqa: ANN401 - pydyf has no types
    """Return Column for a header cell in the table's head, Row for one in its body."""
    parent = elements.get(cell["P"])
    while parent is not None and parent["S"] != "/Table":
        if parent["S"] == "/THead":
            return "/Column"
        parent = elements.get(parent["P"])
    return "/Row"
