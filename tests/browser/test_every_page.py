"""Every page of the console: fit for everybody, by keys alone, at both sizes; no page is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cases.case import Case
from cases.report import Outcome
from casework.registering import arrange_visit
from record.repository import BEIJING
from replies.particulars import Particulars
from tests.api.asking import routes
from tests.browser.test_letter import seat
from tests.browser.windows import DESK, TABLET, Window
from tests.casework.holding import DOUBT, held_case
from tests.casework.test_batch import clean_case
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.counter import CLERK, OFFICER, Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail

PARTS = {
    "/static/{name}", "/desk/rail", "/desk/rows/{case_id}", "/cases/{case_id}/pages/{number}", "/login/strip",
    "/cases/{case_id}/panes", "/cases/{case_id}/lease", "/desk/rows/{case_id}/seen/{question}.png",
    "/account/second-factor.svg",
}
"""What is fetched into a page, or beside it."""

ELSEWHERE = {"/account/second-factor"}
"""Pages of a new officer alone: ``test_access.py`` looks at them."""

VISITS = {
    "desk": ("/", "/"), "letters": ("/", "/?queue=letters"), "all": ("/", "/?queue=open"),
    "search": ("/search", "/search?q=有限"), "batch": ("/batch", "/batch"), "sign-off": ("/sign-off", "/sign-off"),
    "stand-in": ("/stand-in", "/stand-in"), "account": ("/account", "/account"),
    "read": ("/cases/{case_id}", "/cases/{read}"), "held": ("/cases/{case_id}", "/cases/{held}"),
    "doubted": ("/cases/{case_id}", "/cases/{doubted}"), "clean": ("/cases/{case_id}", "/cases/{clean}"),
    "around": ("/cases/{case_id}/around", "/cases/{read}/around"),
    "originals": ("/cases/{case_id}/originals", "/cases/{read}/originals"), "login": ("/login", "/login"),
    "missing": ("/cases/{case_id}", "/cases/2020-0000"),
}
"""By a name: the route, and an address of it with the case's name in braces."""

VISIT = datetime(2020, 2, 20, 9, 30, tzinfo=BEIJING)
SHOWN_AS = {
    "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "-": "−",
    **{str(number): "1…9" for number in range(4, 10)},
}
"""What stands on the key, where it is not its name."""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, str]]]:
    """An office with a case that was read and is doubted, and cases of other kinds; what each of them is called."""
    folder = Path(tmp_path_factory.mktemp("pages"))
    counter = Counter(folder / "data")
    office = Office(folder, channel="mail-hours", clock=counter.watch)
    for one in (counter, office):
        one.services = replace(one.services, office=replace(one.services.office, policy="strict"))
    drawn = kept_submission(SubmissionSpec(
        "hours-flexible", seed=21, born_digital=True, defects=(Defect.CODE_INCONSISTENT,),
    ))
    licence = next(one.pages[0] for one in drawn.truth.materials if one.code == "business-licence")
    office.mail(mail([(drawn.file_name, cut_pages(drawn.content, (1, licence)))]))
    office.run()
    cases = {
        "read": office.cases()[0],
        "held": held_case(counter, blocking(), unit="北京甲有限公司", applicant="a@corp.test"),
        "doubted": held_case(counter, DOUBT, unit="北京乙有限公司", applicant="b@corp.test"),
        "clean": clean_case(counter), "passed": _passed(counter, "丙"), "visited": _passed(counter, "丁"),
    }
    visit = Particulars(visit_at=VISIT, visit_place="某路1号", visitors=(OFFICER.name, CLERK.name))
    counter.do(arrange_visit, cases["visited"], OFFICER, visit)
    with desk_of(office) as desk:
        yield desk, {name: case.id for name, case in cases.items()}


def _passed(counter: Counter, name: str) -> Case:
    """Return a case that was accepted; its decision waits for the seal."""
    return counter.decide(counter.judge(counter.open(unit=f"北京{name}有限公司")), Outcome.ACCEPT)


@pytest.fixture(scope="module")
def opened(browser: Browser, furnished: tuple[Desk, dict[str, str]]) -> Iterator[Window]:
    """The window of a supervisor, who may see every page."""
    with seat(browser, furnished[0], "supervisor") as found:
        yield found


