import pytest

from gng_desktop.casework.case.store import CaseDecisions
from gng_desktop.casework.decisions import DecisionError, DecisionStore, KeepsDecisions, decide

SHA = "0" * 64


@pytest.fixture(params=["folder", "case"])
def keeper(request, tmp_path, case) -> KeepsDecisions:
    if request.param == "folder":
        return DecisionStore(tmp_path / "decisions")
    return CaseDecisions(case)


def test_decisions_are_kept_alike_in_a_folder_and_in_a_case(keeper, make_analysis, tmp_path):
    assert not keeper.has(SHA) and keeper.history(SHA) == [] and keeper.warning(SHA) == ""
    first = decide(make_analysis(), "generated", "„ä“\nsecond line", "A. Rossi")
    second = decide(make_analysis(), "undecided", "see \udce4.png", "B. Neri")
    assert keeper.record(first) == [first]
    assert keeper.record(second) == [first, second] == keeper.history(SHA)
    assert keeper.has(SHA) and not keeper.has("1" * 64)
    assert keeper.folder.is_relative_to(tmp_path)
    for use in (keeper.has, keeper.history, keeper.warning):
        with pytest.raises(ValueError, match="no SHA-256"):
            use("../x")


def test_what_is_wrong_with_the_case_is_told_as_of_decisions(case, make_analysis):
    keeper = CaseDecisions(case)
    case.path.unlink()
    decision = decide(make_analysis(), "real", "", "C. Verdi")
    for use in (
        lambda: keeper.record(decision),
        lambda: keeper.has(SHA),
        lambda: keeper.history(SHA),
    ):
        with pytest.raises(DecisionError, match="There is no case"):
            use()
    assert not case.path.exists()
