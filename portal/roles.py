"""The three groups that an office begins with, and what each may do.

They are rows like any other: an administrator may give a group more or take something from it, and that stays. What a
later version of the portal adds to a role, its group gets when that version is set up.
"""
from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as installed
from django.db import DEFAULT_DB_ALIAS

WRITER, REVIEWER, MANAGER = "编辑", "审核", "管理"


def _all(app: str, *models: str) -> set[str]:
    return {f"{app}.{act}_{model}" for model in models for act in ("add", "change", "delete", "view")}


_WRITES = {"documents.add_document", "documents.change_document"}
ROLES: dict[str, set[str]] = {
    WRITER: _WRITES,
    REVIEWER: _WRITES | {"documents.publish_document", "documents.delete_document"},
    MANAGER: {
        "documents.view_document", "documents.empty_trash", "auth.view_group", "admin.view_logentry", "portal.view_signin", "portal.view_failedsignin", "portal.view_followed", "portal.delete_subscriber", "search.view_pendingupdate",
        *_all("auth", "user"), *_all("documents", "topic", "column", "issuingbody", "bodyalias", "shortname"),
        *_all("search", "synonyms"),
        *(f"search.{act}_{model}" for act in ("view", "delete") for model in ("frequentsearch", "missedsearch")),
    },
}
"""Name of a group → permissions as ``app.codename``."""


def grant(sender: AppConfig, *, using: str = DEFAULT_DB_ALIAS, apps: Apps = installed, **_: Any) -> None:
    """Hear ``post_migrate``: give the groups what each role may do in the application ``sender``, each permission once.

    What was granted is remembered as everything is that comes with the portal: what an administrator has taken from a
    group does not come back.
    """
    try:
        groups, permissions, remembered = (
            apps.get_model(name)._default_manager.using(using) for name in ("auth.Group", "auth.Permission", "documents.LoadedSample")
        )
    except LookupError:  # a database of a version that had none of them
        return
    for role, names in ROLES.items():
        wanted = {f"roles/{role}/{name}": name for name in names if name.startswith(f"{sender.label}.")}
        new = wanted.keys() - set(remembered.filter(name__in=wanted).values_list("name", flat=True))
        if not new:
            continue
        found = permissions.filter(
            content_type__app_label=sender.label, codename__in=[wanted[name].partition(".")[2] for name in new]
        )
        granted = {f"roles/{role}/{sender.label}.{permission.codename}": permission for permission in found}
        groups.get_or_create(name=role)[0].permissions.add(*granted.values())
        remembered.bulk_create([remembered.model(name=name) for name in sorted(granted)], ignore_conflicts=True)
