"""``manage.py load_dump FOLDER``: the corpus of another portal, from its dump."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.dumps import loading


class Command(BaseCommand):
    help = "把下载的数据包载入空的文库：同样的文件，同样的网址。原始文件不在数据包中。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="放着数据包各个文件的文件夹。")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            count = loading.load(folder)
        except loading.NotLoaded as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"载入了 {count} 份文件。")
