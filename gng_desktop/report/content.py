"""What a report holds: plain values that renderers read, and the hash that stands for all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from gng_desktop.analysis.result import Analysis, Verdict
from gng_desktop.analysis.stress import Stress
from gng_desktop.analysis.support import Support
from gng_desktop.casework.decisions import Decision
from gng_desktop.modelstore import Manifest
from gng_desktop.modelstore.detectors import DetectorManifest
from gng_desktop.report.pictures import Picture, View


@dataclass(frozen=True)
class MapFacts:
    """How the two maps of a page came about.

    Attributes
    ----------
    method, masker, engine : str
        As shown; `masker` replaced hidden pixels, "" where nothing was hidden; `engine` made the
        maps, "" where the case does not say.
    unit : {"score", "log-odds", "relative"}
    directed : bool
        False where a map says how much but not which way.
    evaluations : tuple of int
        With and without background.
    gains : tuple of (float or None)
        By how much each map's test beats random maps (`Faithfulness.gain_log_odds`); None where
        it was not tested.
    """

    method: str
    masker: str
    unit: str
    directed: bool
    evaluations: tuple[int, int]
    gains: tuple[float | None, float | None]
    engine: str = ""


@dataclass(frozen=True)
class Regions:
    """What each region brought to the two scores.

    Attributes
    ----------
    unit : {"log-odds", "score"}
    rows : tuple of (str, float or None, float or None)
        Region, contribution with and without background; the largest first.
    hidden_scores : tuple of float
        Both scores with every region hidden, 0..1.
    notes : tuple of str
        Which regions were counted together.
    reading : str
        One paragraph in plain language.
    """

    unit: str
    rows: tuple[tuple[str, float | None, float | None], ...]
    hidden_scores: tuple[float, float]
    evaluations: tuple[int, int]
    notes: tuple[str, ...]
    reading: str


@dataclass(frozen=True)
class FurtherMap:
    """The explanation of a further detector's score.

    Attributes
    ----------
    label : str
        ``id@hash prefix``.
    method, masker, unit, evaluations, gain, engine
        As of `MapFacts`, of the one map there is.
    picture : Picture or None
        The map over what the detector saw.
    regions : tuple of (str, float)
        Region and contribution, the largest first; none by other methods.
    """

    label: str
    method: str
    masker: str
    unit: str
    evaluations: int
    gain: float | None
    engine: str
    picture: Picture | None
    regions: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class FileFacts:
    """What the file itself states; every text may hold anything, cut to a length.

    Attributes
    ----------
    format, colours, suffix, modified, md5 : str
        By content, and of the name; "" where not known.
    width, height, bits, size : int or None
        As stored, px; per channel; bytes.
    credentials, thumbnails, problems, trailing : tuple of str
        Sentences, a piece each; of `problems` on what could not be read, of `trailing` on data
        after the image's end.
    traces : tuple of (str, str, str)
        What a generator left, the field, its text.
    jpeg : str
        On the compression; "" for no JPEG.
    metadata : tuple of (str, str, str)
        Group, name, value.
    fields : int
        Of the metadata, those not listed included.
    has_gps, shows_gps : bool
        Whether the metadata say where the image was taken, and whether the report does.
    flag, no_traces : str
        Whether the file says that a generator made it, or of what was read that it does not.
    """

    format: str
    colours: str
    width: int | None
    height: int | None
    bits: int | None
    size: int | None
    suffix: str
    suffix_fits: bool
    modified: str
    md5: str
    credentials: tuple[str, ...]
    traces: tuple[tuple[str, str, str], ...]
    jpeg: str
    thumbnails: tuple[str, ...]
    metadata: tuple[tuple[str, str, str], ...]
    fields: int
    has_gps: bool
    shows_gps: bool
    problems: tuple[str, ...]
    flag: str = ""
    no_traces: str = ""
    trailing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelSheet:
    """One model that images were analysed with.

    `role` is one of `gng_desktop.modelstore.manifest.ROLES` or the id of a further detector,
    `label` how results name it, `sha256` that of its manifest, "" where not known.
    """

    role: str
    label: str
    sha256: str
    manifest: Manifest | DetectorManifest


@dataclass(frozen=True, kw_only=True)
class Part:
    """All that a report has on what was analysed: the picture as a whole, or one face of it.

    `analysis` is without views; None where there is none yet. `thresholds` are, by classifier, the
    score below which a face is real and above which it is generated. The earliest of `decisions`
    is the first.
    """

    analysis: Analysis | None
    support: Support | None
    thresholds: Mapping[str, tuple[float, float] | None]
    pictures: Mapping[View, Picture]
    maps: MapFacts | None = None
    regions: Regions | None = None
    stress: Stress | None = None
    decisions: tuple[Decision, ...] = ()
    further: tuple[FurtherMap, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The program's; None where there is none."""
        return self.analysis.verdict if self.analysis is not None else None

    @property
    def face(self) -> int | None:
        """Number of the face, from 1; None for the picture as a whole."""
        return self.analysis.face_index if self.analysis is not None else None


