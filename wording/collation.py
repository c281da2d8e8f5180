"""The order of the Vietnamese alphabet, for names in lists: Đ after D, Ơ after O, tones as dictionaries have them."""

from vn_collate import collate_key


def vietnamese_order(text: str) -> str:
    """A key for `sorted`."""
    return collate_key(text)
