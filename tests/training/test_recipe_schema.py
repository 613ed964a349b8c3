import dataclasses
import tomllib

import pytest

from gng_desktop.training import presets as room
from gng_desktop.training.presets import Listed, fitted, folder, grid_of, presets
from gng_desktop.training.recipe import Recipe, RecipeError, load_recipe, parse_recipe
from gng_desktop.training.recipe_file import recipe_text, save_recipe
from gng_desktop.training.recipe_schema import (
    GROUPS,
    check,
    described,
    fields,
    help_text,
    key_in,
    nested,
    recipe_of,
    values_of,
)

GRIDS = ("table_4_3",)
SHIPPED = [path for path in sorted(folder().rglob("*.toml")) if path.stem not in GRIDS]


def keys_of(cls, where=""):
    """Return the keys of a recipe, found by looking at one."""
    made = cls("a", "classification", "with_background") if cls is Recipe else cls()
    for field in dataclasses.fields(cls):
        value = getattr(made, field.name)
        if dataclasses.is_dataclass(value):
            yield from keys_of(type(value), f"{field.name}.")
        else:
            yield where + field.name


def by_preset():
    return {preset.key: preset for preset in presets()}


# -- the fields ---------------------------------------------------------------------------------


def test_every_field_of_a_recipe_is_described_once():
    keys = [about.key for about in described()]
    assert sorted(keys) == sorted(set(keys)) == sorted(keys_of(Recipe))
    assert {about.group for about in described()} == set(GROUPS)


def test_fields_are_described_whole():
    for about in described():
        field = fields()[about.key]
        assert about.label and about.label[0].isupper() and not about.label.endswith(".")
        assert about.help.endswith(".") and "\n" not in about.help
        assert ". " not in about.help  # one sentence
        choices = list(field.choices) if field.kind == "choice" else []
        assert [value for value, words in about.words if words] == choices
        if field.kind in ("int", "float", "range", "shares"):
            assert about.low < about.high


def test_defaults_lie_within_the_limits():
    for key, field in fields().items():
        if field.default is not None:
            assert field.problem(field.default) == "", key
    needed = {key for key, field in fields().items() if field.default is None}
    assert needed == {"name", "task", "role"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_recipes_lie_within_the_limits_and_are_written_as_they_are_read(path):
    recipe, text = load_recipe(path), path.read_text(encoding="utf-8")
    check(recipe)
    assert recipe_of(values_of(recipe)) == recipe
    assert parse_recipe(nested(values_of(recipe))) == recipe
    assert recipe.seed == 42 and (recipe.name == path.stem or path.parent != folder())
    assert recipe_text(recipe, text) == text
    assert parse_recipe(tomllib.loads(recipe_text(recipe))) == recipe


def changed(**changes):
    values = values_of(by_preset()["with_background"].recipe)
    return values | {key.replace("__", "."): value for key, value in changes.items()}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": ""}, "name"),
        ({"fit__epochs": 0}, "fit.epochs"),
        ({"fit__learning_rate": 2.0}, "fit.learning_rate"),
        ({"augmentation__jpeg": (90, 40)}, "augmentation.jpeg"),
        ({"data__share": {"ffhq": 0.0}}, "data.share"),
        ({"fit__device": "tpu"}, "fit.device"),
        ({"role": "without_background"}, "stripped_by"),
        ({"role": "segmenter", "data__labels": ()}, "data.labels"),
    ],
)
def test_a_value_that_makes_no_recipe_is_named(changes, key):
    with pytest.raises(RecipeError) as caught:
        recipe_of(changed(**changes))
    assert key_in(str(caught.value)) == key
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    assert key_in("The recipe a.toml cannot be read: gone.") == ""


def test_fields_that_play_no_part_are_the_default():
    values = changed(
        role="segmenter", stripped_by="x", model__from_run="y", fit__monitor="last", fit__patience=3
    )
    recipe = recipe_of(values)
    assert (recipe.task, recipe.stripped_by, recipe.model.from_run) == ("segmentation", "", "")
    assert (recipe.model.family, recipe.data.sources) == ("deeplabv3plus", ())
    assert recipe.fit.patience == fields()["fit.patience"].default


def test_help_tells_all(gng):
    text = help_text()
    assert all(f"  {about.key}  (" in text for about in described())
    assert "fit.epochs  (whole number 1 to 10,000; default 50)" in text
    assert "augmentation.jpeg  ([lowest, highest] 1 to 100, or [0, 0]; default [0, 0])" in text
    assert gng("train", "--help-recipe").out == text + "\n"


# -- files ----------------------------------------------------------------------------------------


