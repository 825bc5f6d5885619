"""From a text to the stems that the lexicon is written in."""

import re
from functools import lru_cache
from html import unescape
from sys import intern

NOT = "NOT"
NUMBER = "NUM"

LONGEST_WORD = 40
"""A longer run of letters is a token, a key or noise: its beginning is enough to recognise it."""

_LABELLED = re.compile(r"<[^<>|]{0,500}\|([^<>]{0,500})>")
_MARKUP = re.compile(r"<[@#!][^<>]{0,200}>|<https?:[^<>]{0,2000}>")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[%€$£]")
_NOT_SHORT = re.compile(
    r"\bcan(?:'?t|not)\b|\bwon'?t\b|\b(do|does|did|is|are|was|were|has|have|had|would|should|could)n'?t\b"
)

_COUNTRY = re.compile(r"\bU\.?S\.?A?\b")

_LEFT_OUT = """
    a an the i we you he she it they me us him them my our your his her its their this that these those of some any
    really very quite please pls also so such own ever
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
"""Passed over before phrases are matched, so that "edit the amount" and "edit my amount" are one."""

_FORMS = """
    sent=send lost=lose went=go gone=gone got=get made=make told=tell kept=keep wrote=write written=write
    chose=choose chosen=choose found=find left=left gave=give given=give took=take taken=take came=come saw=see
    seen=see knew=know known=know did=do does=do done=do has=have had=have was=be were=be is=be are=be am=be been=be
    said=say paid=paid sold=sell bought=buy rang=ring rung=ring fell=fall broke=broken hid=hide began=begin ran=run
    read=read people=people children=child companies=company men=man women=woman data=data news=news always=always
    status=status business=business campus=campus addresses=address boxes=box fixes=fix taxes=tax mails=mail
    emails=email e=e sync=sync synced=sync syncing=sync synchronise=sync synchronize=sync synchronised=sync
    synchronisation=sync synchronization=sync handed=hand handoff=handoff cs=cs sms=sms crm=crm ops=ops reps=rep
    opps=opp cos=because bcs=because series=series licence=license licences=license colour=color catalogue=catalog
    organisation=organization labelled=label cancelled=cancel quoting=quot proposal=proposal hidden=hidden
    frozen=frozen wiped=wip us=us used=used needed=need this=this analysis=analysis basis=basis less=less
    unless=unless across=across process=process access=access address=address success=success press=press miss=miss
    pass=pass loss=loss win=win loses=lose losing=lose mins=minute min=minute secs=seconds sec=seconds
    seconds=seconds notes=note dates=date hrs=hour min's=minute yrs=year wks=week pics=image docs=document
    doc=document nr=number no.=number num=number amt=amount mgr=manager mgrs=manager acct=account acc=account
    accs=account accts=account oppty=opp oppties=opp optys=opp opty=opp custs=customer qtr=quarter proc=process
    wf=workflow sfdc=salesforce sf=salesforce dupes=duplicate dupe=duplicate dups=duplicate autom=automation
    fcst=forecast fc=forecast config=configurator prob=probability reg=registration permissions=permission
    autofill=prefilled pre=pre
"""
_IRREGULAR = dict(form.split("=") for form in _FORMS.split())

_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))


@lru_cache(maxsize=8_000)
def stem(word: str) -> str:
    """The word without its inflection. Cut lightly: "routing" and "route" meet, "renewal" and "renew" do not."""
    word = word[:LONGEST_WORD]
    if word in _IRREGULAR:
        base = _IRREGULAR[word]
        return intern(base[:-1] if len(base) > 3 and base.endswith("e") else base)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word[: -len(ending)] + instead
            break
    else:
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and any(v in word[: -len(ending)] for v in "aeiouy"):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("i"):
        word = word[:-1] + "y"
    return intern(word)


def _spelled_out(short: re.Match[str]) -> str:
    return f"{short[1] or short[0][:3].replace('won', 'will')} not"


def stems(text: str) -> list[str]:
    """The stems of a text in order, without `LEFT_OUT`; every kind of "not" is `NOT`, figures stay as typed."""
    if "<" in text:
        text = _MARKUP.sub(" ", _LABELLED.sub(r" \1 ", text))
    if "&" in text:
        text = unescape(text)
    text = _NOT_SHORT.sub(_spelled_out, _COUNTRY.sub("usa", text).lower().replace("’", "'"))
    found = []
    for whole in _WORD.findall(text):
        word = whole.partition("'")[0]
        if word in LEFT_OUT:
            continue
        found.append(NOT if word == "not" else word if word.isdecimal() else stem(word))
    return found