@pytest.fixture
def seen(opened: Window) -> Window:
    """The same window, as large as on a desk."""
    opened.page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return opened


def test_every_page_is_visited() -> None:
    pages = {one.path for one in routes() if one.method == "GET" and one.is_page}
    assert pages == PARTS | ELSEWHERE | {route for route, _ in VISITS.values()}


@pytest.mark.parametrize("name", VISITS)
def test_page_is_fit_for_everybody(name: str, seen: Window, furnished: tuple[Desk, dict[str, str]]) -> None:
    seen.go(VISITS[name][1].format(**furnished[1]))
    for size in (DESK, TABLET):
        seen.page.set_viewport_size(size)  # type: ignore[arg-type]
        seen.settle()
        seen.shoot(f"page-{name}")
        assert seen.accessibility_faults() == []
        assert _unreached(seen) == []
        assert _unlisted(seen) == set()


def test_form_that_was_refused_is_fit_for_everybody(seen: Window) -> None:
    seen.go("/stand-in")
    seen.page.get_by_label("从（含当日）").evaluate("field => { field.type = 'text'; field.value = '三月'; }")
    seen.page.get_by_label("谁代班").select_option(index=1)
    seen.page.get_by_role("button", name="安排").click()
    expect(seen.page.get_by_role("alert")).to_contain_text("请检查“起始日”后重试")
    assert seen.accessibility_faults() == []


@pytest.mark.parametrize(
    ("name", "opener", "title"),
    [("passed", "待用印", "待用印"), ("passed", "纸质比对", "登记纸质材料"), ("passed", "约现场核查", "约现场核查"),
     ("visited", "登记核查结果", "登记核查结果"), ("held", "改办结方式", "改办结方式"),
     ("held", "全部按键", "全部按键")],
)  # fmt: skip
def test_dialog_is_fit_for_everybody(
    name: str, opener: str, title: str, seen: Window, furnished: tuple[Desk, dict[str, str]]
) -> None:
    address = f"{seen.address}/cases/{furnished[1][name]}"
    if seen.page.url != address:
        seen.page.goto(address)
    seen.page.get_by_role("button", name=opener).click()
    expect(seen.page.get_by_role("dialog", name=title)).to_be_visible()
    seen.shoot(f"dialog-{title}")
    assert seen.accessibility_faults("dialog[open]") == []
    seen.press("Escape")
    expect(seen.page.locator("dialog[open]")).to_have_count(0)


def _unreached(seen: Window) -> list[str]:
    """Return what can be used and is not reached by Tab."""
    page = seen.page
    total = int(page.evaluate("""() => {
        const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary";
        const found = [...document.querySelectorAll(usable)].filter((one) => !one.disabled && one.tabIndex >= 0
            && one.checkVisibility({visibilityProperty: true}) && !(one.type === "radio" && !one.checked));
        found.forEach((one) => one.setAttribute("data-unreached", ""));
        addEventListener("focusin", (event) => event.target.removeAttribute("data-unreached"));
        document.activeElement.blur();
        const dates = found.filter((one) => ["date", "datetime-local"].includes(one.type)).length;
        return found.length + 7 * dates + 10;
    }"""))
    for _ in range(total):
        page.keyboard.press("Tab")
    rest = page.locator("[data-unreached]")
    return [str(one) for one in rest.evaluate_all("all => all.map((one) => one.outerHTML.slice(0, 160))")]


def _unlisted(seen: Window) -> set[str]:
    """Return keys of the page that neither the list of keys nor the footer shows."""
    page = seen.page
    if page.locator("#keymap").count() == 0:
        return set()
    shown = {str(key).strip() for key in page.locator("#keymap kbd, footer.keys kbd").all_text_contents()}
    keys = page.locator("[data-key]").evaluate_all("all => all.map((one) => one.dataset.key)")
    wanted = {
        part for key in keys for stroke in str(key).split("|")[:1] for part in _parts(stroke)
    }
    return {key for key in wanted if SHOWN_AS.get(key, key) not in shown and key not in shown}


def _parts(stroke: str) -> list[str]:
    """Return the keys of one stroke, or of two."""
    return [part for one in stroke.split(" ") for part in (one.split("+") if len(one) > 1 else [one])]
