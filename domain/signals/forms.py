"""Brings the forms of a word together, except where that would run two words into one."""

from functools import lru_cache

from domain.words.stems import stem

_APART = """
    here her were wer training staging settings setting planned til till missing missed mise mis passed passing pass pas
    wedding wed weds quite meses even sans san past role sam same fin fine sur sure noted com die dies dice parking los
    lose los hits reported reporting mapped signs signed sign closed works worked reading checked liste listed mass
    bitte bits hat hate hates dans dann non none min thing things words word saved saving savings released wire wir less
    les hers yours ours meet meets building opening evening evenings morning pinned keys plane nichts nicht cal based
    base clear cleared land cams cap state states bill billing grant granted stat shared planning playing exit ende
    stand standing standup rest second seconds documented phoned
"""
_TOGETHER = {
    "meetings": "meeting",
    "meeting": "meeting",
    "file": "file",
    "files": "file",
    "filed": "filed",
    "fill": "fill",
    "fills": "fill",
    "filled": "fill",
    "filling": "fill",
    "mine's": "mine",
    "mines": "mine",
    "mine": "mine",
    "mins": "minute",
    "pasted": "paste",
    "pasting": "paste",
    "paste": "paste",
    "told": "tell",
    "gave": "give",
    "given": "give",
    "sold": "sell",
    "kept": "keep",
    "wrote": "write",
    "written": "write",
    "made": "make",
    "took": "take",
    "taken": "take",
    "thx": "thanks",
    "thank": "thanks",
    "ty": "thanks",
    "tks": "thanks",
    "pls": "please",
    "plz": "please",
    "ppl": "people",
    "u": "you",
    "ur": "your",
    "w": "with",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "oppty": "opp",
    "opportunity": "opp",
    "opportunities": "opp",
    "cust": "customer",
    "acct": "account",
    "accts": "account",
    "handover": "handoff",
    "handovers": "handoff",
    "sfdc": "salesforce",
    "sf": "salesforce",
    "hs": "hubspot",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "cant": "can't",
    "cannot": "can't",
    "wont": "won't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "ive": "i've",
    "thats": "that's",
    "whats": "what's",
    "theyre": "they're",
    "spreadsheet": "sheet",
    "spreadsheets": "sheet",
    "xls": "excel",
    "xlsx": "excel",
    "gsheet": "sheet",
    "gsheets": "sheet",
    "everybody": "everyone",
    "anybody": "anyone",
    "somebody": "someone",
    "em": "them",
}
_FORMS = {word: word for word in _APART.split()} | _TOGETHER


@lru_cache(maxsize=8_000)
def base(word: str) -> str:
    return _FORMS.get(word) or stem(word)
