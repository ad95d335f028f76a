"""An invented nation for trying and measuring: manage.py simulate_nation. Nothing here is any real agency's."""
