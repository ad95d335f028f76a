"""Tests of the review of documents."""
