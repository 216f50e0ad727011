"""``./run demo``: the embedded service with a loopback mailbox, sample submissions, verdicts and letters.

The demonstration plays in February 2020, when the notices that its rules come from were in force. What an officer
has to confirm is confirmed by a demonstration officer through the API, as a person would.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import uvicorn
from rich.cells import chop_cells
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from api.app import create_app
from cases.report import Outcome
from casework.access import accounts
from casework.access.passwords import hash_password
from casework.services import Services
from commands.serve import Service
from pipeline.logs import set_up_logs
from pipeline.settings import load_settings, process_environment
from record.repository import BEIJING
from tests.demo.mailboxes import Mail, office, open_mail
from tests.demo.samples import SAMPLES, Sample, supplement
from views.words import OUTCOMES

PLAYS_AT = datetime(2020, 2, 20, 9, 0, tzinfo=BEIJING)
PATIENCE_SECONDS = 900.0
FOLDER = Path("data/demo")
PERSON, HEAD, PASSWORD = "李敏", "王主任", "see-how-it-works"
"""Who logs in, and whose signature some letters wait for; the password holds for the demonstration alone."""


@dataclass
class Sent:
    """A sample on its way."""

    sample: Sample
    address: str
    message_id: str = ""
    case: dict[str, Any] | None = None
    letters: list[EmailMessage] = field(default_factory=list)
    verdict: str = ""
    told: bool = False


class Demonstration:
    """Runs the samples against the API and prints what happens."""

    def __init__(self, console: Console, mail: Mail, url: str, token: str, spool: Path) -> None:
        self._console, self._mail, self._spool = console, mail, spool
        self._api = httpx.Client(base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60)

    def play(self) -> list[Sent]:
        """Send every sample and wait until each has its verdict and its letter; then send the supplement."""
        sent = [self._send(number, sample) for number, sample in enumerate(SAMPLES, 1)]
        self._wait(sent)
        second = self._reply(sent[1])
        self._wait([second])
        return [*sent, second]

    def _send(self, number: int, sample: Sample) -> Sent:
        address = f"firm{number:02d}@corp.test"
        files = sample.draw()
        if sample.fax:
            name = f"fax{number:08d}.tif"
            (self._spool / f"{name}.json").write_text(f'{{"number": "{sample.fax}"}}', encoding="ascii")
            (self._spool / f".{name}").write_bytes(files[0][1])
            (self._spool / f".{name}").rename(self._spool / name)
            os.utime(self._spool / name, (PLAYS_AT.timestamp(), PLAYS_AT.timestamp()))
            self._console.print(f"  传真 → {sample.title}", highlight=False)
            return Sent(sample, "", name)
        self._mail.letters(address)  # opens the sender's mailbox
        message = _mail(address, office(sample.channel), files, sample.body, f"firm{number:02d}")
        self._mail.deliver(sample.channel, message, PLAYS_AT + timedelta(minutes=number))
        self._console.print(f"  {address} → {sample.title}", highlight=False)
        return Sent(sample, address, str(message["Message-ID"]))

    def _reply(self, first: Sent) -> Sent:
        """Mail what the first letter asked for, as a reply to the notice."""
        notice = first.letters[-1]
        message = _mail(first.address, office(first.sample.channel), supplement(), "补正材料见附件。", "again")
        del message["Subject"]
        message["Subject"] = f"回复：{notice['Subject']}"
        message["In-Reply-To"] = notice["Message-ID"]
        message["References"] = f"{notice['References'] or ''} {notice['Message-ID']}".strip()
        self._mail.deliver(first.sample.channel, message, PLAYS_AT + timedelta(days=1))
        sample = Sample("以回复邮件补正", first.sample.channel, list, "accept")
        self._console.print(f"\n  {first.address} → {sample.title}", highlight=False)
        assert first.case is not None
        return Sent(sample, first.address, str(message["Message-ID"]), {**first.case, "state": "received"})

    def _wait(self, sent: list[Sent]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and not all(one.told for one in sent):
            for one in sent:
                if not one.told:
                    self._look(one)
            time.sleep(1.0)

    def _look(self, one: Sent) -> None:
        case = self._case(one)
        if case is None or case["state"] in {"received", "screening"}:
            return
        one.verdict = one.verdict or case["outcome"] or "review"  # as judged, before an officer decides
        is_held = case["state"] == "review" and any(letter["state"] == "held" for letter in case["letters"])
        if is_held and one.address and not one.sample.waits:
            one.case = case
            self._confirm(one)
            return
        waiting = [letter for letter in case["letters"] if letter["state"] in {"queued", "sending"}]
        arrived = [letter["message_id"] for letter in case["letters"] if letter["state"] == "sent"]
        if waiting:
            return
        one.letters = [
            letter for letter in (self._mail.letters(one.address) if one.address else [])
            if letter["Message-ID"] in arrived
        ]
        if one.address and len(one.letters) < len(arrived):
            return
        one.case, one.told = case, True
        self._tell(one)

    def _case(self, one: Sent) -> dict[str, Any] | None:
        if one.case is not None:
            return self._get(f"/cases/{one.case['id']}", one)
        for row in self._api.get("/cases", params={"limit": 200}).json()["cases"]:
            detail = self._get(f"/cases/{row['id']}", None)
            if detail is not None and (detail["applicant"] or "") == one.address:
                return detail
        return None

    def _get(self, path: str, one: Sent | None) -> dict[str, Any] | None:
        answer = self._api.get(path)
        if answer.status_code != 200:
            return None
        detail: dict[str, Any] = answer.json()
        # A reply's case still shows its old verdict until the new revision is there.
        if one is not None and one.sample.title.startswith("以回复") and detail["revision"] < 2:
            return None
        return detail

    def _confirm(self, one: Sent) -> None:
        """Decide as the demonstration's officer what the profile leaves to an officer."""
        assert one.case is not None
        held = [letter for letter in one.case["letters"] if letter["state"] == "held"]
        for letter in held[:1]:
            self._api.post(f"/letters/{letter['id']}/send", headers={"Idempotency-Key": uuid.uuid4().hex})
            one.case = {**one.case, "confirmed": True}

    def _tell(self, one: Sent) -> None:
        assert one.case is not None
        verdict = OUTCOMES[Outcome(one.verdict)]
        lines = [f"{one.case['number']}  {one.case['unit'] or '单位未定'}  {one.case['item_name'] or '事项未定'}"]
        report = self._api.get(f"/cases/{one.case['id']}/report")
        if report.status_code == 200:
            lines += [f"· {finding['message']}" for finding in report.json()["findings"]][:8]
        for task in one.case["tasks"]:
            lines.append(f"待办：{task['text']}")
        self._panel("\n".join(lines), f"{one.sample.title} → {verdict}", "none")
        for letter in one.letters:
            body = letter.get_body(("plain",))
            text = body.get_content().strip() if body is not None else ""
            self._panel(text, str(letter["Subject"]), "dim")

    def _panel(self, text: str, title: str, border: str) -> None:
        """Print a frame; Chinese has no blanks to break lines at, so lines are cut by their width."""
        width = self._console.width - 4
        lines = [piece for line in text.splitlines() for piece in (chop_cells(line, width) or [""])]
        self._console.print(Panel("\n".join(lines), title=title, title_align="left", border_style=border))


