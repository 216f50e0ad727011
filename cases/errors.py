"""Every error class of the service: code, Chinese sentence, HTTP status, retryable.

A defect of the sender's material is never an exception: it is a :class:`cases.finding.Finding`.
An exception says that *we* could not do our work, or that a caller asked for something impossible.

    ShouliError
    ├── ConfigurationError      settings or catalogue cannot be used
    ├── IntakeError             a mailbox or spool cannot be reached or read
    ├── ReadingError            the sandbox or the OCR engine broke down
    ├── DeliveryError           a letter could not be handed over
    └── CaseError               a request about a case cannot be met
"""

from __future__ import annotations

from typing import ClassVar


class ShouliError(Exception):
    """Base of all errors; ``code`` is part of the contract, ``message`` is for people.

    Args:
        **values: What the sentence needs; kept as ``detail`` for the API.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    template: ClassVar[str] = "系统内部错误，请稍后再试。"

    def __init__(self, **values: object) -> None:
        self.detail = values
        super().__init__(f"{self.code}: {self.message}")

    @property
    def message(self) -> str:
        """The Chinese sentence with its values filled in."""
        return self.template.format(**self.detail)


class ConfigurationError(ShouliError):
    """Settings cannot be used; needs ``reason``."""

    code = "configuration-invalid"
    template = "配置有误：{reason}"


class CatalogueError(ConfigurationError):
    """A catalogue file is refused; needs ``file``, ``line``, ``reason``."""

    code = "catalogue-invalid"
    template = "业务目录文件 {file} 第{line}行有误：{reason}"


class ConditionError(ConfigurationError):
    """A condition is no closed expression; needs ``expression``, ``position`` (from 1), ``reason``."""

    code = "condition-invalid"
    template = "条件“{expression}”第{position}个字符处有误：{reason}"


class SchemaOlder(ConfigurationError):
    """The database has the tables of an earlier version; needs ``found``, ``needed``."""

    code = "schema-older"
    template = "数据库的结构版本为 {found}，早于本程序所需的 {needed}，请停止服务后运行 shouli upgrade。"


class SchemaNewer(ConfigurationError):
    """The database has the tables of a later version; needs ``found``, ``needed``."""

    code = "schema-newer"
    template = "数据库的结构版本为 {found}，不是本程序（{needed}）所能识别的版本，请改用升级该数据库的程序。"


class IntakeError(ShouliError):
    """A source of submissions failed."""

    code = "intake-failed"


class SourceUnavailable(IntakeError):
    """The mailbox or spool cannot be reached; needs ``source``, ``reason``."""

    code = "intake-source-unavailable"
    status = 503
    retryable = True
    template = "无法连接收件渠道“{source}”：{reason}"


class SourceRefused(IntakeError):
    """The mailbox refused our credentials: stop and call a person; needs ``source``."""

    code = "intake-source-refused"
    status = 503
    template = "收件渠道“{source}”拒绝登录，请检查授权码是否失效。"


class ReadingError(ShouliError):
    """Reading broke down on our side."""

    code = "reading-failed"


class SandboxFailed(ReadingError):
    """The sandbox process could not be started; needs ``reason``."""

    code = "reading-sandbox-failed"
    retryable = True
    template = "文件解析进程无法启动：{reason}"


class EngineFailed(ReadingError):
    """The OCR engine broke down; another try may succeed; needs ``reason``."""

    code = "reading-engine-failed"
    retryable = True
    template = "文字识别引擎故障：{reason}"


class DeliveryError(ShouliError):
    """A letter could not be handed to the mail system."""

    code = "delivery-failed"


class DeliveryDeferred(DeliveryError):
    """A passing refusal (4xx, no connection): try later; needs ``reason``."""

    code = "delivery-deferred"
    retryable = True
    template = "邮件暂时无法发出，将稍后重试：{reason}"


class DeliveryRejected(DeliveryError):
    """A final refusal (5xx): an officer must act; needs ``reason``."""

    code = "delivery-rejected"
    template = "邮件被对方服务器拒收：{reason}"


class DeliveryUncertain(DeliveryError):
    """The link broke after the last byte: the letter may or may not be out; needs ``reason``."""

    code = "delivery-uncertain"
    template = "邮件是否已发出无法确定：{reason}"


class AccountRefused(DeliveryError):
    """The mail server refused us, not the letter: letters wait until a person has seen to it; needs ``reason``."""

    code = "delivery-account-refused"
    status = 503
    template = "发件账号无法使用，信件暂缓发送：{reason}"


class CaseError(ShouliError):
    """A request about a case cannot be met."""

    code = "case-error"
    status = 400


class CaseNotFound(CaseError):
    """No such case, or one of another office; needs ``case_id``."""

    code = "case-not-found"
    status = 404
    template = "未找到编号为“{case_id}”的办件。"


class NotFound(CaseError):
    """Some other object of a case is missing; needs ``what``."""

    code = "not-found"
    status = 404
    template = "未找到{what}。"


class MoveNotAllowed(CaseError):
    """The life cycle has no such move; needs ``state``, ``event``, ``reason``."""

    code = "case-move-not-allowed"
    status = 409
    template = "办件当前状态为“{state}”，不能执行“{event}”：{reason}"


class VersionConflict(CaseError):
    """Somebody else changed the case since it was shown; needs ``expected``, ``actual``."""

    code = "case-version-conflict"
    status = 409
    template = "办件已被他人更新（您看到的是第{expected}版，现为第{actual}版），请刷新后再操作。"


class ActWaits(CaseError):
    """An act of the case waits for its minute or for a second officer; needs ``officer``."""

    code = "case-act-waits"
    status = 409
    template = "{officer}办理的文书尚待发出或者复核，请先撤回或者处理后再办理。"


class CaseTaken(CaseError):
    """Another officer has the case open; needs ``officer``, ``until``."""

    code = "case-taken"
    status = 409
    template = "{officer}正在办理这一件（至{until}），请稍后再办，或者请对方让出。"


class PreconditionRequired(CaseError):
    """``If-Match`` or ``Idempotency-Key`` is missing; needs ``header``."""

    code = "precondition-required"
    status = 428
    template = "请求缺少必需的标头“{header}”。"


class RequestInvalid(CaseError):
    """The request's form is wrong; needs ``reason``."""

    code = "request-invalid"
    status = 422
    template = "请求内容有误：{reason}"


