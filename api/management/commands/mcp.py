"""``manage.py mcp``: the tools for an AI agent on this machine, over its standard input and output."""
from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "通过标准输入输出为本机的智能体提供八个工具（Model Context Protocol）。docs/agents.md 说明怎样连接。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="", metavar="https://…", help="本站的网址，写在回答中的链接之前。")

    def handle(self, *, site: str, **options: object) -> None:
        async_to_sync(_serve)(site.rstrip("/"))


async def _serve(site: str) -> None:
    from mcp.server.stdio import stdio_server

    from api.mcp.server import build

    server = build(lambda path: f"{site}{path}")
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())
