"""The buttons of a rows field when there is no JavaScript: add, remove and move a row without saving anything."""


def rearranged(form, field, do):
    """What was typed, with one row added, removed or moved. `do` is "add", or "remove-2", "up-2", "down-2" (from 1)."""
    typed = {bound.name: bound.data for bound in form}
    typed[field] = list(apply(list(typed[field]) or [""], do))
    return typed


def apply(rows, do):
    action, _, number = do.partition("-")
    place = int(number) - 1 if number.isdecimal() else -1
    if action == "add":
        return [*rows, ""]
    if not 0 <= place < len(rows):
        return rows
    row = rows.pop(place)
    if action == "remove":
        return rows
    rows.insert({"up": max(place - 1, 0), "down": place + 1}.get(action, place), row)
    return rows
