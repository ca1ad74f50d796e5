"""The pages of members: the list, a new one, and one place in an agency."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.effects import Effect
from administration.fields import name_of
from administration.history import Change, changes_of
from administration.selectors.members import (
    MOST_ROWS,
    Sought,
    effects_of_leaving,
    member_rows,
)
from administration.views.editing import Editing
from administration.views.frame import Framed, sought_in, whole
from administration.views.member_forms import (
    EXISTING,
    PASSWORD,
    MemberForm,
    NewMemberForm,
    PersonForm,
)
from agencies.cards import member_of
from agencies.cards import name_of as name_of_person
from agencies.models import Agency, Membership, Role
from agencies.permissions import may_change, may_hold_keys_of, member_for, roles_given_by
from agencies.services import members


class MemberList(Framed):
    page_name = "admin-members"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        agency = sought_in(request, "agency")
        sought = Sought(
            q=sought_in(request),
            agency=whole(agency),
            role=sought_in(request, "role"),
            ended="ended" in request.GET,
        )
        found = member_rows(self.viewer, sought)
        context = {
            "rows": found[:MOST_ROWS],
            "count": found.count(),
            "most": MOST_ROWS,
            "sought": sought,
            "agency": agency,
            "agencies": agency_choices() if self.is_city_admin else [],
            "roles": Role.choices,
        }
        return self.show("members.html", context)


def agency_choices() -> list[tuple[str, str]]:
    found = Agency.objects.in_use().order_by("kind", "pk")
    return [(str(one.pk), name_of(one)) for one in found]


class NewMember(Editing):
    """Make an account, or give somebody who has one a place in another agency."""

    page_name = "admin-members"
    template = "member_new.html"
    address = "admin-member"
    told = ""

    def title(self) -> str:
        return _("New member")

    def first(self) -> dict[str, Any]:
        return {"agency": str(self.viewer.agency_id or ""), "role": Role.DISPATCHER}

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> NewMemberForm:
        return NewMemberForm(
            sent,
            initial=initial,
            roles=roles_given_by(self.viewer.role),
            agencies=agency_choices() if self.is_city_admin else [],
        )

    def keep(self, values: dict[str, Any], version: int) -> Membership:
        agency = int(values["agency"]) if self.is_city_admin else self.viewer.agency_id or 0
        place: dict[str, Any] = {"agency_id": agency, "role": values["role"], **self.who}
        if values["how"] == EXISTING:
            return members.join(username=values["username"], **place)
        person = members.NewPerson(
            username=values["username"],
            name=values["name"],
            email=values["email"],
            with_password=values["how"] == PASSWORD,
        )
        made, self.told = members.hire(person=person, **place)
        return made

    def kept(self, row: Membership) -> HttpResponseBase:
        """The password is shown here and now, and kept nowhere: not in a session, not in a log."""
        if not self.told:
            return super().kept(row)
        return self.show("member_password.html", {"row": row, "password": self.told})


class MemberEditing(Editing):
    page_name = "admin-members"
    template = "member.html"
    address = "admin-member"
    kind = "member.changed"
    member = "member"
    labels = {"role": gettext_lazy("role"), "active": gettext_lazy("in use")}

    def find(self, pk: int) -> Membership:
        return member_for(self.viewer, pk)

    def title(self) -> str:
        return name_of_person(self.row.user)

    def card(self) -> dict[str, Any]:
        return member_of(self.row)

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        return {"role": card["role"], "is_active": card["active"]}

    def may_change(self) -> bool:
        return may_change(self.viewer.role, self.row)

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> MemberForm:
        roles = roles_given_by(self.viewer.role) if self.may_change() else list(Role)
        return MemberForm(sent, initial=initial, roles=roles)

    def effects(self, values: dict[str, Any]) -> list[Effect]:
        goes = self.row.is_active and not values["is_active"]
        return effects_of_leaving(self.row) if goes else []

    def keep(self, values: dict[str, Any], version: int) -> Membership:
        return members.change(membership_id=self.row.pk, version=version, **values, **self.who)

    def changes(self) -> list[Change]:
        """What became of the place and of the account, together."""
        account = changes_of("person.changed", self.row.user_id, "person", {})
        return sorted(super().changes() + account, key=lambda one: one.at, reverse=True)

    def more(self) -> dict[str, Any]:
        user = self.row.user
        own = user.pk == self.viewer.user_id
        keys = may_hold_keys_of(self.viewer.role, self.viewer.agency_id, user) and not own
        return {
            "person_form": PersonForm(initial={"name": self.title(), "email": user.email}),
            "may_hold_keys": keys,
            "may_switch": keys and self.is_city_admin,
            "places": self._places(),
        }

    def _places(self) -> Any:
        """The person's other places; an agency admin sees none of another agency."""
        rows = Membership.objects.filter(user=self.row.user, agency__is_hidden=False)
        shown = rows if self.is_city_admin else rows.filter(agency_id=self.viewer.agency_id or 0)
        return shown.exclude(pk=self.row.pk).select_related("agency").order_by("pk")
