"""What the work of admins is built from, on every edge."""

from dishka import Provider, Scope, provide, provide_all

from serving.core.roles.audit import Audit, Record
from serving.core.roles.grant_role import GrantRole
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Roles
from serving.core.roles.show_audit import ShowAudit
from serving.db.repositories.audit import SqlAudit
from serving.db.repositories.roles import SqlRoles


class AdminProvider(Provider):
    scope = Scope.REQUEST

    roles = provide(SqlRoles, provides=Roles)
    audit = provide(SqlAudit, provides=Audit)
    use_cases = provide_all(Permissions, Record, GrantRole, ShowAudit)
