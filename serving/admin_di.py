"""What the work of admins is built from, on every edge."""

from dishka import Provider, Scope, provide, provide_all

from serving.core.broadcasts.cancel_broadcast import CancelBroadcast
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.broadcasts.confirm_broadcast import ConfirmBroadcast
from serving.core.broadcasts.count_recipients import CountRecipients
from serving.core.broadcasts.draft_broadcast import DraftBroadcast
from serving.core.broadcasts.keep_picture import KeepPicture, Pictures
from serving.core.broadcasts.opt_out import OptOut, WantsBroadcasts
from serving.core.broadcasts.pause_broadcast import PauseBroadcast
from serving.core.broadcasts.ports import Broadcasts, OptOuts
from serving.core.broadcasts.preview_broadcast import PreviewBroadcast
from serving.core.broadcasts.resend_unknown import ResendUnknown
from serving.core.broadcasts.resume_broadcast import ResumeBroadcast
from serving.core.broadcasts.schedule_broadcast import ScheduleBroadcast
from serving.core.broadcasts.show_broadcasts import ListBroadcasts, ShowReport
from serving.core.broadcasts.steer import Steer
from serving.core.exports.allow_export import AllowExport
from serving.core.exports.jobs import Exports
from serving.core.exports.request_export import RequestExport
from serving.core.exports.show_exports import ListExports, ShowExport, TakeExport
from serving.core.exports.write_export import Rows, WriteExport
from serving.core.roles.audit import Audit, Record
from serving.core.roles.grant_role import GrantRole
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Roles
from serving.core.roles.show_audit import ShowAudit
from serving.db.repositories.audit import SqlAudit
from serving.db.repositories.broadcasts import SqlBroadcasts
from serving.db.repositories.export_rows import SqlRows
from serving.db.repositories.exports import SqlExports
from serving.db.repositories.opt_outs import SqlOptOuts
from serving.db.repositories.roles import SqlRoles
from serving.files import KeptPictures


class AdminProvider(Provider):
    scope = Scope.REQUEST

    roles = provide(SqlRoles, provides=Roles)
    audit = provide(SqlAudit, provides=Audit)
    use_cases = provide_all(Permissions, Record, GrantRole, ShowAudit)
    broadcasts = provide(SqlBroadcasts, provides=Broadcasts)
    opt_outs = provide(SqlOptOuts, provides=OptOuts)
    sending = provide_all(
        Steer,
        DraftBroadcast,
        ChangeDraft,
        PreviewBroadcast,
        CountRecipients,
        KeepPicture,
        ConfirmBroadcast,
        ScheduleBroadcast,
        PauseBroadcast,
        ResumeBroadcast,
        CancelBroadcast,
        ResendUnknown,
        ListBroadcasts,
        ShowReport,
        OptOut,
        WantsBroadcasts,
    )
    pictures = provide(KeptPictures, provides=Pictures)
    rows = provide(SqlRows, provides=Rows)
    exports = provide(SqlExports, provides=Exports)
    exporting = provide_all(AllowExport, WriteExport, RequestExport, ListExports, ShowExport, TakeExport)
