"""How the smoke test compares what a binary found with what the source finds."""

import math

import numpy as np
import pytest


@pytest.fixture
def off(script):
    return script("smoke_test")._off


def test_maps_differ_by_a_share_of_their_peak(off):
    theirs = np.array([[0.0, -4.0], [2.0, 1.0]])
    assert off(theirs.copy(), theirs) == 0
    assert off(theirs + 0.2, theirs) == pytest.approx(0.05)
    assert off(np.zeros(0), np.zeros(0)) == 0


def test_what_is_missing_must_be_missing_in_both(off):
    nan = float("nan")
    assert off(np.array([nan, 1.0]), np.array([nan, 1.0])) == 0
    assert off(np.array([nan, 1.0]), np.array([0.0, 1.0])) == math.inf
    assert off(np.zeros(3), np.zeros(4)) == math.inf


def test_a_failed_check_is_told_and_the_next_is_done(script, capsys):
    smoke_test = script("smoke_test")

    class Checks:
        def version(self):
            smoke_test.expect(1 + 1 == 3, "it cannot count")

        def doctor(self):
            return "fine"

    assert list(smoke_test.carry_out(Checks(), ("version", "doctor"))) == [False, True]
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("FAILED") and told[0].endswith("version: it cannot count")
    assert told[1].startswith("ok") and told[1].endswith("doctor: fine")
