"""Who says so: hearsay, claims, and what both sides confirm."""

from __future__ import annotations

import re
from collections.abc import Callable

from .denials import DISPUTED, taken_back
from .frames import Trigger
from .told import Told
from .who import Party

Naming = Callable[[Party], tuple[str, ...]]
"""Gives the factions that a party means."""

HEARSAY = 0.9
RUMOUR = 0.6
"""What a rumour is worth."""
_SAID = re.compile(
    r"(?P<who>F+|\b(?:residents?|locals?|witness(?:es)?|sources?|officials?|messages?|posts|videos?|rumou?rs?|social media|accounts|habitants|temoins|sources locales)\b[^.;:]{0,30}?)(?:'s)?(?:, [^.;:F]{3,80}?,|,? [a-z' -]{0,40}?|,)? "
    r"(?P<verb>claim(?:s|ed|ing)?|stat(?:es|ed|ing)|sa(?:ys|id)|announc(?:es|ed|ing)|report(?:s|ed|ing)?|declar(?:es|ed|ing)|assert(?:s|ed|ing)?|insist(?:s|ed|ing)?|boast(?:s|ed|ing)?|contend(?:s|ed|ing)?|profess(?:es|ed|ing)?|(?:maintain|argu|alleg|suggest|reckon|posit|believ|estimat)(?:e?s|e?d|ing)?(?= that\b)|admit(?:s|ted|ting)?"
    r"|confirm(?:s|ed|ing)?|acknowledg(?:es|ed)|den(?:y|ies|ied)|reject(?:s|ed)|accus(?:es|ed|ing)|(?:affirm|assur|indiqu|precis|rapport|avanc|jur|reconnaiss|soutenai|pretendai)(?:e|ent|ait|aient|a|erent|t)|(?:affirm|assur|revendiqu|soutenan|pretend|annonc|confirm)ant|disant|soutien(?:t|nent)|soutin(?:t|rent)|preten(?:d|dent|dit|dirent)|(?:a|ont|avait|avaient) (?:(?!ete )[a-z]+ )?(?:assure|indique|precise|rapporte|soutenu|pretendu|avance|jure|reconnu|affirme|annonce|declare|revendique|dit|confirme|dementi|nie|accuse)"
    r"|annonc(?:e|ent|ait|aient|a|erent)|revendiqu(?:e|ent|ait|aient|a|erent)|dit|disent|disai(?:t|ent)|dirent|declar(?:e|ent|ait|aient|a|erent)|dement(?:ait|aient|it|irent)?|confirm(?:e|ent|ait|aient|a|erent))\b"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|was reported|were reported|is reported|are reported|purportedly|reports (?:of|that|came|say)|it was reported|unconfirmed|selon|d'apres|a en croire|aurait|auraient|presume)\b"
)
_TOLD_THEM = re.compile(
    r"(?P<who>F+)(?:'s)?(?:,? [a-z' -]{0,40}?|,)? (?P<verb>told) (?:the )?[a-zF]+(?: [a-zD]+){0,4}? that\b[^;.]{0,120}$"
)
"""A spokesman of theirs told an agency that."""
_RUMOUR = re.compile(r"\b(?:rumou?rs?|rumou?red)\b[^.;:]{0,80}$")
_CONDITIONAL = re.compile(r"\b(?:serai(?:t|ent)\b|[a-z]{3,}(?:er|ir|dr)ai(?:t|ent)\b)")
"""French reports what others say in the conditional."""
_SAID_AFTER = re.compile(
    r",[\"”']? (?:(?:the|a|an|its|one|local|two|several|military|security|defen[cs]e|government|army|rebel) )*(?P<who>F+|(?:residents?|locals?|witness(?:es)?|sources?|officials?|spokes[a-z]+|mayor|governor|ministry)\b)"
    r"(?:'s)?(?: [a-z-]{1,15}){0,4}? (?:said|says|told|announced|claimed|reported|stated|declared|confirmed)\b"
)
_SAID_INVERTED = re.compile(
    r"[,.]?[\"”»'’],? (?:said|says|told|declared|declares|announced|claimed|claims|boasted|added|insisted) (?:(?!F)[\w'-]+,? ){0,7}?(?P<who>F+|(?:residents?|witness(?:es)?|officials?|mayor|governor)\b)"
)
"""After a quotation: ..., said a spokesman for them."""
_WHERE_THEY = re.compile(r"\b(?:where|ou) (?:the |la |le |les |l')?F+ (?:[a-z]+ ){0,2}$")
"""Before what is told beside: Markala, where the army has its camp, an officer said."""
_ACCORDING = re.compile(r"\b(?:according to|selon|d'apres|a en croire)(?! (?:les|la)quel)(?: the| l[ae]s?| des)? (F+|[a-z' -]{3,40})")
_BOTH = re.compile(
    r"\b(?:both|les deux)\b[^.;]{0,80}?\bconfirm|\b(?:both sides|sources (?:on|from) both sides|the two sides) (?:said|say|agree|acknowledge|admit)|\bconfirmed by (?:residents|both|locals|independent)|\bresidents[^.;]{0,30}confirmed"
)
_OFFICE = re.compile(r"(?: (?!later|also|then|had|has|who|in|on|at|from)[a-z-]+(?= [a-z]))*")
"""After "local": what sort of local it is, up to the verb."""


