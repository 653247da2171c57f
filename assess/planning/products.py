"""Matrix products that stay on one core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

ONE_CORE = 4 * 2**16
"""multiplications up to which OpenBLAS uses one core; on a shared machine more cores are slower"""


def product(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """(M, K) @ (K, N) in blocks of rows; both of one floating type."""
    rows = max(1, ONE_CORE // max(1, right.size))
    if len(left) <= rows:
        whole: NDArray[Any] = left @ right
        return whole
    result = np.empty((len(left), right.shape[1]), dtype=np.result_type(left, right))
    for begin in range(0, len(left), rows):
        np.matmul(left[begin : begin + rows], right, out=result[begin : begin + rows])
    return result
