"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): what libraries and archives harvest by.

    requests     what was asked, or the error of the protocol
    tokens       where a list goes on
    listing      which documents changed when, those that are gone among them
    records      a document as Dublin Core, and whole in a form of our own
    responses    the six verbs
    endpoint     the view
"""
