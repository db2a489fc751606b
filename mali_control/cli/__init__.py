"""The command ``mali-control``: a thin layer; every command is also a method of ``Atlas``."""

import sys

try:
    from .main import main as main
except KeyboardInterrupt:  # before the command line could take care of it
    sys.stderr.write("mali-control: stopped\n")
    sys.exit(130)
