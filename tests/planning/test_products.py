import numpy as np
import pytest

from assess.planning.products import product


@pytest.mark.parametrize("shape", [(0, 3, 2), (1, 1, 1), (900, 40, 50), (7, 0, 3)])
def test_blocks_give_the_whole_product(shape):
    rows, inner, columns = shape
    rng = np.random.default_rng(1)
    left, right = rng.random((rows, inner)), rng.random((inner, columns))
    assert product(left, right) == pytest.approx(left @ right)
