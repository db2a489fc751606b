"""From raw text to candidate reports: documents, and what is proposed from them."""

from .proposals import Proposal
from .reader import propose

__all__ = ["Proposal", "propose"]
