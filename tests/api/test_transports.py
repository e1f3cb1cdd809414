"""The client of the SDK talks to a running site, in both versions of the protocol, and to a process of its own."""
import asyncio
import sys

import pytest
from django.conf import settings
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from .test_asking import named  # noqa: F401 (fixture)

pytestmark = pytest.mark.site


@pytest.mark.parametrize("version", ["legacy", "auto"])
@pytest.mark.django_db(transaction=True)
def test_over_http(live_server, named, version):  # noqa: F811
    async def ask():
        async with Client(f"{live_server.url}/mcp", mode=version) as client:
            tools = await client.list_tools()
            told = await asyncio.gather(*(client.call_tool("read_provision", {"provision": f"甲法第{n}条", "on": "2021-01-01"}) for n in "一二九"))
            return tools, told

    tools, told = asyncio.run(ask())
    assert len(tools.tools) == 8
    assert [one.structured_content["result"] for one in told] == ["found", "found", "not-found-in-what-is-held"]
    assert told[0].structured_content["document"]["url"].startswith(live_server.url)


def test_over_standard_input_and_output(tmp_path):
    """The process has an empty database: it says that it could not look, and not that there is nothing."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["manage.py", "mcp", "--site", "https://example.org"], cwd=settings.BASE_DIR, env={"WENLAN_DATA": str(tmp_path)},
    )

    async def ask():
        async with Client(parameters) as client:
            return await client.list_tools(), await client.call_tool("status_on", {"document": "甲法"})

    tools, told = asyncio.run(ask())
    assert len(tools.tools) == 8 and told.is_error and told.structured_content["result"] == "unavailable"
