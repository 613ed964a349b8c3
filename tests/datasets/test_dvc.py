"""``data dvc``: sums as DVC 3 writes them."""

import hashlib
import json

from gng_desktop import cli


def md5(data):
    return hashlib.md5(data).hexdigest()


def test_a_folder_and_a_file(tmp_path, capsys):
    data = tmp_path / "set"
    (data / "b").mkdir(parents=True)
    (data / "b/ä.txt").write_bytes(b"one\r\n")
    (data / "a.txt").write_bytes(b"two")
    (data / ".DS_Store").write_bytes(b"x")
    assert cli.run(["data", "dvc", str(data)]) == 0
    listed = [
        {"md5": md5(b"two"), "relpath": "a.txt"},
        {"md5": md5(b"one\r\n"), "relpath": "b/ä.txt"},
    ]
    digest = md5(json.dumps(listed, sort_keys=True).encode())
    text = (tmp_path / "set.dvc").read_text(encoding="utf-8")
    assert text == (
        f'outs:\n- md5: {digest}.dir\n  size: 8\n  nfiles: 2\n  hash: md5\n  path: "set"\n'
    )
    out = tmp_path / "versions"
    out.mkdir()
    assert cli.run(["data", "dvc", str(data / "a.txt"), "--out", str(out / "a.dvc")]) == 0
    assert (out / "a.dvc").read_text() == (
        f'outs:\n- md5: {md5(b"two")}\n  size: 3\n  hash: md5\n  path: "a.txt"\nwdir: "../set"\n'
    )


def test_what_cannot_be_hashed_is_one_sentence(tmp_path, capsys):
    assert cli.run(["data", "dvc", str(tmp_path / "none")]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert cli.run(["data", "dvc", str(tmp_path), "--out", str(tmp_path / "x.txt")]) == 1
    assert "must end in .dvc" in capsys.readouterr().err
