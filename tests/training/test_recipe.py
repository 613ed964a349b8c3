import tomllib

import pytest

from gng_desktop import cli
from gng_desktop.training.recipe import RecipeError, load_recipe, parse_recipe

HEAD = 'name = "a"\ntask = "classification"\nrole = "with_background"\n'
SEGMENTER = 'name = "a"\ntask = "segmentation"\nrole = "segmenter"\n'


def test_values_and_defaults():
    recipe = parse_recipe(
        tomllib.loads(
            HEAD
            + "[fit]\nlearning_rate = 1\nepochs = 3\n"
            + '[augmentation]\nzoom = [0.5, 2]\njpeg = [40, 90]\n[data]\nsources = ["x", "y"]\n'
        )
    )
    assert recipe.fit.learning_rate == 1.0
    assert isinstance(recipe.fit.learning_rate, float)
    assert recipe.augmentation.zoom == (0.5, 2.0)
    assert recipe.augmentation.jpeg == (40, 90)
    assert recipe.data.sources == ("x", "y")
    assert (recipe.fit.batch, recipe.fit.patience, recipe.seed) == (16, 10, 42)
    assert recipe.model.backbone == "mobilenet_v2_expanded"
    assert (recipe.model.family, recipe.model.norm_momentum) == ("deeplabv3plus", 0.0)
    assert (recipe.data.share, recipe.data.drop_twins) == ({}, True)
    assert (recipe.fit.device, recipe.fit.mixed_precision) == ("auto", False)


def test_keys_of_newer_recipes():
    recipe = parse_recipe(
        tomllib.loads(
            HEAD.replace("with_background", "background_only")
            + 'stripped_by = "s"\n[model]\nfamily = "pooled"\nnorm_momentum = 0.95\n'
            + "[data]\ndrop_twins = false\n[data.share]\nhair2 = 1\nfasseg6 = 0.25\n"
            + '[fit]\ndevice = "gpu:12"\n'
        )
    )
    assert recipe.role == "background_only"
    assert (recipe.model.family, recipe.model.norm_momentum) == ("pooled", 0.95)
    assert recipe.data.share == {"hair2": 1.0, "fasseg6": 0.25}
    assert recipe.data.drop_twins is False
    assert recipe.fit.device == "gpu:12"


