import numpy as np
import pytest

from gng_desktop.explain.map_overlay import heat, pale
from gng_desktop.explain.rendering import colourise


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("palette", ["red-blue", "colour-blind-safe"])
def test_over_the_pale_image_it_looks_as_in_files(make_explanation, directed, palette):
    rng = np.random.default_rng(3)
    image = rng.integers(0, 256, (20, 30, 3), np.uint8)
    values = rng.normal(0, 1, (20, 30)).astype(np.float32)
    if not directed:
        values = np.abs(values)
    explanation = make_explanation(values, image, directed=directed)
    layer = heat(explanation, 1.2, palette).astype(float)
    shown = pale(image) * (1 - layer[..., 3:] / 255) + layer[..., :3]
    np.testing.assert_allclose(shown, colourise(explanation, 1.2, palette), atol=2)


def test_colours_never_exceed_the_opacity(make_explanation):
    # Otherwise Qt, which takes them as multiplied, would draw light.
    layer = heat(make_explanation(np.linspace(-5, 5, 64).reshape(8, 8)), 1.0)
    assert (layer[..., :3] <= layer[..., 3:]).all()
    assert layer[..., 3].max() == round(0.9 * 255)


def test_needs_a_limit(make_explanation):
    with pytest.raises(ValueError, match="above 0"):
        heat(make_explanation(np.zeros((2, 2))), 0.0)
