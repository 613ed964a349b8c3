"""What a report holds: plain values that renderers read, and the hash that stands for all."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any, Literal

from PIL import Image

from gng_desktop.analysis.result import Analysis, Verdict
from gng_desktop.analysis.stress import Stress
from gng_desktop.analysis.support import Support
from gng_desktop.casework.decisions import Decision
from gng_desktop.modelstore import Manifest

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
"""What pictures of a report may be, by Pillow's name."""
PICTURE_SIDE = 2048
"""Longest side of a picture in a report, px."""

View = Literal["original", "overlay", "stripped", "map_with_background", "map_without_background"]


@dataclass(frozen=True)
class Picture:
    """A picture of a page, as it is embedded.

    Attributes
    ----------
    data : bytes
        A whole PNG or JPEG file.
    media_type : str
        One of `MEDIA_TYPES`.
    width, height : int
        px.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int

    @classmethod
    def of(cls, data: bytes) -> Picture:
        """Return `data` as a picture, judged by its content.

        Raises
        ------
        ValueError
            If it is no whole PNG or JPEG, or larger than `PICTURE_SIDE` a side.
        """
        try:
            with Image.open(io.BytesIO(data), formats=list(MEDIA_TYPES)) as image:
                found, (width, height) = str(image.format), image.size
                if not 0 < max(width, height) <= PICTURE_SIDE:
                    raise ValueError(f"a picture has {width} x {height} px")
                image.load()
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValueError("a picture is no whole PNG or JPEG") from error
        return cls(data, MEDIA_TYPES[found], width, height)

    @cached_property
    def sha256(self) -> str:
        """Of `data`, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class MapFacts:
    """How the two maps of a page came about.

    Attributes
    ----------
    method : str
        As shown, for example ``"SHAP"``.
    masker : str
        What hidden pixels were replaced by, as shown; "" where nothing was hidden.
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
    evaluations : tuple of int
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
class FileFacts:
    """What the file itself states; every text may hold anything, cut to a length.

    Attributes
    ----------
    format, colours : str
        By content; "" where the file is no image.
    width, height, bits, size : int or None
        As stored, px; per channel; bytes.
    suffix : str
        Of the name.
    suffix_fits : bool
    modified, md5 : str
        "" where not known.
    credentials : tuple of str
        Sentences on the Content Credentials, the state first.
    traces : tuple of (str, str, str)
        What a generator left, the field, its text.
    jpeg : str
        On the compression; "" for no JPEG.
    thumbnails : tuple of str
        A sentence each.
    metadata : tuple of (str, str, str)
        Group, name, value.
    fields : int
        Of the metadata, those not listed included.
    has_gps, shows_gps : bool
        Whether the metadata tell a place, and whether it is told here.
    problems : tuple of str
        What could not be read.
    flag, no_traces : str
        Whether the file says that a generator made it, or of what was read that it does not.
    trailing : tuple of str
        A sentence on each piece of data after the image's end.
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

    Attributes
    ----------
    role : str
        One of `gng_desktop.modelstore.manifest.ROLES`.
    label : str
        How results name it: ``id@hash prefix``.
    sha256 : str
        Of its manifest; "" where not known.
    manifest : Manifest
    """

    role: str
    label: str
    sha256: str
    manifest: Manifest


@dataclass(frozen=True, kw_only=True)
class Part:
    """Everything that is said of what was judged: the picture as a whole, or one face of it.

    Attributes
    ----------
    analysis : Analysis or None
        Without views; None where there is none yet.
    support : Support
    thresholds : mapping of str to (tuple of float or None)
        By classifier, the score below which a face is real and above which it is generated.
    pictures : mapping of View to Picture
        Those there are.
    maps : MapFacts or None
    regions : Regions or None
    stress : Stress or None
    decisions : tuple of Decision
        The earliest first.
    """

    analysis: Analysis | None
    support: Support | None
    thresholds: Mapping[str, tuple[float, float] | None]
    pictures: Mapping[View, Picture]
    maps: MapFacts | None = None
    regions: Regions | None = None
    stress: Stress | None = None
    decisions: tuple[Decision, ...] = ()

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
    """Everything that is said of one image.

    Where its faces were judged one by one, each has a part of its own; `analysis` is then what
    they mean for the file (`gng_desktop.analysis.each.file_verdict`), `support` and `thresholds`
    are those of the face that decides, `pictures` holds only the original with all of them
    framed, and `decisions` are all that were taken on the image or on a face of it.

    Attributes
    ----------
    number : int
        From 1, in the order of the report.
    name, folder : str
        May hold anything that a file system allows.
    size : int or None
        Bytes.
    file : FileFacts or None
    problems : tuple of str
        Sentences on what is kept of this image but cannot be shown.
    parts : tuple of Part
        The faces in the order of their numbers and then, if it was judged, too, the picture as a
        whole; none where there is but one judged part.
    by_other_models : int
        Analyses of the image that the case has besides, by other models; they are not told of.
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

    @property
    def faces(self) -> tuple[Part, ...]:
        """Those of `parts` that are faces."""
        return tuple(part for part in self.parts if part.face is not None)


@dataclass(frozen=True)
class FileEntry:
    """One line of the index of files: `size` in bytes, None where not known.

    `computer` names where the file was seen; "" for this one. `faces` is how many of it were
    judged one by one, and `verdict` what they mean for the file; 0 and None otherwise.
    """

    name: str
    folder: str
    computer: str
    size: int | None
    sha256: str
    faces: int = 0
    verdict: Verdict | None = None


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
class ReportContent:
    """A whole report.

    Attributes
    ----------
    title, reference, examiner : str
        Of the case; "" where not given.
    about : tuple of (str, str)
        Further facts on the case, name and value.
    made_at : str
        ISO 8601, in UTC.
    version : str
        Of the program.
    pages : tuple of ImagePage
    models : tuple of ModelSheet
    files : tuple of FileEntry
    log : tuple of LogEntry
    head : str
        Hash of the log's last entry; "" for no log.
    intact : bool or None
        Whether nothing speaks for a change of the case; None where there is no case.
    palette : {"red-blue", "colour-blind-safe"}
        Of maps and bars.
    problems : tuple of str
        Sentences on the case as a whole.
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

    @property
    def by_faces(self) -> bool:
        """Whether the faces of any image were judged one by one."""
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
        kept = {name: getattr(value, name) for name in ("media_type", "width", "height", "sha256")}
        return kept | {"bytes": len(value.data)}
    if isinstance(value, Analysis):
        return _plain(value.to_json())
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(found) for found in value]
    return value
