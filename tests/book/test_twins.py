"""The static form of a figure: what is taken away from Plotly's SVG, and what must stay."""

from pathlib import Path

from helpers.book.twins import Twin, settle

RAW = (
    '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="720" height="400" viewBox="0 0 720 400">'
    '<defs id="defs-8d4aea"><clipPath id="clip8d4aeaxyplot" class="plotclip"><rect width="590" height="692"/></clipPath></defs>'
    '<g clip-path="url(#clip8d4aeaxyplot)"><g class="trace scatter trace944fb4" style="opacity: 1;">'
    '<path d="M12.345,6.789L-100.55,8" style="vector-effect: none; fill: rgb(1, 2, 3); fill-opacity: 0.125; stroke-width: 1.75px"/>'
    '</g></g><text data-unformatted="a&lt;b" x="10.26">8d4aea</text></svg>'
)
TWIN = Twin("a", "{}", 'Radars & "ranges"', "A <map>.", (400, 400), Path())


def test_two_runs_give_the_same_file():
    other = RAW.replace("8d4aea", "0a1b2c").replace("944fb4", "777777").replace(">0a1b2c<", ">8d4aea<")
    assert settle(RAW, TWIN) == settle(other, TWIN)


def test_what_is_seen_stays():
    settled = settle(RAW, TWIN)
    assert 'd="M12.3,6.7L-100.5,8"' in settled
    assert "fill-opacity: 0.125; stroke-width: 1.75px" in settled
    assert 'clip-path="url(#clipxyplot)"' in settled
    assert 'id="clipxyplot"' in settled
    assert ">8d4aea</text>" in settled
    assert "class=" not in settled


def test_title_and_description_are_written_as_text():
    assert "<title>Radars &amp; &quot;ranges&quot;</title><desc>A &lt;map&gt;.</desc>" in settle(RAW, TWIN)
