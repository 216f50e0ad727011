"""The way in before a real browser: second factor, account, and a session that ends while something is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from record.sessions import IDLE
from tests.browser.windows import DESK, TABLET, Window, window
from tests.casework.access.people import PASSWORD, SECRET, employ
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with a case, an officer with a second factor and a new one without."""
    counter = Counter(tmp_path_factory.mktemp("access"))
    counter.judge(counter.open("layoff-report", unit="北京待发有限公司"), blocking())
    with desk_of(counter) as found:
        for name, factor in (("李敏", True), ("王新", False), ("赵强", True), ("周宁", True)):
            employ(found.office.services, name, factor=factor)
        yield found


@pytest.fixture(params=[DESK, TABLET], ids=["desk", "tablet"])
def seen(request: pytest.FixtureRequest, browser: Browser, desk: Desk) -> Iterator[Window]:
    """A window in which nobody is logged in."""
    with window(browser, desk.address, size=request.param) as opened:
        yield opened


def enter(seen: Window, name: str, code: str = "", password: str = PASSWORD) -> None:
    seen.page.get_by_label("用户名").fill(name)
    seen.page.get_by_label("密码", exact=True).fill(password)
    seen.page.get_by_label("动态口令").fill(code)
    seen.page.keyboard.press("Enter")
    seen.settle()


def fresh(desk: Desk, name: str) -> str:
    """Return a code that the officer has not used yet."""
    services = desk.office.services
    with services.work() as work:
        work.credentials.set_factor(work.officers.known(name, work.office.code), SECRET)
    return pyotp.TOTP(SECRET).at(services.time_of_day())


def test_officer_logs_in_where_he_wanted_to_go_and_leaves(seen: Window, desk: Desk) -> None:
    seen.go("/?queue=letters")
    expect(seen.page).to_have_title("登录 · 受理")
    assert seen.accessibility_faults() == []
    seen.shoot("login")
    enter(seen, "李敏", "000000")
    expect(seen.page.get_by_role("alert")).to_have_text("用户名、密码或动态口令不正确。")
    expect(seen.page.get_by_label("用户名")).to_have_value("李敏")
    expect(seen.page.get_by_label("密码", exact=True)).to_be_focused()
    seen.shoot("login-refused")
    enter(seen, "李敏", fresh(desk, "李敏"))
    expect(seen.page).to_have_url(f"{desk.address}/?queue=letters")
    expect(seen.page.locator(".me")).to_contain_text("李敏")
    (cookie,) = seen.page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (
        "__Host-shouli", True, True, "Strict"
    )
    seen.page.get_by_role("button", name="退出").click()
    expect(seen.page).to_have_title("登录 · 受理")
    seen.go("/")
    expect(seen.page).to_have_title("登录 · 受理")


def test_new_officer_enrols_a_second_factor_first(browser: Browser, desk: Desk) -> None:
    with window(browser, desk.address) as seen:
        seen.go("/login")
        enter(seen, "王新")
        expect(seen.page).to_have_title("动态口令 · 受理")
        assert seen.accessibility_faults() == []
        assert seen.page.locator(".factor img").evaluate("image => image.naturalWidth") > 100
        seen.shoot("enrolment")
        seen.go("/account")
        expect(seen.page).to_have_title("动态口令 · 受理")
        secret = str(seen.page.locator(".secret").text_content()).replace(" ", "")
        seen.page.locator("#code").fill("000000")
        seen.press("Enter")
        expect(seen.page.get_by_role("alert")).to_contain_text("口令不正确")
        seen.page.locator("#code").fill(pyotp.TOTP(secret).at(desk.office.services.time_of_day()))
        seen.press("Enter")
        expect(seen.page).to_have_url(f"{desk.address}/")


def test_account_changes_password_and_makes_and_revokes_a_token(seen: Window, desk: Desk) -> None:
    seen.go("/account")
    enter(seen, "赵强", fresh(desk, "赵强"))
    expect(seen.page).to_have_title("我的账户 · 受理")
    assert seen.accessibility_faults() == []
    seen.page.get_by_label("当前密码").fill("不是这个密码吧")
    seen.page.get_by_label("新密码，至少10个字符").fill("又一个很长的密码-8")
    seen.page.get_by_label("再输入一次").fill("又一个很长的密码-8")
    seen.page.get_by_role("button", name="修改密码").click()
    expect(seen.page.get_by_role("alert")).to_have_text("当前密码不正确")
    seen.page.get_by_label("名称").fill("夜间导出")
    seen.page.get_by_role("checkbox", name="导出").check()
    seen.page.get_by_role("button", name="新建令牌").click()
    token = str(seen.page.locator(".note .secret").text_content())
    assert desk.ask("GET", "/cases", who="", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert seen.accessibility_faults() == []
    seen.shoot("account")
    seen.page.get_by_role("button", name="撤销令牌夜间导出").first.click()
    seen.settle()
    assert desk.ask("GET", "/cases", who="", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_session_that_is_over_asks_in_place_and_loses_nothing(seen: Window, desk: Desk) -> None:
    seen.go("/?queue=letters")
    enter(seen, "周宁", fresh(desk, "周宁"))
    seen.press("j")
    seen.page.locator("#rows input[name=case]").first.check()
    services = desk.office.services
    with services.work() as work:
        officer = work.officers.known("周宁", work.office.code)
        for session in work.sessions.of(officer, work.now):
            work.sessions.seen(session, work.now - IDLE)
    seen.page.locator("#assign-form select").evaluate("list => list.value = '周宁'")
    seen.page.evaluate("htmx.ajax('GET', '/desk/rail', {source: '#fresh', swap: 'none'})")  # as pages do by themselves
    expect(seen.page.locator("#strip").get_by_label("密码")).to_be_visible()
    expect(seen.page).to_have_url(f"{desk.address}/?queue=letters")
    expect(seen.page.locator("#strip").get_by_label("密码")).not_to_be_focused()
    seen.page.locator("#assign-form").evaluate("form => form.requestSubmit()")
    strip = seen.page.locator("#strip")
    expect(strip.get_by_label("密码")).to_be_focused()
    expect(strip).to_contain_text("周宁")
    assert seen.accessibility_faults() == []
    seen.shoot("strip")
    again(seen, "000000")
    expect(strip.get_by_role("alert")).to_contain_text("不正确")
    expect(seen.page.locator("#rows input[name=case]").first).to_be_checked()
    again(seen, fresh(desk, "周宁"))
    expect(strip.get_by_label("密码")).to_have_count(0)
    expect(seen.page.locator("#toast")).to_be_visible()
    with services.reading() as work:
        (case,) = work.cases.page(officer.scope)
        assert work.assignments.officer_of(case.id) == "周宁"


def again(seen: Window, code: str) -> None:
    strip = seen.page.locator("#strip")
    strip.get_by_label("密码").fill(PASSWORD)
    strip.get_by_label("动态口令").fill(code)
    seen.press("Enter")
