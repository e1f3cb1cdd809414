"""E-mail to editors, where a server is set: a row for each thing and person, sent by a worker, what there is for one person in one letter.

    tell(people, text, path)              somebody should hear of it; written in the transaction of what happened
    tell_of_state(document, revision)     a document was sent to review, sent back, published, withdrawn
    send_due()                            what a worker does every minute
"""
from .letters import send_due
from .telling import tell, tell_of_state

__all__ = ["send_due", "tell", "tell_of_state"]
