"""The installation of `deploy/` on one machine: its very configuration files, with other addresses and folders in them.

Needs Debian's packages etcd-server, patroni, pgbouncer, haproxy and nginx beside PostgreSQL. Everything listens on
127.0.0.1 alone. As root, what refuses to run as root runs as `postgres`.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import trustme

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
DEPLOY = PROJECT_DIR / "deploy"
PROGRAMS = ("etcd", "patroni", "pgbouncer", "haproxy", "nginx")
PATIENCE = 120
REPLICAS = DATABASES = (1, 2)


@dataclass
class Cluster:
    """etcd, two PostgreSQL under Patroni, HAProxy, PgBouncer, two replicas of the app, nginx. Stopped by `stop`."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    cookie_secret: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def database_url(self) -> str:
        return f"postgresql://tiendo:{self.password}@127.0.0.1:{self.ports['pgbouncer']}/tiendo"

    @property
    def address(self) -> str:
        return f"https://localhost:{self.ports['nginx']}"

    @property
    def certificates(self) -> Path:
        return self.folder / "authority.pem"

    def start_database(self) -> None:
        """Everything up to a database `tiendo` behind PgBouncer, with a synchronous standby."""
        names = ["etcd", "etcd-peer", "haproxy", "pgbouncer", "nginx", *(f"app{n}" for n in REPLICAS)]
        names += [f"{what}{n}" for n in DATABASES for what in ("pg", "patroni")]
        self.ports = dict(zip(names, free_ports(len(names)), strict=True))
        (self.folder / "postgres").mkdir(mode=0o700)
        if os.getuid() == 0:
            self.folder.chmod(0o755)
            shutil.chown(self.folder / "postgres", "postgres", "postgres")
        self._start_etcd()
        for number in DATABASES:
            self._start_patroni(number)
            wait_for(lambda number=number: self._role(number) is not None, f"PostgreSQL {number}")
        wait_for(lambda: self.primary() and self.synchronous_standby(), "a synchronous standby")
        self._make_database()
        self._start_haproxy()
        self._start_pgbouncer()

    def start_apps(self) -> None:
        for number in REPLICAS:
            self.start_replica(number)
        self._start_nginx()
        wait_for(lambda: self._answers(f"{self.address}/healthz"), "nginx")

    def start_replica(self, number: int) -> None:
        data = self.folder / f"app{number}"
        data.mkdir(exist_ok=True)
        port = self.ports[f"app{number}"]
        variables = {
            "DATABASE_URL": self.database_url,
            "STREAMLIT_SERVER_COOKIE_SECRET": self.cookie_secret,
            "TIENDO_BEHIND_PROXY": "1",
            "TIENDO_DATA": str(data),
        }
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        self._start(f"app{number}", command, cwd=PROJECT_DIR, variables=variables)
        wait_for(lambda: self._answers(f"http://127.0.0.1:{port}/healthz"), f"replica {number}")

    def primary(self) -> int | None:
        """The number of the database that Patroni says is the primary."""
        return next((number for number in DATABASES if self._role(number) in ("primary", "master")), None)

    def synchronous_standby(self) -> bool:
        return any(self._asks(number, "/sync") for number in DATABASES)

    def kill(self, name: str) -> None:
        """SIGKILL to the process and all that it started: what a power cut leaves."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes.pop(name).wait()

    def kill_database(self, number: int) -> None:
        postmaster = int(self._data_dir(number).joinpath("postmaster.pid").read_text().split()[0])
        os.killpg(self.processes[f"patroni{number}"].pid, signal.SIGKILL)
        os.kill(postmaster, signal.SIGKILL)
        self.processes.pop(f"patroni{number}").wait()

    def restart_database(self, number: int) -> None:
        """What the machine does when it is back: Patroni rejoins it as a standby."""
        self._start_patroni(number)

    def stop(self) -> None:
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in reversed(self.processes.values()):
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def _start_etcd(self) -> None:
        client, peer = (f"http://127.0.0.1:{self.ports[name]}" for name in ("etcd", "etcd-peer"))
        command = ["etcd", "--data-dir", str(self.folder / "etcd"), "--name", "etcd"]
        command += ["--listen-client-urls", client, "--advertise-client-urls", client]
        command += ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer]
        self._start("etcd", [*command, "--initial-cluster", f"etcd={peer}"])
        wait_for(lambda: self._answers(f"{client}/health"), "etcd")

    def _start_patroni(self, number: int) -> None:
        config = self.folder / f"patroni{number}.yml"
        changes = {
            "name: pg1": f"name: pg{number}",
            "10.0.0.11:8008": f"127.0.0.1:{self.ports[f'patroni{number}']}",
            "10.0.0.11:5432": f"127.0.0.1:{self.ports[f'pg{number}']}",
            "10.0.0.10:2379": f"127.0.0.1:{self.ports['etcd']}",
            "10.0.0.0/24": "127.0.0.1/32",
            "/usr/lib/postgresql/15/bin": str(postgresql_programs()),
            "/var/lib/postgresql/15/tiendo": str(self._data_dir(number)),
            "/var/lib/postgresql/patroni.pgpass": str(self.folder / "postgres" / f"pgpass{number}"),
            "CHANGE-ME-1": self.password,
            "CHANGE-ME-2": self.password,
        }
        config.write_text(changed(DEPLOY / "patroni.yml", changes), encoding="utf-8")
        self._start(f"patroni{number}", as_postgres(["patroni", str(config)]), cwd=self.folder / "postgres")

    def _start_haproxy(self) -> None:
        servers = {f"10.0.0.1{number}:5432": f"127.0.0.1:{self.ports[f'pg{number}']}" for number in DATABASES}
        text = changed(DEPLOY / "haproxy.cfg", {"127.0.0.1:5000": f"127.0.0.1:{self.ports['haproxy']}", **servers})
        for number in DATABASES:  # here the two machines are one, and their REST ports differ
            text = _in_line(
                text, f"server pg{number} ", "check port 8008", f"check port {self.ports[f'patroni{number}']}"
            )
        config = self.folder / "haproxy.cfg"
        config.write_text(text, encoding="utf-8")
        self._start("haproxy", ["haproxy", "-db", "-f", str(config)])

    def _start_pgbouncer(self) -> None:
        users, log = self.folder / "userlist.txt", self.folder / "postgres" / "pgbouncer.log"
        users.write_text(f'"tiendo" "{self.password}"\n', encoding="utf-8")
        changes = {
            "host=127.0.0.1 port=5000": f"host=127.0.0.1 port={self.ports['haproxy']}",
            "listen_port = 6432": f"listen_port = {self.ports['pgbouncer']}\nunix_socket_dir =",
            "/etc/pgbouncer/userlist.txt": str(users),
            "/var/log/postgresql/pgbouncer.log": str(log),
            "/run/postgresql/pgbouncer.pid": str(log.with_suffix(".pid")),
        }
        config = self.folder / "pgbouncer.ini"
        config.write_text(changed(DEPLOY / "pgbouncer.ini", changes), encoding="utf-8")
        self._start("pgbouncer", as_postgres(["pgbouncer", str(config)]))
        wait_for(lambda: connects(self.database_url), "PgBouncer")

    def _start_nginx(self) -> None:
        folder = self.folder / "nginx"
        folder.mkdir()
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.certificates)
        certificate = authority.issue_cert("localhost")
        certificate.cert_chain_pems[0].write_to_path(folder / "fullchain.pem")
        certificate.private_key_pem.write_to_path(folder / "privkey.pem")
        changes = {
            "listen 443 ssl http2": f"listen 127.0.0.1:{self.ports['nginx']} ssl http2",
            "listen 80;": f"listen 127.0.0.1:{free_ports(1)[0]};",
            "/etc/ssl/tiendo/": f"{folder}/",
            "/etc/nginx/tiendo-replicas.conf": str(folder / "replicas.conf"),
        }
        replicas = {f"127.0.0.1:850{number}": f"127.0.0.1:{self.ports[f'app{number}']}" for number in REPLICAS}
        (folder / "replicas.conf").write_text(changed(DEPLOY / "replicas.conf", replicas), encoding="utf-8")
        site = folder / "tiendo.conf"
        site.write_text(changed(DEPLOY / "nginx.conf", changes), encoding="utf-8")
        temporary = "".join(
            f"  {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        config = folder / "nginx.conf"
        config.write_text(
            f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{ worker_connections 1024; }}\n"
            f"http {{\n  access_log off;\n{temporary}  include {site};\n}}\n",
            encoding="utf-8",
        )
        self._start("nginx", ["nginx", "-c", str(config), "-e", str(folder / "error.log")])

    def _make_database(self) -> None:
        number = self.primary()
        address = f"postgresql://postgres:{self.password}@127.0.0.1:{self.ports[f'pg{number}']}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE tiendo LOGIN PASSWORD '{self.password}'".encode())
            connection.execute(b"CREATE DATABASE tiendo OWNER tiendo")

    def _data_dir(self, number: int) -> Path:
        return self.folder / "postgres" / f"data{number}"

    def _role(self, number: int) -> str | None:
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.ports[f'patroni{number}']}/patroni", timeout=2).json()
        except httpx.TransportError:
            return None
        return str(answer["role"]) if answer.get("state") == "running" else None

    def _asks(self, number: int, path: str) -> bool:
        return self._answers(f"http://127.0.0.1:{self.ports[f'patroni{number}']}{path}")

    def _answers(self, address: str) -> bool:
        try:
            verify = str(self.certificates) if address.startswith("https") else True
            return httpx.get(address, timeout=2, verify=verify).status_code == 200
        except httpx.TransportError:
            return False

    def _start(
        self, name: str, command: list[str], *, cwd: Path | None = None, variables: Mapping[str, str] | None = None
    ) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=cwd or self.folder,
                env=os.environ | dict(variables or {}),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if shutil.which(name) is None]


def postgresql_programs() -> Path:
    """The newest version that Debian has installed."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def as_postgres(command: list[str]) -> list[str]:
    if os.getuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]


def changed(file: Path, changes: Mapping[str, str]) -> str:
    """Its text with other addresses and folders. Raises LookupError where the file no longer has what is to change."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        if old not in text:
            raise LookupError(f"{old} is not in {file.name}")
        text = text.replace(old, new)
    return text


def _in_line(text: str, start: str, old: str, new: str) -> str:
    return "\n".join(line.replace(old, new) if start in line else line for line in text.split("\n"))


def connects(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            connection.execute(b"SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


def wait_for(is_so: Callable[[], object], what: str) -> None:
    """Raises TimeoutError, which names `what`."""
    give_up_at = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"still not there: {what}")
        time.sleep(0.2)
