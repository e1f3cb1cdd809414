from hypothesis import given
from hypothesis import strategies as st

from documents.analysis.sketch import SKETCH_SIZE, sketch


@given(st.text(max_size=300))
def test_a_sketch_is_small_and_of_the_text_alone(text):
    values = sketch(text)
    assert len(values) <= SKETCH_SIZE and list(values) == sorted(set(values))
    assert sketch(text.replace("。", "。\n")) == values
    assert all(-(2**63) <= value < 2**63 for value in values)
