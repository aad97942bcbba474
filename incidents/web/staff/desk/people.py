"""To whom a case can be handed."""

from incidents.access.desk import can_staff
from incidents.access.permissions import Permission
from incidents.models import Case, User


def colleagues(case: Case) -> list[User]:
    """Everybody who may see this case, but whoever has it."""
    rows = User.objects.filter(is_active=True).exclude(role="").order_by("username")
    return [user for user in rows if user.id != case.assignee_id and can_staff(user, Permission.SEE_CASES, case)]
