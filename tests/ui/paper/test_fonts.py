"""Every shipped font draws what it says it covers, and gives the same glyphs in every process."""

import pytest

from ui.paper.embedding import FIRST_PRIVATE
from ui.paper.fonts import BOLD, FOLDER, REGULAR, face, face_for, fallbacks

NAMES = {
    "Gaelic": "Màiri NicDhòmhnaill",
    "Welsh": "Ŵyn Llŷr",
    "Polish": "Łucja Żółć",
    "Vietnamese": "Đặng Thị Ngọc Ạnh",
    "Greek": "Ελένη",
    "Cyrillic": "Владимир Щербаков",
    "Arabic": "محمد",
    "Urdu": "نسیم گڑھی",
    "Hebrew": "שָׁלוֹם",
    "Devanagari": "श्रीवास्तव",
    "Bengali": "চট্টোপাধ্যায়",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ",
    "Gujarati": "ગુજરાતી",
    "Tamil": "தமிழ்ச்செல்வி",
    "Sinhala": "සිංහල",
    "Thai": "สมชาย น้ำ",
    "Ethiopic": "አበበ በቀለ",
    "Georgian": "ქართული",
    "Armenian": "Հայաստան",
    "Burmese": "မြန်မာ",
    "Khmer": "ខ្មែរ",
    "Tibetan": "བོད་",
    "Chinese": "王小明",
    "Japanese": "山田あゆみ",
    "Korean": "김민준 힣",
    "Emoji": "😀👍🏽",
    "Signs": "✓✕▲◆●○→×−",
}


@pytest.mark.parametrize("script", NAMES)
def test_every_script_has_a_font(script: str) -> None:
    """Each character of each name has a glyph, in bold text as well."""
    for char in NAMES[script]:
        assert face_for(char, bold=False)
        assert face_for(char, bold=True)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_reportlab_reads_every_font_as_harfbuzz_does(path: object) -> None:
    """What a font covers by HarfBuzz has a glyph by ReportLab; else a name would print as boxes."""
    font = face(getattr(path, "stem", ""))
    known = font.reportlab.face.charToGlyph
    assert font.coverage
    assert all(known.get(code) for code in font.coverage if code > 0x20)


def test_figures_are_tabular() -> None:
    """Figures of both weights are equally wide, so that columns of figures align."""
    for name in (REGULAR, BOLD):
        assert len({face(name).advance(figure) for figure in "0123456789"}) == 1


def test_arabic_letters_join() -> None:
    """Three times the same letter, joined: its first, middle and last forms differ."""
    (font,) = {face_for(char, bold=False) for char in "ههه"}
    assert font
    drawn = font.shape("ههه", rtl=True)
    assert len({font.reportlab.face.charToGlyph[ord(glyph.char)] for glyph in drawn}) == 3


def test_right_to_left_glyphs_stand_from_the_left() -> None:
    """The first letter of a Hebrew word is the last glyph drawn."""
    font = face_for("א", bold=False)
    assert font
    assert [glyph.char for glyph in font.shape("אבג", rtl=True)] == ["ג", "ב", "א"]


def test_a_conjunct_is_one_glyph() -> None:
    """क + virama + ष is drawn as क्ष, not as two letters with a mark."""
    font = face_for("क", bold=False)
    assert font
    assert len(font.shape("क्ष", rtl=False)) == 1


def test_a_glyph_stands_for_the_text_it_was_shaped_from() -> None:
    """The same glyph for the same text has one private character, for another text another."""
    font = face("NotoSansDevanagari-Regular").reportlab
    assert ord(font.known_as(5, "क्ष")) >= FIRST_PRIVATE
    assert font.known_as(5, "क्ष") == font.known_as(5, "क्ष") != font.known_as(5, "x")
    assert font.known_as(font.face.charToGlyph[ord("क")], "क") == "क"


def test_the_main_typeface_comes_first() -> None:
    """Latin and figures are never taken from another font, even where another has them."""
    assert fallbacks()[0].name == REGULAR
    assert {font.name for font in (face_for(char, bold=False) for char in "Aa0£€’–") if font} == {REGULAR}
