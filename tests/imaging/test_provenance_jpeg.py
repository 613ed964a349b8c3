"""Quantisation tables, quality and subsampling of JPEG files."""

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging.provenance.jpeg import read_jpeg, standard_tables
from gng_desktop.imaging.reading import open_image
from tests.tiny_data import image_bytes

NOISE = np.random.default_rng(2).integers(0, 256, (32, 48, 3), np.uint8)


def jpeg(mode="RGB", **options):
    image = Image.fromarray(NOISE).convert(mode)
    return read_jpeg(open_image(image_bytes(image, "JPEG", **options)))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_libjpeg_s_own_files_give_their_quality(mode):
    for quality in range(1, 101):
        found = jpeg(mode, quality=quality)
        assert (found.quality, found.standard, found.difference) == (quality, True, 0.0)
        assert found.tables[0] == tuple(standard_tables()[quality - 1, 0].tolist())
    assert found.sentence.endswith("standard ones of libjpeg at quality 100.")


def test_tables_of_one_s_own_are_reported_as_such():
    tables = (standard_tables()[84] + np.arange(64) % 3).tolist()
    found = jpeg(qtables=tables)
    assert not found.standard
    assert abs(found.quality - 85) <= 3
    assert 0 < found.difference < 3
    assert "not the standard ones" in found.sentence
    assert f"quality {found.quality}" in found.sentence
    assert found.to_json()["tables"]["1"] == tables[1]


def test_luminance_and_chrominance_of_different_qualities_are_not_standard():
    tables = [standard_tables()[89, 0].tolist(), standard_tables()[59, 1].tolist()]
    found = jpeg(qtables=tables)
    assert not found.standard and 60 <= found.quality <= 90


def test_subsampling_and_order():
    for name in ("4:4:4", "4:2:2", "4:2:0"):
        assert jpeg(subsampling=name).subsampling == name
    assert jpeg("L").subsampling == "none (greyscale)"
    assert jpeg(progressive=True).progressive and not jpeg().progressive


def test_other_formats_have_no_such_thing():
    assert read_jpeg(open_image(image_bytes(NOISE))) is None
