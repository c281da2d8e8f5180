"""Texts that would become something else in a careless export."""

HOSTILE_TEXTS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://vi-du.invalid","bấm")',
    "+1+1",
    "-x",
    "@SUM(1+1)",
    "＝1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "'=1+1",
    "'một' hai",
    "'",
    'có "ngoặc"; và dấu chấm phẩy',
    "dòng một\ndòng hai",
    "http://vi-du.invalid",
    "_x0041_",
    "0123",
    "a\x01b\x00",
    "dài " * 20_000,
)
