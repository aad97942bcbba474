"""The victim's addresses. No address holds a code, a name or a number of a case."""

from django.urls import path

from incidents.web.victim import (
    views_check,
    views_code,
    views_corrections,
    views_directory,
    views_downloads,
    views_leave,
    views_messages,
    views_papers,
    views_paste,
    views_reissue,
    views_start,
    views_steps,
)
from incidents.web.victim.around import urls as around
from incidents.web.victim.histories import urls as histories
from incidents.web.victim.mail import urls as mail
from incidents.web.victim.more import accounts, causes, exports, keys, story, taken, views_tasks, wallets
from incidents.web.victim.prices.page import PAGE as PRICES

app_name = "victim"

urlpatterns = [
    path("", views_start.start, name="start"),
    path("first-steps", views_start.first_steps, name="first_steps"),
    path("privacy", views_start.privacy, name="privacy"),
    path("companies", views_directory.companies, name="companies"),
    path("companies/<str:slug>", views_directory.company, name="company"),
    path("report/safe", views_start.danger, name="danger"),
    path("report/adult", views_start.young, name="young"),
    path("report/understood", views_paste.understood, name="understood"),
    path("report/check", views_check.check, name="check"),
    path("report/company-names", views_steps.suggest, name="suggest"),
    path("report/<slug:slug>", views_steps.step, name="step"),
    path("report/<slug:slug>/keep", views_steps.keep, name="keep"),
    path("back", views_code.back, name="back"),
    path("welcome", views_code.welcome, name="welcome"),
    path("saved", views_code.save, name="save"),
    path("code/sheet", views_code.sheet, name="sheet"),
    path("code/saved", views_code.saved, name="saved"),
    path("code/new", views_code.new_code, name="new_code"),
    path("papers", views_papers.papers, name="papers"),
    path("papers/corrections", views_corrections.corrections, name="corrections"),
    path("papers/corrections/<uuid:job>", views_corrections.correction, name="correction"),
    path("papers/progress", views_papers.made_so_far, name="progress"),
    path("papers/version", views_papers.make_version, name="make_version"),
    path("papers/letters", views_papers.release, name="release"),
    path("papers/show", views_papers.show_files, name="show_files"),
    path("papers/all", views_downloads.bundle, name="bundle"),
    path("papers/file/<uuid:job>", views_downloads.paper, name="paper"),
    path("papers/mine/<uuid:exhibit>", views_downloads.original, name="original"),
    path("papers/version/<int:version>", views_papers.older, name="older"),
    path("messages", views_messages.messages, name="messages"),
    path("messages/check", views_messages.check, name="check_message"),
    path("code/asked", views_reissue.asked, name="reissue"),
    path("code/fetch", views_reissue.fetch, name="fetch_code"),
    path("tasks", views_tasks.task_list, name="tasks"),
    path("answers", views_tasks.check_answers, name="answers"),
    path("papers/next", views_tasks.whom_to_tell, name="to_tell"),
    path("exports", exports.exports, name="exports"),
    *taken.PAGES.paths(),
    *taken.LEFT_OUT_PAGES.paths(),
    *accounts.PAGES.paths(),
    *keys.PATHS,
    *causes.PAGES.paths(),
    *story.STORY.paths(),
    *story.WINDOW.paths(),
    *wallets.PAGES.paths(),
    *PRICES.paths(),
    *around.paths,
    *histories.paths,
    *mail.paths,
    path("leave", views_leave.leave, name="leave"),
    path("measures", views_leave.measures, name="measures"),
]
