"""The command ``mali-control``: a thin layer; every command is also a method of ``Atlas``."""

from .main import main as main
