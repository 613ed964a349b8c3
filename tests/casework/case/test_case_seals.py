"""Seals by a key of the laboratory, and time stamps of an authority, on cases and other files."""

import hashlib
import json
import os
import shutil
import stat
import subprocess

import pytest

from gng_desktop.casework.case.store import Case
from gng_desktop.cli import FAILED, OK, run
from tests.casework.case.forging import tampering


def call(*arguments):
    return run(["case", *map(str, arguments)])


@pytest.fixture
def key(tmp_path):
    assert call("key", tmp_path / "lab.pem") == OK
    return tmp_path / "lab.pem", tmp_path / "lab.pub.pem"


@pytest.fixture(params=["case", "file"])
def sealed(request, copy, key, tmp_path):
    """A case, or a CSV, with its seal beside it."""
    path = copy() if request.param == "case" else tmp_path / "out.csv"
    if request.param == "file":
        path.write_bytes(b"path,verdict\r\na.png,generated\r\n")
    assert call("seal", path, "--key", key[0]) == OK
    return path


def change(path, tampering):
    if path.suffix == ".gng":
        tampering(path, "DELETE FROM log WHERE sequence > 5", "DELETE FROM reports")
    else:
        path.write_bytes(path.read_bytes().replace(b"generated", b"real"))


def test_a_key_is_for_its_owner_alone_and_never_replaced(key, capsys):
    assert stat.S_IMODE(key[0].stat().st_mode) == 0o600
    before = [path.read_bytes() for path in key]
    assert call("key", key[0]) == FAILED
    assert [path.read_bytes() for path in key] == before
    assert "exists already; choose another name." in capsys.readouterr().err


def test_a_seal_proves_what_it_is_on(sealed, key, capsys):
    assert call("verify", sealed, "--key", key[1]) == OK
    assert "The seal of 20" in capsys.readouterr().out
    if sealed.suffix == ".gng":  # what is added later does not matter
        Case.open(sealed).remark("more")
        assert call("verify", sealed, "--key", key[1]) == OK
        assert "is on entry 7 of 8: up to it nothing was changed" in capsys.readouterr().out
    change(sealed, tampering)
    assert call("verify", sealed, "--key", key[1]) == FAILED
    assert capsys.readouterr().err.splitlines()


def test_a_seal_of_another_key_or_a_changed_one_is_refused(sealed, key, tmp_path, capsys):
    assert call("key", tmp_path / "other.pem") == OK
    assert call("verify", sealed, "--key", tmp_path / "other.pub.pem") == FAILED
    assert "was not made with this key" in capsys.readouterr().err
    seal = sealed.with_name(f"{sealed.name}.seal")
    facts = json.loads(seal.read_text())
    facts["seal"]["digest"] = "0" * 64
    seal.write_text(json.dumps(facts))
    assert call("verify", sealed, "--key", key[1]) == FAILED
    assert "or was changed since" in capsys.readouterr().err


def test_no_file_is_replaced_by_a_seal_and_a_changed_case_is_not_sealed(
    copy, key, capsys, tmp_path
):
    path = copy()
    seal = path.with_name(f"{path.name}.seal")
    seal.write_text("evidence")
    assert call("seal", path, "--key", key[0]) == FAILED and seal.read_text() == "evidence"
    assert call("seal", path, "--key", key[0], "--out", tmp_path / "x.seal") == OK
    assert call("verify", path, "--key", key[1], "--seal", tmp_path / "x.seal") == OK
    tampering(path, "DELETE FROM reports")
    assert call("seal", path, "--key", key[0], "--out", tmp_path / "y.seal") == FAILED
    assert not (tmp_path / "y.seal").exists()
    assert "was changed or damaged: Row 1 of reports" in capsys.readouterr().err


def test_a_key_with_a_passphrase(copy, tmp_path, monkeypatch, capsys):
    given = iter(["a b", "a b", "a b", "wrong"])
    monkeypatch.setattr("getpass.getpass", lambda text: next(given))
    assert call("key", tmp_path / "lab.pem", "--passphrase") == OK
    assert b"ENCRYPTED" in (tmp_path / "lab.pem").read_bytes()
    assert call("seal", copy(), "--key", tmp_path / "lab.pem") == OK
    assert call("seal", copy("b.gng"), "--key", tmp_path / "lab.pem") == FAILED
    assert "the passphrase is wrong" in capsys.readouterr().err

    def no_terminal(text):
        raise EOFError

    monkeypatch.setattr("getpass.getpass", no_terminal)
    assert call("key", tmp_path / "other.pem", "--passphrase") == FAILED
    assert call("seal", copy("b.gng"), "--key", tmp_path / "lab.pem") == FAILED
    assert capsys.readouterr().err.count("without a terminal; run the command in one") == 2


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Return the certificate of an authority, and a function that answers its requests."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to play the authority")
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name=name\n[name]\n[e]\nextendedKeyUsage=critical,timeStamping\n"
        "[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256,sha512\n"
        "ess_cert_id_alg=sha256\n"
    )
    (folder / "serial").write_text("01")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ["-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf"]
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Root")
    openssl("req", *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "tsa.cnf"]
    signed += ["-extensions", "e"]
    openssl("x509", "-req", "-in", "tsa.csr", *signed, "-out", "tsa.pem")

    def answer(request, reply):
        ours = ["-config", "tsa.cnf", "-section", "t", "-signer", "tsa.pem", "-inkey", "tsa.key"]
        openssl("ts", "-reply", *ours, "-queryfile", str(request), "-out", str(reply))

    return folder / "ca.pem", answer


