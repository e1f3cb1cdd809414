"""A server of the official SDK over the tools."""
from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from mcp import types
from mcp.server.lowlevel import Server

from .arguments import schema_of
from .calling import call
from .tools import TOOLS

NAME, VERSION = "wenlan", "1"
INSTRUCTIONS = (
    "本站收录的中国政策文件。每个工具都可以用 on 指定从哪一天看。没有收录不等于不存在，也不等于编造；slug 只取自回答。"
    "Chinese policy documents as held here. Not held is neither “does not exist” nor “made up”. Quote only words that an answer gave, "
    "with title, number, status, day and url. An error means that nothing was found out."
)


def listed() -> list[types.Tool]:
    """The tools as a client lists them."""
    return [
        types.Tool(
            name=tool.name, description=tool.description, input_schema=schema_of(tool.arguments),
            annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
        for tool in TOOLS
    ]


def build(absolute: Callable[[str], str]) -> Server:
    """A server whose answers have addresses made whole by ``absolute``. The tools run in the thread that waits for the server."""

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed())

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        told, is_error = await sync_to_async(call, thread_sensitive=True)(params.name, params.arguments or {}, absolute)
        text = types.TextContent(type="text", text=json.dumps(told, ensure_ascii=False))
        return types.CallToolResult(content=[text], structured_content=told, is_error=is_error)

    return Server(NAME, version=VERSION, title=settings.SITE.name, instructions=INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool)
