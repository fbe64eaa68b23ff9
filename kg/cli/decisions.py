"""What `kg explain --mention` prints: what was proposed, vetoed and chosen at a place of a page."""

from collections.abc import Iterable

from kg.cli.tables import say_label
from kg.messages import say, template
from kg.queries.mentions import Decision, Decisions, Opinion

STEPS = {
    "tagger": template("the network"),
    "unsure": template("the network is less than 0.6 sure of it"),
    "words": template("the words around it: an idiom, a verb, a description, a people"),
    "gazetteer": template("your gazetteer"),
    "kg_gazetteer": template("your gazetteer"),
    "find_known_bodies": template("the lists of bodies, and of what names none"),
    "find_named": template("the lists of clubs, companies, media and sights"),
    "find_titles": template("the list of titles"),
    "find_names": template("what people's names look like, and titles before them"),
    "end_people": template("a person's name ends where another word begins"),
    "part_bylines": template("reporters without a mark between them"),
    "find_roles": template("an occupation before a person"),
    "find_places": template("the lists of places, and what stands around places"),
    "find_bodies": template("parts that make one body, or two"),
    "drop_descriptions": template("descriptions, kinds, pairs of countries and ships, which are no names"),
    "find_deictic": template("words that stand for a place known to the reader"),
    "tie_titles": template("nobody named in its clause bears it"),
    "take_fields": template("the field before the title of a calling"),
    "overlap": template("a name that overlaps it counts more"),
    "part_run_ons": template("what a name takes in of the words beside it"),
    "page": template("what the page calls a name elsewhere"),
}
RULES = {
    "network": template("network"),
    "gazetteer": template("gazetteer"),
    "list": template("list"),
    "composed": template("composed of its parts"),
    "context": template("context"),
    "occupation": template("occupation"),
    "consistency": template("name elsewhere on the page"),
    "stand-in": template("stands for a place"),
    "reference": template("points at a fuller name"),
}
_PROPOSED = template("proposed: {text} ({label}, {score:.2f}) by {by}")
_VETOED = template("vetoed: {text} ({label}): {by}")
_CHOSEN = template("chosen: {text} is a {label}, by the rule {rule}, with a score of {score:.2f}.")


def decision_lines(found: Decisions) -> list[str]:
    """Return decisions as lines of text, an empty one between two."""
    return [
        line
        for number, each in enumerate(found.decisions)
        for line in ([""] if number else []) + _lines(each, found.name)
    ]


def _lines(decision: Decision, name: str) -> list[str]:
    lines = [f"{decision.page}:{decision.line}  {decision.sentence}"]
    lines += [f"  {_say(told, _PROPOSED)}" for told in decision.proposed]
    lines += [f"  {_say(told, _VETOED)}" for told in decision.vetoed]
    return lines + [f"  {line}" for line in _verdict(decision.chosen, name)]


def _say(told: Opinion, line: str) -> str:
    by = STEPS.get(told.by)
    return say(
        line, text=told.text, label=say_label(told.label), score=told.score, by=say(by) if by else told.by
    )


def _verdict(chosen: Iterable[Opinion], name: str) -> list[str]:
    """Return what was chosen, a sentence for each name."""
    said = [
        say(
            _CHOSEN,
            text=told.text,
            label=say_label(told.label),
            rule=say(RULES[told.by]) if told.by in RULES else told.by,
            score=told.score,
        )
        for told in chosen
    ]
    return said or [say("chosen: nothing; {name} is no name there.", name=name)]
