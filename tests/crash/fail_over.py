"""What people notice when the primary database and a replica of the app die: `deploy/` as it is, on this machine alone.

    python tests/crash/fail_over.py [--sessions 50] [--seconds 90]

Starts the cluster of tests/crash/cluster.py, signs in so many people through nginx, and lets each open pages over a
WebSocket and take files away, with seconds to think. Beside them agencies submit reports one after the other and save
drafts, and the office confirms what came. A third of the way in the primary is killed together with its Patroni, later
a replica. A submission that was not acknowledged is sent again until it is: the same file twice changes nothing.

Printed at the end, and the exit code says whether all of it is as it must be: how long no submission was acknowledged,
acknowledged submissions that are lost (0) or stored twice (0), sessions that had to sign in again (0), drafts that
are not as they were last acknowledged (0).
"""

import argparse
import random
import re
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import httpx
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select
from streamlit.proto.Alert_pb2 import Alert
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from actions.people.accounts import add_sample_user  # noqa: E402
from actions.reporting.check_report import check_report  # noqa: E402
from actions.reporting.drafts import save_draft  # noqa: E402
from actions.reporting.submit_report import submit_report  # noqa: E402
from actions.review import accept_submissions  # noqa: E402
from benchmarks.serving import messages_of_run  # noqa: E402
from data_model.rules.people.access import CurrentUser, Scope  # noqa: E402
from data_model.rules.plans.periods import Period, local_day  # noqa: E402
from data_model.store import open_session, open_transaction  # noqa: E402
from data_model.store.reporting.drafts import DraftChanged, DraftKey, draft  # noqa: E402
from data_model.store.reporting.submissions import submissions  # noqa: E402
from data_model.tables import Agency, Submission  # noqa: E402
from data_model.values import UTC, Role, SubmissionStatus  # noqa: E402
from tests.crash.cluster import Cluster, missing_programs  # noqa: E402
from tests.crash.kill_while_submitting import AGENCIES, PERIOD, PLANS, fill  # noqa: E402

PASSWORD = "mật khẩu để thử"
FILTERS = ("", f"plan={PLANS[0]}", f"agency={AGENCIES[1]}")
ROWS = 50
FILE_ADDRESS = re.compile(rb"/take-away/[\w-]+/[\w%.~-]+")
LOST = (WebSocketException, OSError, TimeoutError)


@dataclass
class Watch:
    """What was seen, written by many threads."""

    started: float = field(default_factory=time.monotonic)
    counts: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, int] = field(default_factory=dict)
    """By the hash of a file: how many rows its receipt told."""
    acknowledged_at: list[float] = field(default_factory=list)
    drafts: dict[str, int] = field(default_factory=dict)
    """By agency: what was typed last, of what the store acknowledged."""
    drawn_at: dict[str, float] = field(default_factory=dict)
    """By session: when it last had a whole page."""
    replica_killed_at: float = 0.0
    is_over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def count(self, what: str) -> None:
        with self.lock:
            self.counts[what] += 1

    def longest_silence(self) -> float:
        times = sorted(self.acknowledged_at)
        return max((later - earlier for earlier, later in pairwise(times)), default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=90)
    args = parser.parse_args()
    if missing := missing_programs():
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="tiendo-cluster-") as name:
        cluster = Cluster(Path(name))
        try:
            return run(cluster, args.sessions, args.seconds)
        except BaseException:
            for log in Path(name).glob("*.log"):
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-2000:]}", file=sys.stderr)
            raise
        finally:
            cluster.stop()


def run(cluster: Cluster, sessions: int, seconds: int) -> int:
    cluster.start_database()
    fill(cluster.database_url)
    add_people(sessions)
    cluster.start_apps()
    watch = Watch()
    cookies = [sign_in(cluster, f"nguoi-{number}") for number in range(sessions)]
    print(f"{sessions} people signed in within {watch.seconds:.1f} s", flush=True)
    watch.started = time.monotonic()
    jobs: list[Callable[[], None]] = [lambda cookie=cookie: reads_pages(cluster, cookie, watch) for cookie in cookies]
    jobs += [lambda agency=agency: reports(agency, watch) for agency in AGENCIES[1:5]]
    jobs += [lambda: confirms(watch)]
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    events = kill_in_the_middle(cluster, seconds, watch)
    watch.is_over.set()
    for thread in threads:
        thread.join(timeout=120)
    return say(watch, events, cluster, cookies)


