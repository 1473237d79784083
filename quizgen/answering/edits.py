"""How many slips of the pen lie between two words."""

from __future__ import annotations


def edits(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour (optimal string alignment); most + 1 for more.

    Only the diagonals that can stay within `most` are looked at, so that the time grows with length times `most`.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    row = [min(column, far) for column in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        low, high = max(1, i - most), min(len(other), i + most)
        following = [far] * (len(other) + 1)
        following[0] = min(i, far)
        for j in range(low, high + 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != other[j - 1]), far)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            following[j] = cost
        if min(following[low : high + 1], default=far) > most:
            return far
        before, row = row, following
    return row[-1]