@dataclass(frozen=True, kw_only=True)
class ImagePage(Part):
    """All that a report has on one image, number `number` of the report; `size` in bytes.

    Where its faces were analysed one by one, each is one of `parts`, in the order of their numbers,
    the picture as a whole behind them; there are none where only one part was analysed. `analysis`
    is then what they mean for the file (`gng_desktop.analysis.faces_in_image.file_verdict`),
    `support` and `thresholds` are those of the face that decides, `pictures` holds only the
    original with all of them framed, and `decisions` are all on the image or on a face of it.

    `name` and `folder` may hold anything that a file system allows. `evidence` is the best of
    what the files of the image were found to be, see `FileEntry`. `problems` are sentences on
    what the case has of this image but cannot be shown, `by_other_models` counts analyses by other
    models, which are left out.
    """

    number: int
    name: str
    folder: str
    sha256: str
    size: int | None
    file: FileFacts | None = None
    problems: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    by_other_models: int = 0
    evidence: str = ""

    @property
    def faces(self) -> tuple[Part, ...]:
        """Those of `parts` that are faces."""
        return tuple(part for part in self.parts if part.face is not None)


@dataclass(frozen=True)
class FileEntry:
    """One line of the index of files: `size` in bytes, None where not known.

    `computer` names where the file was seen; "" for this one. `faces` is how many of it were
    analysed one by one, and `verdict` what they mean for the file; 0 and None otherwise.

    `state` is what was found there when the report was made, a
    `gng_desktop.casework.case.evidence.State`; "" where nothing was looked for.
    """

    name: str
    folder: str
    computer: str
    size: int | None
    sha256: str
    faces: int = 0
    verdict: Verdict | None = None
    state: str = ""


@dataclass(frozen=True)
class LogEntry:
    """One entry of the case's log, and the hash that chains it to the entry before.

    `rows` is how many rows of the case came with it, `program` the version that wrote it.
    """

    number: int
    at: str
    who: str
    what: str
    rows: int
    program: str
    sha256: str


@dataclass(frozen=True)
class Cover:
    """What the analyst puts on a report's first page; None where the case itself says it."""

    title: str | None = None
    reference: str | None = None
    examiner: str | None = None
    laboratory: str = ""
    logo: Picture | None = None


NO_COVER = Cover()


@dataclass(frozen=True)
class ReportContent:
    """A whole report; texts are "" where not given.

    `about` are further facts on the case, name and value; `made_at` is ISO 8601, in UTC; `head` the
    hash of the log's last entry. `intact`: nothing speaks for a change of the case, None where
    there is no case; `problems` are sentences on the case as a whole. `contact_sheet`: several
    images are also shown small, all together.
    """

    title: str
    reference: str
    examiner: str
    about: tuple[tuple[str, str], ...]
    made_at: str
    version: str
    pages: tuple[ImagePage, ...]
    models: tuple[ModelSheet, ...]
    files: tuple[FileEntry, ...]
    log: tuple[LogEntry, ...]
    head: str
    intact: bool | None = None
    palette: str = "red-blue"
    problems: tuple[str, ...] = ()
    laboratory: str = ""
    logo: Picture | None = None
    contact_sheet: bool = True

    @property
    def by_faces(self) -> bool:
        """Whether the faces of any image were analysed one by one."""
        return any(page.parts for page in self.pages)

    def to_json(self) -> dict[str, Any]:
        """Return all of it as JSON values, each picture by its size and SHA-256."""
        content: dict[str, Any] = _plain(self)
        return content

    @cached_property
    def canonical(self) -> bytes:
        """`to_json` as ASCII, keys sorted, without spaces: what `sha256` is made of."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        return text.encode("ascii")

    @cached_property
    def sha256(self) -> str:
        """Stands for everything in the report, however it is rendered; hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        names = ("media_type", "width", "height", "sha256")
        return {name: getattr(value, name) for name in names} | {"bytes": len(value.data)}
    if isinstance(value, Analysis):
        return _plain(value.to_json())
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(found) for found in value]
    return value
