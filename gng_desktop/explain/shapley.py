"""Exact Shapley values and interactions from the table of all coalitions.

In a table of ``2 ** n`` values the players present in entry ``c`` are the bits set in ``c``.
"""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray


def _players(table: NDArray[np.float64]) -> int:
    n = table.size.bit_length() - 1
    if table.shape != (2**n,):
        raise ValueError(f"a table holds 2, 4, 8, ... values, not an array of shape {table.shape}")
    return n


def _without(n: int, *players: int) -> NDArray[np.int64]:
    """Return all coalitions of `n` players in which none of `players` is."""
    coalitions = np.arange(2**n)
    return np.asarray(coalitions[coalitions & sum(1 << p for p in players) == 0])


def shapley_values(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each player brings in, averaged over all orders of joining.

    Parameters
    ----------
    table : ndarray of float64, shape (2 ** n,)
        Worth of every coalition.

    Returns
    -------
    ndarray of float64, shape (n,)
        They add up to ``table[-1] - table[0]``.

    Raises
    ------
    ValueError
        If the table has another shape.
    """
    n = _players(table)
    weight = np.array([factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)])
    values = np.empty(n)
    for i in range(n):
        others = _without(n, i)
        gains = table[others | 1 << i] - table[others]
        values[i] = gains @ weight[np.bitwise_count(others)]
    return values


def interactions(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Split the Shapley values into main effects and what pairs bring in together.

    Off the diagonal lies half the Shapley interaction index of Grabisch & Roubens (1999), half
    for each of the two: above 0 if they bring in more together than apart. On the diagonal lies
    what is left of the player's Shapley value, as in the SHAP interaction values of Lundberg.

    Parameters
    ----------
    table : ndarray of float64, shape (2 ** n,)

    Returns
    -------
    ndarray of float64, shape (n, n)
        Symmetric; rows add up to `shapley_values`.

    Raises
    ------
    ValueError
        If the table has another shape.
    """
    n = _players(table)
    sizes = range(n - 1)
    weight = np.array([factorial(s) * factorial(n - s - 2) / factorial(n - 1) for s in sizes])
    matrix = np.zeros((n, n))
    for i in range(n):
        for j in range(i):
            rest = _without(n, i, j)
            both, one, other = rest | 1 << i | 1 << j, rest | 1 << i, rest | 1 << j
            surplus = table[both] - table[one] - table[other] + table[rest]
            matrix[i, j] = matrix[j, i] = surplus @ weight[np.bitwise_count(rest)] / 2
    np.fill_diagonal(matrix, shapley_values(table) - matrix.sum(axis=1))
    return matrix


def antithetic_orders(n: int, pairs: int) -> NDArray[np.int64]:
    """Return random orders of joining of `n` players, each with its reverse; always the same.

    As coalitions, (2 * pairs, n + 1), from the empty one to that of all.
    """
    rng = np.random.default_rng(0)
    orders = [
        order[::way] for order in (rng.permutation(n) for _ in range(pairs)) for way in (1, -1)
    ]
    return np.pad(np.cumsum(1 << np.array(orders), axis=1), ((0, 0), (1, 0)))


def sampled_values(
    orders: NDArray[np.int64], worth: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Estimate the Shapley values, (n,), from orders of joining (Mitchell et al. 2022, 4.1).

    `worth` is that of the coalitions in `orders`, from `antithetic_orders`. Returns the values,
    which add up as the exact ones do, and their standard errors.
    """
    player = np.round(np.log2(np.diff(orders))).astype(int)
    gains = np.take_along_axis(np.diff(worth), player.argsort(axis=1), axis=1)
    means = gains.reshape(len(orders) // 2, 2, -1).mean(axis=1)
    return means.mean(axis=0), means.std(axis=0, ddof=1) / np.sqrt(len(means))