def _mail(sender: str, recipient: str, files: list[tuple[str, bytes]], body: str, token: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = sender, recipient
    message["Subject"] = files[0][0].removesuffix(".pdf") if files else "咨询"
    message["Message-ID"] = f"<{token}.{uuid.uuid4().hex}@corp.test>"
    message["Date"] = PLAYS_AT
    message.set_content(body)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message


def main() -> int:
    """Run the demonstration; 0 when every sample came to the outcome it has to come to."""
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 110)
    set_up_logs("ERROR")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, mode=0o700)
    with open_mail(FOLDER) as mail:
        console.print(f"邮箱：{mail.title}", highlight=False)
        return _run(console, mail, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo", description="受理：演示")
    parser.add_argument("--once", action="store_true", help="所有回信发出后退出")
    parser.add_argument("--port", type=int, default=0, help="接口端口（默认取空闲端口）")
    return parser.parse_args()


def _run(console: Console, mail: Mail, options: argparse.Namespace) -> int:
    spool = FOLDER / "fax"
    spool.mkdir()
    environment = _environment(mail, spool)
    settings = load_settings(environment)
    service = Service(settings, environment)
    services = service.start()
    token = _people(services)
    port = options.port or _free_port()
    server = uvicorn.Server(uvicorn.Config(create_app(services), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{port}"
    try:
        return _play(console, mail, url, token, spool, options.once)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        service.stop()


def _people(services: Services) -> str:
    """Enter the demonstration's officers and return a token of the first."""
    hashes = {name: hash_password(PASSWORD, name) for name in (PERSON, HEAD)}
    with services.work() as work:
        officer, token = accounts.add(work, PERSON, "officer")
        head, _ = accounts.add(work, HEAD, "supervisor")
        for one in (officer, head):
            accounts.set_password(work, one, hashes[one.name], by=accounts.COMMAND_LINE)
    return token


def _play(console: Console, mail: Mail, url: str, token: str, spool: Path, once: bool) -> int:
    _wait_for(url)
    console.print("寄入示例申请：")
    sent = Demonstration(console, mail, url, token, spool).play()
    wrong = _summary(console, sent)
    waiting = sum(one.sample.waits for one in sent)
    console.print(
        f"办件台：{url}/　有{waiting}件等您办理\n"
        f"登录：{PERSON}（审核）或{HEAD}（主管），密码 {PASSWORD}，动态口令留空，只在本机有效\n"
        f"接口文档：{url}/docs\n访问令牌：{token}", highlight=False, soft_wrap=True,
    )
    if not once:
        console.print("服务仍在运行，按 Ctrl-C 结束。")
        stop = threading.Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
        stop.wait()
    return 1 if wrong else 0


def _summary(console: Console, sent: list[Sent]) -> int:
    table = Table(title="小结", title_justify="left")
    for column in ("示例", "应得结论", "结论", "办件", "回信"):
        table.add_column(column)
    wrong = 0
    for one in sent:
        right = one.told and one.verdict == one.sample.wanted
        wrong += not right
        letters = "、".join(str(letter["Subject"]).partition("】")[0].strip("【") for letter in one.letters)
        table.add_row(
            one.sample.title, OUTCOMES[Outcome(one.sample.wanted)],
            f"{'✓' if right else '✗'} {OUTCOMES[Outcome(one.verdict)] if one.verdict else '未完成'}",
            (one.case or {}).get("number", ""), _answered(one, letters),
        )
    console.print(table)
    return wrong


def _answered(one: Sent, letters: str) -> str:
    """Tell what became of a sample beside its verdict."""
    if not one.told:
        return "未收到"
    return "等您办理" if one.sample.waits else letters or "电话答复"


def _environment(mail: Mail, spool: Path) -> dict[str, str]:
    offset = (PLAYS_AT - datetime.now(BEIJING)).total_seconds()
    path = FOLDER / "shouli.toml"
    path.write_text(
        f'log_level = "ERROR"\npoll_seconds = 1.0\nsweep_seconds = 3.0\nundo_seconds = 20.0\nfax_quiet_seconds = 1.0\n'
        f'clock_offset_seconds = {offset:.0f}\n'
        'demo = true\n'
        f'{mail.configuration()}\n'
        f'[[mailboxes]]\nname = "fax"\nkind = "fax"\nchannel = "fax-insurance"\npath = "{spool.resolve()}"\n',
        encoding="utf-8",
    )
    environment = {key: value for key, value in process_environment().items() if not key.startswith("SHOULI_")}
    return {**environment, "SHOULI_CONFIG": str(path.resolve()), "SHOULI_DATA": str((FOLDER / "service").resolve())}


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/api/v1/health", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
