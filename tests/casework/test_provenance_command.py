"""``gng-desktop provenance``: sentences for people, JSON for programs, exit codes."""

import json

import pytest
from PIL import Image, PngImagePlugin

from gng_desktop.cli import run
from tests.tiny_data import exif_of_place


@pytest.fixture
def image(tmp_path):
    """A PNG with settings of a generator, a position, and a suffix that does not fit."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", "a face\x1b[31m\nSteps: 20, Sampler: Euler, Seed: 1, Size: 64x64")
    path = tmp_path / "face.jpg"
    Image.new("RGB", (64, 64)).save(path, "PNG", pnginfo=texts, exif=exif_of_place())
    return path


def test_sentences_tell_the_place_only_when_asked_for(image, capsys):
    assert run(["provenance", str(image)]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{image}\n")
    assert "SHA-256 " in text and "MD5 " in text
    assert "File type PNG, but the extension .jpg means JPEG." in text
    assert "No Content Credentials." in text
    assert "holds Stable Diffusion settings (Automatic1111 form)" in text
    assert "may be forged" in text
    assert "\x1b" not in text
    assert "GPS data are there and withheld; add --gps" in text
    assert "12.5" not in text
    assert run(["provenance", "--gps", str(image)]) == 0
    text = capsys.readouterr().out
    assert "12.500000, 12.500000" in text and "withheld" not in text


def test_json_is_one_list(image, capsys, tmp_path):
    frames = [Image.new("L", (32, 32), grey) for grey in (0, 255)]
    frames[0].save(tmp_path / "b.jpg", quality=70)
    frames[0].save(tmp_path / "c.gif", save_all=True, append_images=frames[1:])
    assert run(["provenance", str(tmp_path / "c.gif")]) == 0
    assert "The file holds 2 pictures; " in capsys.readouterr().out
    paths = [str(image), str(tmp_path / "b.jpg"), str(tmp_path / "c.gif")]
    assert run(["provenance", "--json", *paths]) == 0
    first, second, third = json.loads(capsys.readouterr().out)
    assert third["facts"]["frames"] == 2
    assert first["facts"]["format"] == "PNG" and first["has_gps"]
    assert {row["value"] for row in first["metadata"] if row["gps"]} == {"withheld"}
    assert second["jpeg"]["estimated_quality"] == 70
    assert run(["provenance", "--json", "--gps", str(image)]) == 0
    (asked,) = json.loads(capsys.readouterr().out)
    assert "12.500000, 12.500000" in {row["value"] for row in asked["metadata"]}


def test_a_jpeg_and_its_thumbnail_words(capsys, tmp_path):
    path = tmp_path / "a.jpeg"
    Image.new("L", (32, 32)).save(path, quality=55, progressive=True)
    assert run(["provenance", str(path)]) == 0
    text = capsys.readouterr().out
    assert "JPEG, progressive, chroma subsampling none (greyscale)." in text
    assert "libjpeg at quality 55" in text
    assert "No generator traces in what was read (EXIF, XMP, IPTC, comments)" in text


def test_what_fails_is_reported_and_the_next_goes_on(image, capsys, tmp_path):
    (tmp_path / "no image.png").write_bytes(b"Dear Sir or Madam")
    paths = [str(tmp_path / "nowhere.png"), str(tmp_path / "no image.png"), str(image)]
    assert run(["provenance", *paths]) == 1
    text = capsys.readouterr().out
    assert "does not exist" in text and "is not an image" in text
    assert text.count("SHA-256 ") == 2
    assert "Automatic1111" in text
    assert run(["provenance"]) == 2
