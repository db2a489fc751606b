"""Briefings: a dated report on a span of days, composed once and written as a page, a document or Markdown."""
