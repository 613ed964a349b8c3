"""A run as files: for TensorBoard figures, recipe and samples; in the end its curves."""

from __future__ import annotations

import io
import math
import time
from pathlib import Path
from typing import Any

from PIL import Image

from gng_desktop.runs.records import read_log
from gng_desktop.training.events import Begun, Epoch, Event, Finished, Samples, Watcher
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.recipe_file import recipe_text
from gng_desktop.training.results import write_curves

FOLDER = "tensorboard"  # of a run; ``tensorboard --logdir RUNS`` shows all runs side by side


class EventFiles(Watcher):
    """Writes events below ``RUNS/name/tensorboard``, a file for each process.

    An epoch's figures are written before its state is saved, so that none is lost by a kill; a
    resumed run says which epochs it repeats, and TensorBoard forgets their earlier points. The
    recipe is stored as text.
    """

    def __init__(self, recipe: Recipe, samples: int) -> None:
        self.recipe, self.samples = recipe, samples
        self._writer: Any = None

    def notify(self, event: Event) -> None:
        """Begin a file, add images to it, end it; the learning curves come with the end."""
        if isinstance(event, Begun):
            self._begin(Path(event.folder) / FOLDER, event.resumed_at)
        elif isinstance(event, Samples):
            self._picture(event)
        elif isinstance(event, Finished):
            self._writer.close()
            folder = Path(event.folder)
            write_curves(folder, read_log(folder), event.best_epoch)

    def measured(self, epoch: Epoch) -> None:
        """Add a point to every curve.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        from tensorboardX.summary import scalar

        step = int(epoch.row["epoch"] or 0)
        values = {
            "learning_rate": epoch.learning_rate,
            "images_per_second": epoch.images_per_second,
        }
        for name, value in epoch.row.items():
            if name != "epoch" and value is not None and math.isfinite(value):
                part = "validation" if name.startswith("val_") else "train"
                key = name if name == "seconds" else f"{part}/{name.removeprefix('val_')}"
                values[key] = value
        for name, value in values.items():
            self._write(step=step, summary=scalar(name, value))
        self._writer.flush()

    def _begin(self, folder: Path, epoch: int) -> None:
        # Not its SummaryWriter, whose thread would swallow a full disk and then wait for ever.
        from tensorboardX.event_file_writer import EventsWriter
        from tensorboardX.proto.event_pb2 import SessionLog
        from tensorboardX.summary import text

        folder.mkdir(exist_ok=True)
        if not epoch:  # of an attempt that finished no epoch
            for old in folder.glob("events.out.tfevents.*"):
                old.unlink()
        self._writer = EventsWriter(str(folder / "events"), f".from{max(epoch, 1):04d}")
        if epoch:
            self._write(step=epoch, session_log=SessionLog(status=SessionLog.START))
        else:
            lines = recipe_text(self.recipe).splitlines()
            shown = "\n".join(f"    {line}" for line in lines)  # verbatim in Markdown
            self._write(step=0, summary=text("recipe", shown))
        self._writer.flush()

    def _picture(self, event: Samples) -> None:
        from tensorboardX.proto.summary_pb2 import Summary

        data = Path(event.picture).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        shown = Summary.Image(height=height, width=width, colorspace=3, encoded_image_string=data)
        value = Summary.Value(tag="validation/samples", image=shown)
        self._write(step=event.epoch, summary=Summary(value=[value]))
        self._writer.flush()

    def _write(self, **content: Any) -> None:
        from tensorboardX.proto.event_pb2 import Event as Record

        self._writer.write_event(Record(wall_time=time.time(), **content))
