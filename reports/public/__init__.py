"""What everybody may ask without signing in: which documents are published, and where search engines find them.

Nothing here tells of agencies that have published nothing, nor of versions that are not published.
"""
