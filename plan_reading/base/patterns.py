"""Regular expressions that tell Vietnamese capitals from small letters."""

import re

_CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SMALL = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern; `<U>` in it stands for a capital letter, `<L>` for a small one."""
    return re.compile(text.replace("<U>", f"[{_CAPITALS}]").replace("<L>", f"[{_SMALL}]"), flags)
