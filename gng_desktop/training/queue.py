"""Recipes that wait their turn in a folder of runs: ``RUNS/queue.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from gng_desktop.core import files
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import read_json
from gng_desktop.datasets.items import DataError
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.recipe_file import recipe_text

FILE, FOLDER = "queue.json", "queue"
"""The list, and the folder beside it with the recipes, the logs of their processes, and locks."""
WAIT = 10.0  # seconds to wait for another program that changes the queue; it takes milliseconds
MOMENT = 1.0  # seconds to wait for the lock of an entry that its last holder is just giving up

State = Literal["waiting", "running", "finished", "failed", "stopped"]


@dataclass(frozen=True)
class Entry:
    """One recipe in a queue."""

    name: str  # of the recipe and its run; each name stands in a queue once
    # {"waiting", "running", "finished", "failed", "stopped"}: a running entry whose program is gone
    # counts as waiting
    state: State = "waiting"
    # sentence, kind: of a failed one, what happened and what to do, and an `events.Kind`
    sentence: str = ""
    kind: str = ""
    # Runs that it starts from; it is not taken while one of them waits or runs
    needs: tuple[str, ...] = ()


def _entry(raw: Any) -> Entry:
    values = {f.name: raw[f.name] for f in fields(Entry) if f.name in raw}
    entry = Entry(**{**values, "needs": tuple(values.get("needs", ()))})
    texts = (entry.name, entry.state, entry.sentence, entry.kind, *entry.needs)
    if not all(isinstance(text, str) for text in texts) or not _names_a_file(entry.name):
        raise ValueError(raw)
    if entry.state not in get_args(State):
        raise ValueError(raw)
    return entry


def _names_a_file(name: str) -> bool:
    return bool(name) and Path(name).name == name != FOLDER and not name.startswith(".")


class Claim:
    """The right to train one entry, until it is released or this process ends."""

    def __init__(self, queue: Queue, entry: Entry, lock: Lock) -> None:
        self.entry, self._queue, self._lock = entry, queue, lock
        self.recipe = queue.recipe(entry.name)  # to be trained with ``resume``: what was begun
        self.log = self.recipe.with_suffix(".log")  # where standard error of its process may go

    def done(self, state: State, sentence: str = "", kind: str = "") -> None:
        """Note how it ended ("waiting": not at all, another time) and release the claim."""
        try:
            self._queue.set_state(self.entry.name, state, sentence, kind)
        finally:
            self._lock.release()


class Queue:
    """The recipes waiting, running and done in a folder of runs, in the order they are taken.

    Every call reads the file again and changes it under a lock, so several programs may use one
    queue; each entry is run by one of them. The folder of runs is made if missing.
    """

    def __init__(self, runs: Path) -> None:
        self.runs = runs
        (runs / FOLDER).mkdir(parents=True, exist_ok=True)

    def recipe(self, name: str) -> Path:
        """Return the recipe file of an entry."""
        return self.runs / FOLDER / f"{name}.toml"

    def entries(self) -> list[Entry]:
        """Return all entries in order.

        Raises
        ------
        DataError
            If the queue cannot be read, here and in all methods.
        OSError
            If its folder cannot be written to, likewise.
        """
        with self._open() as entries:
            return list(entries)

    def add(self, recipe: Recipe) -> Entry:
        """Put a copy of `recipe` at the end; one of that name that is done goes out for it.

        Raises
        ------
        RecipeError
            If one of its name waits or runs, or the name is no file name.
        """
        name = recipe.name
        if not _names_a_file(name):
            raise RecipeError(f"name is {name!r}; use letters, digits, dashes and underscores.")
        entry = Entry(name, needs=recipe.needs)
        with self._open() as entries:
            if any(e.name == name and e.state in ("waiting", "running") for e in entries):
                raise RecipeError(f"Run {name!r} is in the queue already; rename this one.")
            entries[:] = [*(e for e in entries if e.name != name), entry]
            files.write_text(self.recipe(name), recipe_text(recipe))
        return entry

    def remove(self, name: str) -> None:
        """Take an entry out; its run stays.

        Raises
        ------
        RecipeError
            If it is running.
        """
        with self._open() as entries:
            self._find(entries, name, running=False)
            entries[:] = [e for e in entries if e.name != name]

    def shift(self, name: str, step: int) -> None:
        """Move an entry up (`step` below 0) or down, at most to an end; nothing if it is gone."""
        with self._open() as entries:
            if any(e.name == name for e in entries):
                place = self._find(entries, name)
                entries.insert(min(max(0, place + step), len(entries) - 1), entries.pop(place))

    def again(self, name: str, first: bool = False) -> None:
        """Let an entry that is done wait again, in its place or, where asked, before all others.

        Raises `RecipeError` if it is running.
        """
        with self._open() as entries:
            place = self._find(entries, name, running=False)
            entry = replace(entries.pop(place), state="waiting", sentence="", kind="")
            waits = (n for n, e in enumerate(entries) if e.state == "waiting")
            entries.insert(next(waits, len(entries)) if first else place, entry)

    def set_state(self, name: str, state: State, sentence: str = "", kind: str = "") -> None:
        """Set the state of an entry; nothing if it is not there."""
        with self._open() as entries:
            for place, entry in enumerate(entries):
                if entry.name == name:
                    entries[place] = replace(entry, state=state, sentence=sentence, kind=kind)

    def take(self) -> Claim | None:
        """Mark the next entry as running and return the right to run it; None if there is none."""
        with self._open() as entries:
            pending = {e.name for e in entries if e.state in ("waiting", "running")}
            for place, entry in enumerate(entries):
                if entry.state != "waiting" or pending.intersection(entry.needs):
                    continue
                try:
                    lock = Lock(self._lock(entry.name), MOMENT)
                except Held:
                    continue
                entries[place] = replace(entry, state="running", sentence="")
                return Claim(self, entries[place], lock)
        return None

    def _lock(self, name: str) -> Path:
        return self.runs / FOLDER / f"{name}.lock"

    def _find(self, entries: list[Entry], name: str, running: bool = True) -> int:
        for place, entry in enumerate(entries):
            if entry.name == name:
                if entry.state == "running" and not running:
                    raise RecipeError(f"Run {name!r} is running; stop it first.")
                return place
        raise RecipeError(f"Run {name!r} is not in the queue.")

    @contextmanager
    def _open(self) -> Iterator[list[Entry]]:
        """Give the list to be read or changed; what is changed is written."""
        path = self.runs / FILE
        try:
            lock = Lock(self.runs / FOLDER / ".lock", WAIT)
        except Held as error:
            raise DataError(f"Another program holds {path}; try again.") from error
        with lock:
            before = _read(path)
            entries = [self._revived(e) for e in before]
            yield entries
            if entries != before:
                files.write_json(path, {"entries": [asdict(e) for e in entries]})
            for gone in {e.name for e in before} - {e.name for e in entries}:
                self.recipe(gone).unlink(missing_ok=True)  # last: an entry is never without it

    def _revived(self, entry: Entry) -> Entry:
        """Return a running entry as waiting if nobody runs it any more."""
        if entry.state != "running":
            return entry
        try:
            Lock(self._lock(entry.name)).release()
        except Held:
            return entry
        return replace(entry, state="waiting")


def _read(path: Path) -> list[Entry]:
    try:
        raw = read_json(path)
        return [_entry(each) for each in raw["entries"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"The queue {path} cannot be read; restore or remove it.") from error


def put(queue: Queue, recipes: list[Recipe], finished: Callable[[Recipe], bool]) -> list[Entry]:
    """Add those of `recipes`, in the order to run, that are neither finished nor waiting.

    `finished` says whether a recipe's run is finished already. Those added are returned.
    """
    here = {e.name for e in queue.entries() if e.state in ("waiting", "running")}
    return [queue.add(r) for r in recipes if r.name not in here and not finished(r)]