def add_people(sessions: int) -> None:
    with open_transaction() as session:
        for number in range(sessions):
            add_sample_user(
                session,
                name=f"nguoi-{number}",
                display_name=f"Lãnh đạo {number}",
                role=Role.LEADER,
                password=PASSWORD,
                at=datetime.now(UTC),
            )


def kill_in_the_middle(cluster: Cluster, seconds: int, watch: Watch) -> list[str]:
    """The primary at a third of the time, a replica at two thirds. What happened when."""
    events = []
    sleep_until(watch, seconds / 3)
    primary = cluster.primary()
    assert primary is not None
    cluster.kill_database(primary)
    events.append(f"at {watch.seconds:.0f} s the primary pg{primary} was killed")
    sleep_until(watch, seconds * 2 / 3)
    events.append(f"at {watch.seconds:.0f} s the primary was pg{cluster.primary()}")
    cluster.restart_database(primary)
    cluster.kill("app1")
    watch.replica_killed_at = watch.seconds
    events.append(f"at {watch.seconds:.0f} s replica 1 was killed")
    sleep_until(watch, seconds)
    return events


def sleep_until(watch: Watch, seconds: float) -> None:
    time.sleep(max(0.0, seconds - watch.seconds))


def sign_in(cluster: Cluster, name: str) -> str:
    """The session's cookie."""
    with httpx.Client(base_url=cluster.address, verify=str(cluster.certificates), timeout=60) as client:
        client.get("/sign-in")
        form = {"name": name, "password": PASSWORD, "form": client.cookies["tiendo_form"], "next": "/"}
        client.post("/sign-in", data=form)
        return str(client.cookies["__Host-tiendo"])


# What people do


def reads_pages(cluster: Cluster, cookie: str, watch: Watch) -> None:
    """One session: pages over a WebSocket, a file now and then; connected again whenever the line is lost."""
    chance = random.Random(cookie)
    while not watch.is_over.is_set():
        try:
            with open_page(cluster, cookie) as page:
                while not watch.is_over.is_set():
                    address = files_of(page, chance.choice(FILTERS), watch)
                    watch.drawn_at[cookie] = watch.seconds
                    if address and chance.random() < 0.3:
                        take_away(cluster, cookie, address, watch)
                    watch.is_over.wait(chance.uniform(1, 5))
        except LOST:
            watch.count("connections lost")
            watch.is_over.wait(chance.uniform(0.5, 2))


def open_page(cluster: Cluster, cookie: str):  # type: ignore[no-untyped-def]
    trusted = ssl.create_default_context(cafile=str(cluster.certificates))
    return connect(
        cluster.address.replace("https:", "wss:") + "/_stcore/stream",
        ssl=trusted,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": f"__Host-tiendo={cookie}", "Origin": cluster.address},
        max_size=None,
        open_timeout=30,
    )


def files_of(page, address: str, watch: Watch) -> str:  # type: ignore[no-untyped-def]
    """Draws the page; the address of a file that it offers."""
    found = b""
    try:
        for message in messages_of_run(page, address):
            if message.delta.new_element.alert.format == Alert.ERROR:
                watch.count("pages that asked to try again")
            match = FILE_ADDRESS.search(message.SerializeToString())
            found = match[0] if match else found
    except RuntimeError:
        watch.count("pages that failed")
        return ""
    watch.count("pages drawn")
    return found.decode()


def take_away(cluster: Cluster, cookie: str, address: str, watch: Watch) -> None:
    cookies = {"__Host-tiendo": cookie}
    try:
        with httpx.Client(verify=str(cluster.certificates), timeout=30, cookies=cookies) as client:
            answer = client.get(cluster.address + unquote(address))
    except httpx.TransportError:
        watch.count("files interrupted")
        return
    watch.count("files taken away" if answer.status_code == 200 else f"files refused ({answer.status_code})")


def reports(agency: str, watch: Watch) -> None:
    """One agency: a file after the other, each sent until it is acknowledged; a draft between two."""
    user = CurrentUser(f"bao-cao-{agency}", f"Cán bộ {agency}", Role.REPORTER, agency=agency)
    key, version, number = DraftKey(agency, PLANS[1], Period.from_code(PERIOD)), 0, 0
    while not watch.is_over.is_set():
        number += 1
        content = report_file(number)
        send_until_acknowledged(user, agency, content, watch)
        version = save_until_acknowledged(user, key, version, number, watch)
        time.sleep(0.2)


