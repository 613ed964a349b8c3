import tomllib

import pytest

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
    ('name = "a"\ntask = "segmentation"', "role is missing"),
    (HEAD + "colour = 1", "colour is not a known field; those here are name, task, role, seed"),
    (HEAD.replace("classification", "detection"), "one of 'segmentation', 'classification'"),
    (HEAD.replace("with_background", "judge"), "one of 'segmenter', 'with_background', "),
    (HEAD.replace("with_background", "segmenter"), "does not fit task 'classification'"),
    (HEAD.replace("with_", "without_"), "stripped_by must name a segmenter's run"),
    (SEGMENTER + 'stripped_by = "s"', "stripped_by must name .* none for a segmenter"),
    (SEGMENTER + '[model]\nfamily = "pooled"', "'pooled' cannot segment; use 'deeplabv3plus'"),
    (HEAD + "model = 3", "model must be a table"),
    *[
        (f"{HEAD}[{part}]\n{line}", sentence)
        for part, line, sentence in (
            ("fit", "epoch = 3", "fit.epoch is not a known field; those here are epochs, batch"),
            ("fit", "epochs = 2.5", "fit.epochs must be a whole number, not 2.5"),
            ("fit", "epochs = true", "fit.epochs must be a whole number, not True"),
            ("fit", "epochs = 0", "fit.epochs must be above 0"),
            ("fit", "batch = -1", "fit.batch must be above 0"),
            ("fit", "learning_rate = 0", "fit.learning_rate must be above 0"),
            ("fit", "patience = 0", "fit.patience must be above 0"),
            ("fit", 'learning_rate = "1"', "fit.learning_rate must be a number, not '1'"),
            ("fit", 'schedule = "step"', "one of 'constant', 'cosine'"),
            ("fit", 'class_weights = "some"', "one of 'none', 'balanced', 'sqrt'"),
            ("fit", 'teacher = "vit"', "fit.teacher is for .* with fit.class_weights 'none'"),
            ("fit", "teacher_share = 0", "fit.teacher_share must be above 0"),
            ("fit", 'device = "tpu"', "fit.device is 'tpu'; it must be auto, cpu or gpu:N"),
            ("fit", 'device = "gpu"', "fit.device is 'gpu'; it must be auto, cpu or gpu:N"),
            ("fit", "device = 0", "fit.device must be text, not 0"),
            ("model", 'backbone = "vgg16"', "model.backbone must be .*'mobilenet_v2', .*'vgg16'"),
            ("model", 'transfer = "half"', "one of 'none', 'last', 'all'"),
            ("model", 'transfer = "all"', "model.transfer and model.from_run go together"),
            ("model", 'transfer = "all"\nfrom_run = "a"', "start from itself; rename 'a'"),
            ("model", 'from_run = "b"', "model.transfer and model.from_run go together"),
            ("model", "norm_momentum = 1", "model.norm_momentum must be .* below 1"),
            ("model", "norm_momentum = -0.1", "model.norm_momentum must be at least 0"),
            ("model", 'family = "unet"', "one of 'deeplabv3plus', 'pooled'"),
            ("model", "full_size = 448", "model.full_size needs model.family 'pooled'"),
            ("model", 'family = "pooled"\nfull_size = 450', "full_size must be a multiple"),
            ("data", 'sources = "ffhq"', "data.sources must be a list"),
            ("data", "sources = [1]", r"data.sources\[0\] must be text, not 1"),
            ("data", "share.hair2 = 0", "data.share.hair2 is 0.0; it must be above 0"),
            ("data", "share.hair2 = 1.5", "data.share.hair2 is 1.5; .* at most 1"),
            ("data", 'share.hair2 = "all"', "data.share.hair2 must be a number, not 'all'"),
            ("data", "share = 0.5", "data.share must be a table, not 0.5"),
            ("data", "drop_twins = 1", "data.drop_twins must be true or false, not 1"),
            ("data", "epoch_images = -1", "data.epoch_images must be 0"),
            ("data", 'balance = "source"', "one of 'none', 'class', 'family'"),
            ("augmentation", "zoom = [1]", "augmentation.zoom must have 2 entries"),
            ("augmentation", "jpeg = [40, 9.5]", r"jpeg\[1\] must be a whole number"),
            ("augmentation", "flip = 1", "augmentation.flip must be true or false, not 1"),
            ("augmentation", 'mode = "tile"', "one of 'whole', 'crop'"),
        )
    ],
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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD.replace('"a"', '"../a"'), "name is '../a'; use up to 100 letters, digits, "),
        (HEAD.replace('"a"', '""'), "name is ''; use up to 100 letters, digits, "),
        (HEAD + "seed = -1\n", "seed is -1; it must lie in 0 to 2,147,483,647."),
        (HEAD + "[model]\nsize = 7\n", "model.size is 7; it must lie in 32 to 1,024 px."),
        (HEAD + "[fit]\nlearning_rate = nan\n", "fit.learning_rate must be a finite number"),
        (HEAD + "[fit]\nwarmup_epochs = -1\n", "fit.warmup_epochs is -1.0; it must lie in "),
        (HEAD + "[augmentation]\njpeg = [0, 60]\n", "augmentation.jpeg is [0, 60]; it must lie "),
        (HEAD + "[augmentation]\nzoom = [0, 0]\n", "augmentation.zoom is [0.0, 0.0]; it must "),
        (HEAD, "data.index is empty; give it a value."),
        (HEAD.encode() + b"# \xff\n", "is not valid TOML"),
    ],
)
def test_a_training_stays_within_the_limits_that_the_form_has(tmp_path, refused, text, sentence):
    path, runs = tmp_path / "bad.toml", tmp_path / "runs"
    if isinstance(text, str):
        index = '[data]\nindex = "index.csv"\n' if text != HEAD else ""
        text = (text + index).encode()
    path.write_bytes(text)
    printed = refused("train", path, "--data", tmp_path, "--runs", runs)
    assert sentence in printed and str(path) in printed
    assert not runs.exists()