BAD = [
    ('name = "a"\ntask = "segmentation"\n', "role is missing"),
    (HEAD + "colour = 1\n", "colour is not a known field; those here are name, task, role, seed"),
    (HEAD + "[fit]\nepoch = 3\n", "fit.epoch is not a known field; those here are epochs, batch"),
    (HEAD + "[fit]\nepochs = 2.5\n", "fit.epochs must be a whole number, not 2.5"),
    (HEAD + "[fit]\nepochs = true\n", "fit.epochs must be a whole number, not True"),
    (HEAD + "[fit]\nepochs = 0\n", "fit.epochs must be above 0"),
    (HEAD + "[fit]\nbatch = -1\n", "fit.batch must be above 0"),
    (HEAD + "[fit]\nlearning_rate = 0\n", "fit.learning_rate must be above 0"),
    (HEAD + "[fit]\npatience = 0\n", "fit.patience must be above 0"),
    (HEAD + '[fit]\nlearning_rate = "1e-3"\n', "fit.learning_rate must be a number, not '1e-3'"),
    (HEAD + '[fit]\nschedule = "step"\n', "one of 'constant', 'cosine'"),
    (HEAD + '[fit]\nclass_weights = "some"\n', "one of 'none', 'balanced', 'sqrt'"),
    (
        HEAD + '[model]\nbackbone = "vgg16"\n',
        "model.backbone must be .*'mobilenet_v2', .* not 'vgg16'",
    ),
    (HEAD + '[model]\ntransfer = "half"\n', "one of 'none', 'last', 'all'"),
    (HEAD + '[model]\ntransfer = "all"\n', "model.transfer and model.from_run go together"),
    (HEAD + '[model]\nfrom_run = "b"\n', "model.transfer and model.from_run go together"),
    (HEAD + "model = 3\n", "model must be a table"),
    (HEAD + '[data]\nsources = "ffhq"\n', "data.sources must be a list"),
    (HEAD + "[data]\nsources = [1]\n", r"data.sources\[0\] must be text, not 1"),
    (HEAD + "[augmentation]\nzoom = [1]\n", "augmentation.zoom must have 2 entries"),
    (
        HEAD + "[augmentation]\njpeg = [40, 90.5]\n",
        r"augmentation.jpeg\[1\] must be a whole number",
    ),
    (HEAD + "[augmentation]\nflip = 1\n", "augmentation.flip must be true or false, not 1"),
    (HEAD + "[data.share]\nhair2 = 0\n", "data.share.hair2 is 0.0; it must be above 0"),
    (HEAD + "[data.share]\nhair2 = 1.5\n", "data.share.hair2 is 1.5; .* at most 1"),
    (HEAD + '[data.share]\nhair2 = "all"\n', "data.share.hair2 must be a number, not 'all'"),
    (HEAD + "[data]\nshare = 0.5\n", "data.share must be a table, not 0.5"),
    (HEAD + "[data]\ndrop_twins = 1\n", "data.drop_twins must be true or false, not 1"),
    (HEAD + '[fit]\nteacher = "vit"\n', "fit.teacher is for .* with fit.class_weights 'none'"),
    (HEAD + "[fit]\nteacher_share = 0\n", "fit.teacher_share must be above 0"),
    (HEAD + "[model]\nnorm_momentum = 1\n", "model.norm_momentum must be .* below 1"),
    (HEAD + "[model]\nnorm_momentum = -0.1\n", "model.norm_momentum must be at least 0"),
    (HEAD + '[model]\nfamily = "unet"\n', "one of 'deeplabv3plus', 'pooled'"),
    (SEGMENTER + '[model]\nfamily = "pooled"\n', "'pooled' cannot segment; use 'deeplabv3plus'"),
    (HEAD + '[fit]\ndevice = "tpu"\n', "fit.device is 'tpu'; it must be auto, cpu or gpu:N"),
    (HEAD + '[fit]\ndevice = "gpu"\n', "fit.device is 'gpu'; it must be auto, cpu or gpu:N"),
    (HEAD + "[fit]\ndevice = 0\n", "fit.device must be text, not 0"),
    (HEAD.replace("with_background", "background_only"), "stripped_by must name a segmenter's run"),
    (SEGMENTER + 'stripped_by = "s"\n', "stripped_by must name .* none for a segmenter"),
    (HEAD + "[model]\nfull_size = 448\n", "model.full_size needs model.family 'pooled'"),
    (HEAD + '[model]\nfamily = "pooled"\nfull_size = 450\n', "full_size must be a multiple"),
    (HEAD + "[data]\nepoch_images = -1\n", "data.epoch_images must be 0"),
    (HEAD + '[data]\nbalance = "source"\n', "one of 'none', 'class', 'family'"),
    (HEAD + '[augmentation]\nmode = "tile"\n', "one of 'whole', 'crop'"),
    (HEAD.replace("with_", "without_"), "stripped_by must name a segmenter's run"),
    (SEGMENTER.replace("segmenter", "with_background"), "does not fit task 'segmentation'"),
    (HEAD.replace("with_background", "segmenter"), "does not fit task 'classification'"),
    (HEAD.replace("classification", "detection"), "one of 'segmentation', 'classification'"),
    (HEAD.replace("with_background", "judge"), "one of 'segmenter', 'with_background', "),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_bad_recipe_names_the_key(tmp_path, text, sentence):
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=sentence) as caught:
        load_recipe(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_no_toml(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text("name = \n", encoding="utf-8")
    with pytest.raises(RecipeError, match="is not valid TOML"):
        load_recipe(path)
    with pytest.raises(RecipeError, match="cannot be read"):
        load_recipe(tmp_path / "none.toml")


def test_command_line_says_it_in_one_line(tmp_path, capsys):
    path = tmp_path / "bad.toml"
    path.write_text(HEAD + "[fit]\nepochs = 0\n", encoding="utf-8")
    assert cli.run(["train", str(path), "--data", str(tmp_path), "--runs", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{path}: fit.epochs must be above 0.\n"
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD.replace('"a"', '"../a"'), "name is '../a'; use up to 100 letters, digits, "),
        (HEAD.replace('"a"', '""'), "name is ''; use up to 100 letters, digits, "),
        (HEAD + "seed = -1\n", "seed is -1; it must lie in 0 to 2,147,483,647."),
        (HEAD + "[model]\nsize = 7\n", "model.size is 7; it must lie in 32 to 1,024 px."),
        (HEAD + "[fit]\nlearning_rate = nan\n", "fit.learning_rate must be a finite number"),
        (HEAD + "[fit]\nwarmup_epochs = -1\n", "fit.warmup_epochs is -1.0; it must lie in "),
        (HEAD + "[augmentation]\njpeg = [95, 60]\n", "jpeg is [95, 60]; the first must not be "),
        (HEAD + "[augmentation]\nzoom = [0, 0]\n", "augmentation.zoom is [0.0, 0.0]; it must "),
        (HEAD, "data.index is empty; give it a value."),
        (HEAD.encode() + b"# \xff\n", "is not valid TOML"),
    ],
)
def test_a_training_keeps_to_the_limits_that_the_form_has(tmp_path, capsys, text, sentence):
    path, runs = tmp_path / "bad.toml", tmp_path / "runs"
    if isinstance(text, str):
        index = '[data]\nindex = "index.csv"\n' if text != HEAD else ""
        text = (text + index).encode()
    path.write_bytes(text)
    assert cli.run(["train", str(path), "--data", str(tmp_path), "--runs", str(runs)]) == 1
    printed = capsys.readouterr().err
    assert sentence in printed and str(path) in printed and printed.count("\n") == 1
    assert not runs.exists()
