"""The addresses of objections and of the block list; their names live in the staff's namespace."""

from django.urls import path

from incidents.web.staff.disputes import views_blocks, views_disputes

urlpatterns = [
    path("objections", views_disputes.disputes, name="disputes"),
    path("objections/<uuid:dispute>", views_disputes.dispute, name="dispute"),
    path("blocks", views_blocks.blocks, name="blocks"),
    path("blocks/<uuid:entry>/lift", views_blocks.lift, name="lift_block"),
]
