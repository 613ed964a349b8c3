import numpy as np
import pytest

from gng_desktop.imaging.faces import Box


@pytest.mark.parametrize("name", ["portrait", "crowd"])
def test_views_have_the_size_of_the_image_and_complete_each_other(make_analyser, request, name):
    views = make_analyser().analyse(request.getfixturevalue(name)).views
    assert not {"mask", "face", "stripped", "background_only"} & set(vars(views))  # lazy
    shape = views.rgb.shape
    assert views.mask.shape == views.face.shape == shape[:2]
    assert views.stripped.shape == views.background_only.shape == shape
    assert views.mask.dtype == views.stripped.dtype == np.uint8 and views.face.dtype == bool
    assert np.array_equal(views.stripped + views.background_only, views.rgb)
    assert not (views.stripped[~views.face].any() or views.background_only[views.face].any())
    assert np.array_equal(views.stripped[views.face], views.rgb[views.face])
    assert 0 < views.face.mean() < 1
    assert views.mask is views.mask  # computed once


def test_a_judged_square_lies_where_it_was_taken(make_analyser, crowd):
    views = make_analyser().analyse(crowd).views
    painted = views.rgb[..., 0] > 0
    assert views.box is not None
    assert (views.face == painted).mean() > 0.995
    outside = np.ones(painted.shape, bool)
    views.box.of(outside)[...] = False
    assert not views.mask[outside].any() and not views.stripped[outside].any()
    assert set(np.unique(views.mask)) == {0, 1, 2, 3, 4, 5}


def test_the_mask_tells_the_painted_classes(make_analyser, portrait):
    views = make_analyser().analyse(portrait).views
    assert (views.mask == views.rgb[..., 0] // 18).mean() > 0.95


def test_views_of_one_image_share_its_halvings(make_analyser, crowd):
    analyser = make_analyser()
    whole = analyser.analyse(crowd)
    face = analyser.analyse_part(crowd, whole.views.rgb, Box(301, 153, 160, 160)).views
    face.share(whole.views)
    assert face.pyramid is whole.views.pyramid
    with pytest.raises(ValueError, match="another image"):
        face.share(analyser.analyse(crowd).views)
