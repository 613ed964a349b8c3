import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.result import Views
from gng_desktop.casework.case.previews import SIDE, preview_steps, previews, smaller
from gng_desktop.casework.result_files import picture
from gng_desktop.casework.saving import Results
from gng_desktop.explain.methods import Explained
from gng_desktop.imaging.faces import Box


def decoded(data):
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "JPEG"
        return np.asarray(image.convert("RGB"), int)


def large(views, factor, box=None):
    rgb = np.kron(views.rgb, np.ones((factor, factor, 1), np.uint8))
    small = views.network_rgb, views.network_stripped, views.network_mask
    return Views(rgb, *small, box)


def test_small_images_keep_their_size_and_look_as_saved(make_analysis, explained, square):
    analysis = make_analysis(box=square)
    drawn = previews(Results(analysis, (explained,)))
    assert list(drawn) == [
        "original",
        "overlay",
        "stripped",
        "shap-partition.with_background",
        "shap-partition.without_background",
    ]
    shapes = {name: decoded(data).shape[:2] for name, data in drawn.items()}
    assert shapes.pop("original") == (48, 64)
    part = analysis.views.analysed
    assert set(shapes.values()) == {(part.height, part.width)}
    for name in ("overlay", "stripped"):
        expected = part.of(picture(analysis.views, name)).astype(int)
        assert np.abs(decoded(drawn[name]) - expected).mean() < 12


def test_a_small_face_in_a_large_image_is_as_sharp_as_can_be(make_analysis, explained):
    views = large(make_analysis().views, 40, Box(300, 200, 400, 400))
    drawn = previews(Results(make_analysis(views=views), (explained,)))
    shapes = [decoded(data).shape[:2] for data in drawn.values()]
    assert shapes == [(384, 512)] + 4 * [(400, 400)]


@pytest.mark.parametrize("box", [None, Box(300, 200, 1500, 1500)])
def test_large_images_are_reduced_with_everything_in_its_place(make_analysis, box):
    views = large(make_analysis().views, 40, box)
    assert views.rgb.shape == (1920, 2560, 3)
    small = smaller(views, SIDE)
    assert small.rgb.shape == (384, 512, 3)
    whole, reduced = picture(views, "mask"), picture(small, "mask")
    near = np.mean(whole[::5, ::5] == reduced)
    assert near > 0.98
    assert previews(Results(make_analysis(views=views)))["original"]


@pytest.mark.parametrize("size", [(4000, 3), (3, 4000), (1, 1)])
def test_odd_shapes_have_previews_too(make_analysis, size):
    views = make_analysis().views
    rgb = np.zeros((*size, 3), np.uint8)
    box = Box(0, max(0, size[0] - 3), min(3, size[1]), min(3, size[0]))
    odd = replace(views, rgb=rgb, box=box)
    drawn = previews(Results(make_analysis(views=odd)))
    assert max(decoded(drawn["original"]).shape[:2]) == min(512, max(size))
    assert decoded(drawn["overlay"]).shape[:2] == (box.height, box.width)


def test_the_palette_is_that_of_the_maps(make_analysis, explained):
    results = Results(make_analysis(), (explained,))
    one, other = (previews(results, p) for p in ("red-blue", "colour-blind-safe"))
    assert [name for name in one if one[name] != other[name]] == [*one][3:]


def test_without_views_or_complete_maps_nothing_is_drawn(make_analysis, explained):
    assert previews(Results(make_analysis(views=None), (explained,))) == {}
    partial = Explained(tuple(replace(e, complete=False) for e in explained.maps))
    assert len(list(preview_steps(Results(make_analysis(), (partial,))))) == 3
