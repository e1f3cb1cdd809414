"""Who works on which file: a lease of some seconds, renewed by who lives, free to the next where it ran out."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from documents.models import Upload, UploadState, Worker
from documents.models.querysets import lapsed

LEASE = timedelta(seconds=30)
BEAT = 10.0  # seconds between two renewals
TRIES = 3
CANDIDATES = 5
BEGINS = {
    UploadState.WAITING: UploadState.READING, UploadState.READING: UploadState.READING,
    UploadState.ACCEPTED: UploadState.STORING, UploadState.STORING: UploadState.STORING,
}
GIVEN_UP = {
    UploadState.READING: (UploadState.REFUSED, f"解析了 {TRIES} 次，每次都中断了。可以再试一次。"),
    UploadState.STORING: (UploadState.READ, f"存入了 {TRIES} 次，每次都中断了。请逐份审阅。"),
}


def claim(worker: str, only: int | None = None) -> Upload | None:
    """The first file that waits for a worker, or whose worker has died, leased to ``worker``; ``None`` where there is none.

    ``only``: the key of the one file that is wanted. Of several workers that ask at once each gets another file.
    """
    now = timezone.now()
    free = Q(state__in=[UploadState.WAITING, UploadState.ACCEPTED]) | Q(lapsed("leased_until", now, LEASE), state__in=list(GIVEN_UP))
    found = Upload.objects.filter(free, **{"pk": only} if only else {}).order_by("pk")
    for upload in found.only("state", "tries", "leased_until")[:CANDIDATES]:
        state = UploadState(upload.state)
        same = Upload.objects.filter(pk=upload.pk, state=state, tries=upload.tries, leased_until=upload.leased_until)
        if upload.tries >= TRIES:
            after, reason = GIVEN_UP[BEGINS[state]]
            same.update(state=after.value, reason=reason, leased_by="", leased_until=None, tries=0)
        elif same.update(state=BEGINS[state].value, tries=upload.tries + 1, leased_by=worker, leased_until=now + LEASE):
            return Upload.objects.select_related("uploaded_by", "accepted_by").get(pk=upload.pk)
    return None


def renew(worker: str, upload: int | None = None) -> None:
    """Say that ``worker`` lives, and goes on with ``upload``; what it has let go lapses, and is somebody's again."""
    now = timezone.now()
    if upload:
        Upload.objects.filter(pk=upload, leased_by=worker).update(leased_until=now + LEASE)
    Worker.objects.update_or_create(name=worker, defaults={"seen_at": now})


def retire(worker: str) -> None:
    """Say that ``worker`` ends, and forget those that have died."""
    Worker.objects.filter(Q(name=worker) | Q(seen_at__lt=timezone.now() - timedelta(days=1))).delete()


def live_workers() -> int:
    now = timezone.now()
    return Worker.objects.filter(seen_at__range=(now - LEASE, now + LEASE)).count()  # later ones have died before the clock was put back


def put_back(upload: Upload) -> None:
    """Have ``upload``, which is leased for reading, read once more; that it was tried counts."""
    mine = Upload.objects.filter(pk=upload.pk, state=upload.state, leased_by=upload.leased_by)
    mine.update(state=UploadState.WAITING.value, leased_by="", leased_until=None)


def settle(upload: Upload, **values: Any) -> bool:
    """Write what became of ``upload`` and free it; false, and nothing, where another has it meanwhile."""
    mine = Upload.objects.filter(pk=upload.pk, state=upload.state, leased_by=upload.leased_by)
    return bool(mine.update(leased_by="", leased_until=None, tries=0, **values))
