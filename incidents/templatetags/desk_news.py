"""What the support desk has for a victim: messages, a new code on its way, others who report the same."""

from typing import Any

from django import template

from incidents.models import Case
from incidents.services import duplicates, messages, reissue

register = template.Library()


@register.inclusion_tag("victim/parts/desk_news.html")
def desk_news(case: Case) -> dict[str, Any]:
    """Nothing where there is nothing, so that a page without a desk behind it stays as short as it was."""
    return {
        "unread": messages.unread_by_victim(case),
        "has_messages": messages.of(case).exists(),
        "running": reissue.running(case),
        "others": duplicates.seen_by_victim(case),
    }
