"""The desk's addresses, all in the staff's namespace. No number that stands on paper is in any of them."""

from django.urls import path

from incidents.web.staff.desk import (
    views_acts,
    views_case,
    views_files,
    views_queue,
    views_reissue,
    views_together,
)

urlpatterns = [
    path("cases", views_queue.queue, name="queue"),
    path("search", views_queue.search, name="search"),
    path("hand-over", views_queue.hand_over, name="hand_over"),
    path("hand-over/identifiers/<str:slug>.csv", views_files.identifiers, name="identifiers"),
    path("cases/<uuid:case>", views_case.case, name="case"),
    path("cases/<uuid:case>/take", views_acts.take, name="take"),
    path("cases/<uuid:case>/assign", views_acts.assign, name="assign"),
    path("cases/<uuid:case>/state", views_acts.move, name="move"),
    path("cases/<uuid:case>/waits", views_acts.wait, name="wait"),
    path("cases/<uuid:case>/note", views_acts.note, name="note"),
    path("cases/<uuid:case>/ask", views_acts.ask, name="ask"),
    path("cases/<uuid:case>/read", views_acts.put_away, name="put_away"),
    path("cases/<uuid:case>/files/<uuid:exhibit>/shown", views_files.preview, name="preview"),
    path("cases/<uuid:case>/files/<uuid:exhibit>", views_files.original, name="original"),
    path("cases/<uuid:case>/papers/<uuid:job>", views_files.paper, name="paper"),
    path("cases/<uuid:case>/compare", views_together.compare, name="compare"),
    path("cases/<uuid:case>/beside/<uuid:other>", views_together.beside, name="beside"),
    path("cases/<uuid:case>/beside/<uuid:other>/join", views_together.join, name="join_cases"),
    path("cases/<uuid:case>/part", views_together.part, name="part"),
    path("cases/<uuid:case>/new-code", views_reissue.reissue, name="reissue"),
    path("cases/<uuid:case>/new-code/agree", views_reissue.approve_reissue, name="approve_reissue"),
    path("cases/<uuid:case>/new-code/stop", views_reissue.stop_reissue, name="stop_reissue"),
]
