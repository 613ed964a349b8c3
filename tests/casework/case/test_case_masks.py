"""Masks that analysts corrected are records of a case: which are in force, and of what."""

import numpy as np
import pytest

from gng_desktop.analysis import HASHED
from gng_desktop.analysis.stress import Stress, point_of
from gng_desktop.casework.case.analyst_masks import MASK as MASK_NAME
from gng_desktop.casework.case.analyst_masks import add_mask, masks_of
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.log import adding
from gng_desktop.casework.case.verify import verify_steps
from gng_desktop.casework.saving import Results
from tests.tiny_data import image_bytes

MASK = np.ones((16, 16), np.uint8)
NOTE = f"The mask was corrected. {HASHED}12."


@pytest.fixture
def own(case, make_analysis):
    found = make_analysis()
    case.add_results(Results(found))
    return found


@pytest.fixture
def corrected(case, own, make_analysis):
    found = make_analysis(notes=(NOTE,), score_without_background=0.4)
    case.add_results(Results(found))
    add_mask(case.path, found, MASK, "mask", "A. Rossi")
    return found


def in_report(case):
    (image,) = case.images()
    return None if image.analysis is None else image.analysis.facts["score_without_background"]


def test_a_mask_that_was_withdrawn_is_not_reported(case, corrected, explained):
    found = Results(corrected, (explained,), stress=Stress((point_of("as is", 0, corrected),)))
    case.add_results(found, {"original": b"a picture"})
    add_mask(case.path, corrected, None, "withdrawn", "A. Rossi")
    assert in_report(case) == 0.8 and not masks_of(case.path)
    # What was found with the mask is not of the image without it.
    assert not case.images()[0].explanations
    add_mask(case.path, corrected, MASK, "mask", "A. Rossi")
    entries = case.entries
    case.add_results(found, {"original": b"a picture"})
    assert in_report(case) == 0.4 and case.images()[0].explanations and case.entries == entries
    add_mask(case.path, corrected, None, "withdrawn", "A. Rossi")
    assert in_report(case) == 0.8 and not masks_of(case.path)
    assert not [step for step in verify_steps(case.path) if isinstance(step, str)]


def test_a_mask_used_again_is_on_its_own_analysis(case, corrected, make_analysis):
    add_mask(case.path, corrected, None, "withdrawn", "A. Rossi")
    case.add_results(Results(make_analysis(seconds={"read": 0.2})))
    add_mask(case.path, corrected, MASK, "mask", "A. Rossi")
    (record,) = masks_of(case.path).values()
    assert record.note == NOTE and record.facts["score_without_background"] == 0.4
    assert (record.mask == MASK).all() and in_report(case) == 0.4
    with pytest.raises(CaseError, match="is not in the case"):
        add_mask(case.path, make_analysis(notes=("other",)), MASK, "mask", "A. Rossi")


def test_a_record_without_the_note_on_the_mask_is_not_used(case, own):
    add_mask(case.path, own, MASK, "mask", "A. Rossi")
    assert not masks_of(case.path)


def png(mask):
    return image_bytes(np.full_like(MASK, mask))


@pytest.mark.parametrize("data", [png(14), png(255), b"\x89PNG", png(1)[:-24]])
def test_what_is_no_mask_of_class_ids_is_refused(case, corrected, data):
    with adding(case.path, "A. Rossi", "a forged mask") as addition:
        addition.add("previews", analysis=2, name=MASK_NAME, data=data)
    with pytest.raises(CaseError, match="none of the classes 0 to 13"):
        masks_of(case.path)


def test_masks_of_several_faces_stand_side_by_side(case, corrected, make_analysis):
    other = make_analysis(notes=(NOTE,), face_box=(8, 4, 32, 32))
    case.add_results(Results(other))
    add_mask(case.path, other, MASK, "mask", "A. Rossi")
    assert {key[2] for key in masks_of(case.path)} == {(0, 0, 64, 48), (8, 4, 32, 32)}
    add_mask(case.path, other, None, "withdrawn", "A. Rossi")
    assert {key[2] for key in masks_of(case.path)} == {(0, 0, 64, 48)} and in_report(case) == 0.4