def test_comments_outlive_a_change():
    path = folder() / "segmenter.toml"
    recipe = load_recipe(path)
    fit = dataclasses.replace(recipe.fit, epochs=3, warmup_epochs=0.0, patience=5)
    part = dataclasses.replace(recipe.data, share={})
    new = dataclasses.replace(recipe, fit=fit, data=part)
    text = recipe_text(new, path.read_text(encoding="utf-8"))
    assert parse_recipe(tomllib.loads(text)) == new
    assert text.startswith("# The shipped segmenter: ") and "learning_rate = 5e-4" in text
    assert "# the full inverse frequency" in text and "fasseg6 =" not in text


def test_only_what_differs_is_written():
    head = {"name": "a", "task": "segmentation", "role": "segmenter"}
    recipe = parse_recipe(head)
    assert recipe_text(recipe) == recipe_text(recipe, "no toml [")
    assert tomllib.loads(recipe_text(recipe)) == head
    fit = dataclasses.replace(recipe.fit, epochs=3)
    assert recipe_text(dataclasses.replace(recipe, fit=fit)).endswith("\n\n[fit]\nepochs = 3\n")


def test_saving(tmp_path):
    recipe = by_preset()["quick_try"].recipe
    path = tmp_path / "a.toml"
    save_recipe(recipe, path)
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    save_recipe(dataclasses.replace(recipe, seed=7), path)
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    assert load_recipe(path).seed == 7
    with pytest.raises(RecipeError, match="cannot be written .*; choose another file"):
        save_recipe(recipe, tmp_path / "gone" / "a.toml")


# -- presets --------------------------------------------------------------------------------------


def test_presets_are_the_shipped_recipes_and_changes_to_them():
    found = by_preset()
    for key in ("segmenter", "with_background", "without_background"):
        assert found[key].recipe == load_recipe(folder() / f"{key}.toml")
    table = found["table_4_3"]
    assert [len(values) for values in table.grid.axes.values()] == [3, 3]
    assert set(table.grid.axes) <= set(table.held) <= set(fields())
    assert table.recipe.model.family == "deeplabv3plus"
    for preset in found.values():
        check(preset.recipe)
        assert preset.title and preset.about.endswith(".")


def test_a_quick_try_draws_from_all_data_but_little():
    preset = by_preset()["quick_try"]
    assert set(preset.recipe.data.share.values()) == {room.QUICK_SHARE}
    faces = Listed("mine/index.csv", ("phones", "dalle"))
    recipe = fitted(preset, faces)
    assert (recipe.data.index, recipe.data.sources) == ("mine/index.csv", ())
    assert recipe.data.share == {"phones": room.QUICK_SHARE, "dalle": room.QUICK_SHARE}
    assert (recipe.fit.epochs, recipe.data.extra_real) == (room.QUICK_EPOCHS, ())
    check(recipe)


def test_with_masks_alone_a_quick_try_segments():
    masks = Listed("masks/index.csv", ("classes14",))
    recipe = fitted(by_preset()["quick_try"], None, masks)
    assert (recipe.task, recipe.data.labels) == ("segmentation", ("classes14",))
    assert recipe.data.share == {"classes14": room.QUICK_SHARE}


def test_a_preset_takes_the_data_at_hand():
    found = by_preset()
    faces = Listed("f/index.csv", ("ffhq", "dalle", "stylegan2"))
    masks = Listed("m/index.csv", ("hair2", "celebamask19"))
    recipe = fitted(found["with_background"], faces, masks)
    assert (recipe.data.index, recipe.data.sources) == ("f/index.csv", ("ffhq", "stylegan2"))
    assert (recipe.data.extra_real_index, recipe.data.extra_real) == (
        "m/index.csv",
        ("celebamask19",),
    )
    assert (
        fitted(found["with_background"]).data.sources
        == found["with_background"].recipe.data.sources
    )
    recipe = fitted(found["segmenter"], faces, masks)
    assert (recipe.data.index, recipe.data.labels) == ("m/index.csv", ("celebamask19", "hair2"))
    assert recipe.data.share == {"hair2": 0.2}


def test_a_grid_is_made_of_the_recipe_as_it_was_changed(tmp_path):
    preset = by_preset()["table_4_3"]
    faces, masks = Listed("f/index.csv", ("ffhq",)), Listed("m/index.csv", ("celebamask19",))
    recipe = fitted(preset, faces, masks)
    recipe = dataclasses.replace(recipe, name="mine", fit=dataclasses.replace(recipe.fit, epochs=3))
    made = grid_of(preset, recipe, faces, masks).recipes(tmp_path)
    classifiers = [each for each in made if each.role == "with_background"]
    segmenters = [each for each in made if each.role == "segmenter"]
    assert (len(classifiers), len(segmenters)) == (9, 3)
    assert all(each.fit.epochs == 3 and each.data.sources == ("ffhq",) for each in classifiers)
    assert all(each.data.index == "m/index.csv" for each in segmenters)
    assert all(each.name.startswith("mine-") for each in made)


def test_missing_presets_are_reported(monkeypatch, tmp_path):
    monkeypatch.setattr(room, "folder", lambda: tmp_path)
    with pytest.raises(RecipeError, match="is missing; install the program again"):
        presets()
