"""The corpus for AI agents: eight tools of the Model Context Protocol, by the functions of the pages.

    server.build(absolute)      a server of the official SDK, which is imported where it is needed: it takes 44 MB
    endpoint.answer(request)    one request over HTTP, without sessions
"""
