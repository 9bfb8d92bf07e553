"""Reading our PDFs back, for tests."""

from io import BytesIO

from pypdf import PdfReader


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without spaces and line ends, which a reader guesses."""
    return "".join(text.split())
