import pytest

from gng_desktop.modelstore.manifest import BACKBONES as KNOWN
from gng_desktop.modelstore.manifest import FAMILIES as STORED
from gng_desktop.modelstore.manifest import FAMILY_CLASSES
from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.networks.deepfeaturex import CLASSES
from gng_desktop.networks.families import FAMILIES, network
from gng_desktop.networks.finetuned import CUSTOM
from gng_desktop.networks.vit import NAMES

SIZE = 32


def test_a_manifest_may_name_what_can_be_built():
    assert set(STORED) == set(FAMILIES)
    assert FAMILY_CLASSES == CLASSES
    assert set(KNOWN) == {*BACKBONES, *NAMES, CUSTOM}


@pytest.fixture(scope="module")
def segmenter():
    return network("segmentation", "deeplabv3plus", "mobilenet_v2", SIZE)


def test_networks(segmenter):
    assert segmenter.output_shape == (None, SIZE, SIZE, 14)
    five = network("segmentation", "deeplabv3plus", "mobilenet_v2", SIZE, classes=5)
    assert five.output_shape == (None, SIZE, SIZE, 5)
    published = network("classification", "deeplabv3plus", "mobilenet_v2", SIZE)
    pooled = network("classification", "pooled", "mobilenet_v2", SIZE)
    assert published.output_shape == pooled.output_shape == (None, 1)
    assert pooled.count_params() < published.count_params()
    assert "aspp_project" in {layer.name for layer in published.layers}


@pytest.mark.parametrize("task", ["segmentation", "classification"])
def test_activation_reaches_the_core(task):
    model = network(task, "deeplabv3plus", "mobilenet_v2", SIZE, "relu")
    added = [layer.name for layer in model.layers if layer.name.endswith("_relu")]
    assert sum(name.startswith(("aspp", "decoder")) for name in added) == 9


def test_wider_taps_of_the_same_backbone(segmenter):
    wide = network("segmentation", "deeplabv3plus", "mobilenet_v2_expanded", SIZE)
    assert [m.get_layer("aspp_rate1").kernel.shape[2] for m in (segmenter, wide)] == [96, 576]
    assert [m.get_layer("decoder_low").kernel.shape[2] for m in (segmenter, wide)] == [24, 144]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("segmentation", "pooled", "mobilenet_v2", SIZE), "segment with deeplabv3plus"),
        (("classification", "unet", "mobilenet_v2", SIZE), "'unet' is unknown; choose one of deep"),
        (("classification", "pooled", "vgg16", SIZE), "'vgg16' is unknown; choose one of mobile"),
    ],
)
def test_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        network(*arguments)
