"""The exchange file (format "ita-agency-year", version 1): one JSON file carries one agency's planning year.

It lives in the last app because it carries all three kinds of fact; each part is written by the services' own rules.
"""
