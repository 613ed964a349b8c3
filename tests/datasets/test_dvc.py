"""``data dvc``: sums as DVC 3 writes them."""

import hashlib
import json

from gng_desktop import cli


def md5(data):
    return hashlib.md5(data).hexdigest()


def test_a_folder_and_a_file(tmp_path, capsys):
    data, out = tmp_path / "set", tmp_path / "versions"
    (data / "b").mkdir(parents=True)
    out.mkdir()
    (data / "b/ä.txt").write_bytes(b"one\r\n")
    (data / "a.txt").write_bytes(b"two")
    (data / ".DS_Store").write_bytes(b"x")
    contents = {"a.txt": b"two", "b/ä.txt": b"one\r\n"}
    listed = [{"md5": md5(content), "relpath": name} for name, content in contents.items()]
    digest = md5(json.dumps(listed, sort_keys=True).encode())
    assert cli.run(["data", "dvc", str(data)]) == 0
    assert (tmp_path / "set.dvc").read_text(encoding="utf-8") == (
        f'outs:\n- md5: {digest}.dir\n  size: 8\n  nfiles: 2\n  hash: md5\n  path: "set"\n'
    )
    assert cli.run(["data", "dvc", str(data / "a.txt"), "--out", str(out / "a.dvc")]) == 0
    assert (out / "a.dvc").read_text() == (
        f'outs:\n- md5: {md5(b"two")}\n  size: 3\n  hash: md5\n  path: "a.txt"\nwdir: "../set"\n'
    )


def test_what_cannot_be_hashed_is_one_sentence(tmp_path, capsys):
    assert cli.run(["data", "dvc", str(tmp_path / "none")]) == 1
    assert "cannot be read (No such file or directory); check" in capsys.readouterr().err
    assert cli.run(["data", "dvc", str(tmp_path), "--out", str(tmp_path / "x.txt")]) == 1
    assert "must end in .dvc" in capsys.readouterr().err