def test_a_time_stamp_is_requested_checked_and_stored(sealed, authority, tmp_path, capsys):
    ca, answer = authority
    request, reply = sealed.with_name(f"{sealed.name}.tsq"), tmp_path / "answer"
    assert call("stamp", sealed) == OK
    answer(request, reply)
    assert call("stamp", sealed, "--reply", reply) == FAILED
    assert call("stamp", sealed, "--reply", reply, "--ca", ca) == OK
    assert call("verify", sealed, "--ca", ca) == OK
    assert "The time stamp of 20" in capsys.readouterr().out
    # Of another authority, or of something else.
    assert call("verify", sealed, "--ca", ca.with_name("tsa.pem")) == FAILED
    assert "is not signed by an authority of" in capsys.readouterr().err
    change(sealed, tampering)
    assert call("verify", sealed, "--ca", ca) == FAILED
    assert call("stamp", sealed, "--reply", reply, "--ca", ca, "--out", tmp_path / "x") == FAILED
    assert not (tmp_path / "x").exists()


def test_a_time_stamp_on_another_hash_than_sha_256_is_refused(tmp_path, authority, capsys):
    ca, answer = authority
    path, request, reply = (tmp_path / name for name in ("scan.csv", "request", "reply"))
    path.write_bytes(b"path,sha256\n")
    # As the program's request, but for SHA-512 of the same file, which is right.
    start = bytes.fromhex("305902010130" + "51300d06096086480165030402030500" + "0440")
    request.write_bytes(start + hashlib.sha512(path.read_bytes()).digest() + b"\x01\x01\xff")
    answer(request, reply)
    output = one_sentence(capsys, "stamp", path, "--reply", reply, "--ca", ca)
    assert "stamps another hash than SHA-256" in output
    output = one_sentence(capsys, "verify", path, "--ca", ca, "--stamp", reply)
    assert "stamps another hash than SHA-256" in output
    assert not path.with_name("scan.csv.tsr").exists()


def test_a_file_is_held_against_the_hash_written_down(tmp_path, capsys):
    path = tmp_path / "out.meta.json"
    path.write_bytes(b"{}")
    digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert call("verify", path, "--head", f" {digest.upper()}") == OK
    assert call("verify", path, "--head", "0" * 64) == FAILED
    assert call("verify", path) == FAILED
    assert "is no case of GNG Desktop" in capsys.readouterr().err


def one_sentence(capsys, *arguments):
    """Return the only line of what is wrong."""
    capsys.readouterr()
    assert call(*arguments) == FAILED
    (line,) = capsys.readouterr().err.splitlines()
    return line


with_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\x00", b"{" * 99_999, b"x" * 2_000_000, pytest.param("pipe", marks=with_pipes)],
)
def test_damaged_keys_seals_and_stamps_are_one_sentence(copy, key, tmp_path, capsys, data):
    path, odd = copy(), tmp_path / "odd"
    if data == "pipe":
        os.mkfifo(odd)
    else:
        odd.write_bytes(data)
    for arguments in (
        ("seal", path, "--key", odd),
        ("verify", path, "--key", odd),
        ("verify", path, "--key", key[1], "--seal", odd),
        ("verify", path, "--key", key[1], "--seal", tmp_path / "missing"),
        ("verify", path, "--ca", odd, "--stamp", odd),
        ("verify", odd),
    ):
        assert "changed" not in one_sentence(capsys, *arguments)


@with_pipes
def test_pipes_devices_and_links_are_one_sentence(copy, key, tmp_path, capsys):
    path, pipe, link = copy(), tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "elsewhere")
    for arguments in (
        ("seal", pipe, "--key", key[0]),
        ("seal", "/dev/zero", "--key", key[0]),
        ("seal", path, "--key", key[0], "--out", link),
        ("verify", path, "--key", "/dev/zero"),
        *(("verify", path, "--head", digits) for digits in (" ", "", "abc")),
    ):
        assert "changed" not in one_sentence(capsys, *arguments)
    assert not (tmp_path / "elsewhere").exists()
