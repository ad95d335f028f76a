"""A portal with an invented nation in a process of its own, asked by lines of JSON on standard input.

{"do": "build", "agencies": …, "years": …, "seed": …}, {"do": "places"} or {"do": "page", "title": …}: one line of
JSON answers each. Everything that is printed goes to standard error.
"""

import json
import sys

import django


def main():
    answers, sys.stdout = sys.stdout, sys.stderr
    django.setup()
    from tests.benchmarks.nation_portal import Portal  # imports models, which stand only now

    portal = Portal()
    for line in sys.stdin:
        print(json.dumps(portal.answer(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
