import time

import numpy as np
import pytest
from PIL import Image

from gng_desktop.cli import FAILED, run
from gng_desktop.imaging import icc
from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.imaging.classic_views import as_rgb, classic_views
from gng_desktop.imaging.perturbations import jpeg
from tests.tiny_data import image_bytes


def scenery(height=400, width=640):
    """A smooth picture with texture everywhere."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:height, :width]
    noise = rng.normal(0, 12, (height, width, 3))
    base = 120 + 50 * np.sin(x / 31) + 40 * np.cos(y / 23)
    return np.clip(base[..., None] + noise, 0, 255).astype(np.uint8)


def view(key, data):
    ((found_key, found),) = classic_views(data, [key])
    assert found_key == key
    return found


def test_a_part_once_saved_at_another_quality_is_a_ghost():
    rgb = scenery()
    rgb[160:320, 240:400] = jpeg(rgb, 60)[160:320, 240:400]
    ghost = view("ghosts", image_bytes(rgb, "JPEG", quality=95, subsampling=0)).pixels
    assert ghost[176:304, 256:384].mean() > 5 * ghost[:, :200].mean()


def test_error_levels_of_a_part_already_compressed_are_lower():
    rgb = scenery()
    rgb[:, :320] = jpeg(rgb, 90)[:, :320]
    levels = view("ela", image_bytes(rgb)).pixels.astype(float)
    assert levels[:, :300].mean() < 0.6 * levels[:, 340:].mean()


def test_what_repeats_every_four_pixels_is_a_peak_of_the_spectrum():
    rgb = scenery(512, 512)
    rgb[:, ::4] = np.minimum(rgb[:, ::4].astype(int) + 9, 255)
    bright = view("spectrum", image_bytes(rgb)).pixels.mean(axis=2)
    assert bright.shape == (256, 256)
    for column in (128 - 64, 128 + 64):  # a quarter of a cycle per pixel
        around = bright[120:136, column - 8 : column + 9]
        assert bright[128, column] == around.max() > around.mean() + 30


def test_the_residual_is_the_noise_and_flat_where_there_is_none():
    rgb = scenery()
    rgb[:, :320] = 90
    residual = view("residual", image_bytes(rgb)).pixels.astype(int)
    assert (residual[:, :310] == 128).all() and residual[:, 340:].std() > 20


def test_the_histogram_counts_empty_levels():
    found = view("histogram", image_bytes(scenery() // 8 * 8))
    assert found.values["empty"] > 150
    assert "empty" in found.note.format(**found.values)


def test_pixels_are_those_of_the_file_and_the_view_lies_upright_on_the_image():
    rgb = scenery(399, 637)
    exif = Image.Exif()
    exif[274] = 6
    wide = icc.profile("Adobe RGB", icc.ADOBE_RGB, (563 / 256,))
    turned, plain = image_bytes(rgb, exif=exif, icc_profile=wide), image_bytes(rgb)
    assert view("histogram", turned).values == view("histogram", plain).values
    levels = view("levels", turned).pixels
    np.testing.assert_array_equal(levels, np.rot90(view("levels", plain).pixels, -1))


@pytest.fixture(scope="module")
def large():
    return image_bytes(scenery(800, 1280), "BMP")


@pytest.mark.parametrize("key", CLASSIC)
def test_each_is_quick_and_fits(key, large):
    took = []
    for _ in range(3):
        begun = time.thread_time()
        found = view(key, large)
        took.append(time.thread_time() - begun)
    assert not CLASSIC[key].on_image or found.pixels.shape[:2] == (800, 1280)
    assert as_rgb(found.pixels).ndim == 3
    assert min(took) < 0.25  # 0.1 s on a free machine, reading the file included


@pytest.mark.parametrize("shape", [(1, 1), (5, 700), (9, 9)])
def test_tiny_pictures_have_views_too(shape):
    data = image_bytes(np.full((*shape, 3), 7, np.uint8))
    assert dict(classic_views(data, CLASSIC)).keys() == CLASSIC.keys()


def test_the_command_writes_them_and_goes_on_after_a_file_that_is_none(tmp_path, capsys):
    (tmp_path / "no.jpg").write_text("no picture")
    (tmp_path / "a.png").write_bytes(image_bytes(scenery(60, 90)))
    images = [str(tmp_path / name) for name in ("no.jpg", "a.png")]
    out = tmp_path / "out"
    assert run(["views", *images, "--out", str(out), "--views", "ela,histogram"]) == 1
    assert {path.name for path in out.iterdir()} == {"a.ela.png", "a.histogram.png"}
    printed = capsys.readouterr()
    assert CLASSIC["ela"].about in printed.out and "no.jpg: The file is not" in printed.err
    # Nothing is replaced where evidence lies.
    (tmp_path / "a.ela.png").write_bytes(b"evidence")
    assert run(["views", images[1], "--out", str(tmp_path)]) == 1
    assert (tmp_path / "a.ela.png").read_bytes() == b"evidence"


def test_what_cannot_be_viewed_is_named_for_what_it_is(tmp_path, capsys):
    empty, pages, out = tmp_path / "empty.jpg", tmp_path / "pages.tif", tmp_path / "out"
    empty.touch()
    page = Image.new("RGB", (16, 16))
    page.save(pages, save_all=True, append_images=[page])
    assert run(["views", str(empty), "--out", str(out)]) == FAILED
    assert "The file is empty (0 bytes)" in capsys.readouterr().err
    assert run(["views", str(pages), "--frame", "9", "--out", str(out)]) == FAILED
    sentence = "The file holds 2 pictures, so there is no picture 9 in it."
    assert capsys.readouterr().err == f"{pages}: {sentence}\n"


def test_a_spectrum_of_one_window_is_no_mean():
    found = view("spectrum", image_bytes(Image.effect_noise((40, 40), 40)))
    assert found.note.format(**found.values).endswith("; one window of 40 px.")


def test_sides_that_no_jpeg_has_are_one_sentence(tmp_path, capsys):
    paths = [tmp_path / name for name in ("long.png", "well.png")]
    for path, width in zip(paths, (65_497, 24), strict=True):
        Image.new("RGB", (width, 8), (90, 80, 70)).save(path)
    options = ["--out", str(tmp_path), "--views", "ela,ghosts"]
    assert run(["views", *map(str, paths), *options]) == FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert "long.png: Classic views compress the picture as JPEG" in line
    assert (tmp_path / "well.ghosts.png").is_file()
