"""From raw text to candidate reports: documents, and what is proposed from them."""
