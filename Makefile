# For those whose fingers know make: each target is the command of ./gng of that name.
# Of binaries: make binary KIND=inspector builds only that one.
KIND ?= inspector full

.PHONY: setup run demo test lint bench screenshots translations lock binary binary-test

setup run demo test lint bench screenshots translations lock:
	./gng $@

binary binary-test:
	./gng $@ $(KIND)
