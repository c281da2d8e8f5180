"""Old Word files become .docx by LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from plan_reading.base.refusals import Refusal, UnreadablePlan

SECONDS = 90
_PROGRAMS = ("soffice", "libreoffice")


def converter() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next((found for found in map(shutil.which, _PROGRAMS) if found), None)


def converted_to_docx(content: bytes, extension: str) -> bytes:
    """The file as .docx. Raises UnreadablePlan: OLD_WORD without LibreOffice, DAMAGED where it can't read the file.

    Macros don't run: a headless conversion starts none, and the profile is new each time.
    """
    program = converter()
    if program is None:
        raise UnreadablePlan(Refusal.OLD_WORD, value=f".{extension}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"plan.{extension}"
        source.write_bytes(content)
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadablePlan(Refusal.TAKES_TOO_LONG) from error
        made = Path(folder) / "out" / "plan.docx"
        if not made.is_file():
            raise UnreadablePlan(Refusal.DAMAGED)
        return made.read_bytes()