def standing(told: Told, trigger: Trigger, name: Naming, language: str) -> tuple[str, str, float]:
    """Return standing, who says so, and what that is worth; "denied" where the text says that it is not so."""
    back = taken_back(told.masked, trigger, language)
    if back == "nothing":
        return "denied", "", 0
    told_as, who, worth = _told_as(told, trigger, name)
    if told_as == "stated" and language == "fr" and _CONDITIONAL.search(told.masked, max(0, trigger.start - 25), trigger.end):
        told_as, who, worth = "claimed", "reports", HEARSAY
    if back == "disputed" and told_as != "denied":
        return "disputed", who, worth * DISPUTED
    return told_as, who, worth


def _told_as(told: Told, trigger: Trigger, name: Naming) -> tuple[str, str, float]:
    before = told.masked[: trigger.start]
    if _BOTH.search(told.masked):
        return "confirmed", "", 1.0
    said: re.Match[str] | None = None
    for found in _SAID.finditer(before):
        if not re.search(r"[;]|\bbut\b|\balthough\b|\bwhile\b", before[found.end() :]):
            said = found
    if said is not None and re.match(r"den|reject|dement|(?:a|ont|avait|avaient) (?:[a-z]+ )?(?:dementi|nie)", said["verb"]):
        return "denied", "", 0
    said = said or _TOLD_THEM.search(before)
    if _RUMOUR.search(before):
        return "claimed", "reports", RUMOUR
    match = (
        said
        or (None if _WHERE_THEY.search(before) else _SAID_AFTER.search(told.masked, trigger.end))
        or _SAID_INVERTED.search(told.masked, trigger.end)
        or _ACCORDING.search(told.masked)
    )
    if match is not None and (who := _speaker(told, match, name)):
        return "claimed", who, HEARSAY
    if _HEARSAY.search(told.masked):
        return "claimed", "reports", HEARSAY
    return "stated", "", 1.0


def _speaker(told: Told, match: re.Match[str], name: Naming) -> str:
    """Who says so: ids of factions, or the text's own words for witnesses."""
    party = next((p for p in told.parties if p.start - told.start == match.start(1)), None)
    if party is not None:
        return ";".join(name(party))
    if re.search("[FPD]", match[1]):
        return ""
    start, end = match.span(1)
    if match[1] == "local":  # a local elected official said
        office = _OFFICE.match(told.masked, end, match.end())
        end = office.end() if office else end
    said = told.words[start:end].strip()[:40]
    return said[:1].lower() + said[1:]
