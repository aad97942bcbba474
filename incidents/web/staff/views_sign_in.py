"""What django-allauth does not bring: joining with a one-time code, and a sign-out that empties the browser."""

from typing import Any

from allauth.account.views import LogoutView
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from incidents.core.errors import BadInput, NotFound
from incidents.core.vocabulary import SYSTEM
from incidents.services import people
from incidents.web.error_messages import sentence
from incidents.web.staff.adapters import count_try
from incidents.web.staff.sign_in_forms import JoinForm


class SignOutView(LogoutView):  # type: ignore[misc]
    """Sign out; the browser forgets what it kept of this site."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only a sent form signs out."""
        answer: HttpResponse = super().post(*args, **kwargs)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponseBase:
    """Set a password with the one-time code that an administrator, or the operator's command, made."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and joined(request, form):
        messages.success(request, gettext("The password is saved. Sign in with it now."))
        return redirect("account_login")
    return render(request, "staff/join.html", {"form": form, "days": people.days_to_join()})


def joined(request: HttpRequest, form: JoinForm) -> bool:
    """Whether the code counted; the form says why not."""
    said = form.cleaned_data
    try:
        count_try(request, "join", said["username"])
        people.join(by=SYSTEM, username=said["username"], code=said["code"], password=said["password"])
    except ValidationError as error:
        form.add_error(None, error)
    except NotFound as error:
        form.add_error("code", sentence(error))
    except BadInput as error:
        for reason in error.params["reasons"]:  # type: ignore[attr-defined]
            form.add_error("password", reason)
    else:
        return True
    return False
