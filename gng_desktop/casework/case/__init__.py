"""A case: one SQLite file with images, results, decisions and a log whose entries are chained.

`store.Case` reads and adds; `verify.verify` tells whether anything was changed since. A case is
only ever added to: rows are never changed or deleted, "current" is the row added last. Every
addition is one transaction that also appends an entry to the log, and the entry holds the SHA-256
of every row it came with (`canonical` says of what exactly), so log and results cannot part ways.
Each entry's own hash continues that of the entry before (`log.chained`). Whoever can write the
file could compute the whole chain again; only the hash of the last entry, written down elsewhere,
rules that out.
"""