class NotAuthenticated(CaseError):
    """No or an unknown token."""

    code = "not-authenticated"
    status = 401
    template = "请先登录或提供有效的访问令牌。"


class LoginRefused(CaseError):
    """A name, password or code that is not right; which one is not said."""

    code = "login-refused"
    status = 401
    template = "用户名、密码或动态口令不正确。"


class LoginThrottled(CaseError):
    """Too many failed log-ins; needs ``seconds``."""

    code = "login-throttled"
    status = 429
    retryable = True
    template = "登录失败次数过多，请{seconds}秒后再试。"


class SecondFactorRequired(CaseError):
    """A first log-in has still to enrol its second factor."""

    code = "second-factor-required"
    status = 403
    template = "请先设置动态口令，再使用其他功能。"


class CsrfFailed(CaseError):
    """A change asked with a session's cookie that does not show that our own page asked it."""

    code = "csrf-failed"
    status = 403
    template = "无法确认请求来自本系统的页面，请刷新页面后重试。"


class SessionReplaced(CaseError):
    """The browser was logged in anew beside a page that is still open; needs ``officer``, who is now."""

    code = "session-replaced"
    status = 403
    template = "本浏览器已由{officer}重新登录，填写的内容还在；仍由您办理的，请再提交一次。"


class TokenScopeLacking(CaseError):
    """A token that may not be used for this; needs ``scope``."""

    code = "token-scope-lacking"
    status = 403
    template = "此访问令牌不含“{scope}”权限。"


class TransportRefused(CaseError):
    """A request that came neither from this machine nor over TLS; needs ``reason``."""

    code = "transport-refused"
    status = 403
    template = "连接不安全：{reason}。"


class RequestTooLarge(CaseError):
    """A request is longer than it may be; needs ``limit``."""

    code = "request-too-large"
    status = 413
    template = "请求内容过大，最多{limit}。"


class TooManyStreams(CaseError):
    """As many streams of events are open as the service can serve."""

    code = "too-many-streams"
    status = 429
    retryable = True
    template = "实时连接过多，暂不能再开，请稍后再试；办理不受影响。"


class TooManyUploads(CaseError):
    """An officer sends several large files at the same time; needs ``most``."""

    code = "too-many-uploads"
    status = 429
    retryable = True
    template = "同时上传的文件过多（最多{most}个），请等前面的上传完成。"


class NotPermitted(CaseError):
    """The officer's role does not allow this; needs ``action``."""

    code = "not-permitted"
    status = 403
    template = "您的角色无权执行“{action}”。"


class KeyReused(CaseError):
    """An idempotency key came back with another request."""

    code = "idempotency-key-reused"
    status = 409
    template = "同一幂等键已用于另一项请求，请更换后重试。"


class UsageError(ShouliError):
    """A command was called wrongly; needs ``reason``."""

    code = "usage"
    status = 400
    template = "用法有误：{reason}"
