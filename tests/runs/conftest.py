from tests.training.conftest import make_run  # noqa: F401
