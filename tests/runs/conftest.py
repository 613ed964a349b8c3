from tests.training.conftest import gng, make_run, refused  # noqa: F401