def report_file(number: int) -> bytes:
    rows = (
        f"{PLANS[0]}-{n:03};{PERIOD};{(number + n) % 99 + 1};Lần {number}: đã họp {n} lần" for n in range(1, ROWS + 1)
    )
    return "\n".join(
        ["ma_nhiem_vu;ky_bao_cao;tien_do;ket_qua;kho_khan", *(f"{row};Có vướng mắc" for row in rows)]
    ).encode()


def send_until_acknowledged(user: CurrentUser, agency: str, content: bytes, watch: Watch) -> None:
    while True:
        at = datetime.now(UTC)
        try:
            with open_session() as session:
                checked = check_report(session, content, file_name="bc.csv", agency=agency, period=None, at=at)
            receipt = submit_report(user=user, report=checked, file_name="bc.csv", agency=agency, at=at)
        except SQLAlchemyError:
            watch.count("submissions that had to be sent again")
            time.sleep(0.2)
            continue
        with watch.lock:
            watch.acknowledged[receipt.sha256 + agency] = ROWS
            watch.acknowledged_at.append(watch.seconds)
        return


def save_until_acknowledged(user: CurrentUser, key: DraftKey, version: int, number: int, watch: Watch) -> int:
    cells = {f"{PLANS[1]}-001": {"result": f"Bản nháp {number}"}}
    while True:
        try:
            version = save_draft(user=user, key=key, cells=cells, version=version, at=datetime.now(UTC))  # type: ignore[arg-type]
        except DraftChanged:  # it was stored, and the answer was lost
            with open_session() as session:
                saved = draft(session, key)
            assert saved is not None
            version = saved.version
            continue
        except SQLAlchemyError:
            time.sleep(0.2)
            continue
        watch.drafts[key.agency] = number
        return version


def confirms(watch: Watch) -> None:
    """The office: all that waits, once a second."""
    office = CurrentUser("dau-moi", "Cơ quan tổng hợp", Role.COORDINATOR, agency=AGENCIES[0])
    while not watch.is_over.wait(1.0):
        at = datetime.now(UTC)
        try:
            with open_session() as session:
                waiting = submissions(session, Scope(), statuses=[SubmissionStatus.SUBMITTED], today=local_day(at))
            accept_submissions(user=office, numbers=[row.number for row in waiting], at=at)
            watch.count("confirmations")
        except SQLAlchemyError:
            watch.count("confirmations that had to be tried again")


# What came of it


def say(watch: Watch, events: list[str], cluster: Cluster, cookies: list[str]) -> int:
    print(*events, sep="\n")
    for what, count in sorted(watch.counts.items()):
        print(f"{what:<45}{count:>6}")
    with open_session() as session:
        stored = times_stored(session)
        drafts_lost = sum(
            draft(session, DraftKey(agency, PLANS[1], Period.from_code(PERIOD))).cells  # type: ignore[union-attr]
            != {f"{PLANS[1]}-001": {"result": f"Bản nháp {number}"}}
            for agency, number in watch.drafts.items()
        )
    lost = sum(stored[key] == 0 for key in watch.acknowledged)
    twice = sum(count > 1 for count in stored.values())
    gone = sum(watch.drawn_at.get(cookie, 0.0) < watch.replica_killed_at for cookie in cookies)
    outside = sum(not is_still_in(cluster, cookie) for cookie in cookies)
    print(f"{'submissions acknowledged':<45}{len(watch.acknowledged):>6}")
    print(f"{'longest without an acknowledgement, s':<45}{watch.longest_silence():>6.1f}")
    for what, count in (
        ("acknowledged submissions lost", lost),
        ("submissions stored twice", twice),
        ("sessions without a page after that", gone),
        ("sessions that must sign in again", outside),
        ("drafts lost", drafts_lost),
    ):
        print(f"{what:<45}{count:>6}")
    return 0 if lost == twice == gone == outside == drafts_lost == 0 else 1


def times_stored(session: Session) -> Counter[str]:
    """By file and agency: how many submissions there are of it."""
    query = (
        select(Submission.sha256, Agency.code, func.count())
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .group_by(col(Submission.sha256), col(Agency.code))
    )
    return Counter({sha256 + agency: count for sha256, agency, count in session.exec(query)})


def is_still_in(cluster: Cluster, cookie: str) -> bool:
    """Whether a page answers instead of leading to the sign-in page."""
    with httpx.Client(verify=str(cluster.certificates), timeout=30, cookies={"__Host-tiendo": cookie}) as client:
        return client.get(cluster.address, headers={"accept": "text/html"}).status_code == 200


if __name__ == "__main__":
    sys.exit(main())
