"""The ladder of one package in words: each step with its terms, whom to ask in turn, why not the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from allocation.acts.offers import Answer
from allocation.asking import Asked, Asking, Told
from allocation.deadlines import LONDON
from allocation.model import Step
from allocation.rungs import Ladder, Room, Rung
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.deadlines import clock_words, time_words
from ui.wording.facts import band_hours
from ui.wording.figures import hours, money
from ui.wording.offers import ANSWERS
from ui.wording.ranks import rank_words
from ui.wording.reasons import sentence


@dataclass(frozen=True, slots=True)
class AskLine:
    """One to be asked: its turn, who, where it stands in the step, its room, and what it would cost.

    `at_once` names the turns that are asked together with it, "4–6"; empty where it is asked alone. `left` is
    `room` in few words, for a narrow column. `out` says since when it is asked and until when
    it may answer, `out_since` only that in few words; both are empty where it was not asked yet.
    """

    provider: str
    turn: str
    at_once: str
    standing: str
    room: str
    left: str
    rate: str
    cost: str
    lot: str
    rung: Rung
    out: str = ""
    out_since: str = ""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One that was asked and is out no more: who, for which part (empty where the package is one), since and
    until when, and what was said.
    """

    provider: str
    part: str
    asked: str
    due: str
    said: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Providers of a step that are not asked, for the same reasons."""

    providers: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class AskStep:
    """A step of a contract: its name, with the contract's in its title, its terms (time to answer, how many
    at once, authority), and who.
    """

    name: str
    title: str
    terms: tuple[str, ...]
    needs_authority: bool
    asked: tuple[AskLine, ...]
    passed_over: tuple[PassedOver, ...]


def ask_steps(asking: Asking, ladder: Ladder) -> tuple[AskStep, ...]:
    """The steps of a part's ladder, in the order in which they are reached.

    Where steps of several contracts have the same number, turns may go to and fro between them: they tell.
    """

    def place(rung: Rung) -> tuple[int, str]:
        return (rung.award.step, rung.award.contract)

    return tuple(
        _step(asking, ladder, *key, tuple(rungs))
        for key, rungs in groupby(sorted(ladder.rungs, key=place), key=place)
    )


def _step(asking: Asking, ladder: Ladder, number: int, contract: str, rungs: Sequence[Rung]) -> AskStep:
    step = asking.index.steps[contract, number]
    name = f"{number} {step.name}"
    title = _("{step} · {contract}").format(
        step=name, contract=asking.index.contracts[contract].name or contract
    )
    asked = sorted((rung for rung in rungs if rung.turn is not None), key=lambda rung: rung.turn or 0)
    return AskStep(
        name,
        title,
        tuple(step_terms(asking, step)),
        step.needs_authority,
        tuple(
            _line(asking, ladder, step, rung, [each for each in asked if each.wave == rung.wave])
            for rung in asked
        ),
        tuple(_passed_over(asking, [rung for rung in rungs if rung.turn is None])),
    )


def told_lines(asking: Asking) -> tuple[ToldLine, ...]:
    """What became of the offers that are out no more, the earliest asked first."""
    providers = asking.index.providers
    parts = any(each.part > 1 for each in asking.told)
    return tuple(
        ToldLine(
            provider=providers[each.award.provider].name or each.award.provider,
            part=str(each.part) if parts else "",
            asked=clock_words(each.since),
            due=clock_words(each.due),
            said=_said(each),
        )
        for each in asking.told
    )


def _said(told: Told) -> str:
    if not told.answer:
        return _("ended with the package")
    words = ANSWERS[Answer(told.answer)]
    if told.answered is None:
        return words
    return _("{answer}, {when}").format(answer=words, when=clock_words(told.answered))


def step_terms(asking: Asking, step: Step) -> Iterator[str]:
    """What a step asks of whoever asks: by when an answer is due, how many at once, and authority."""
    due = asking.deadlines.get((step.contract, step.number))
    time = time_words(asking.time_to_answer(step))
    if due is None:
        yield _("answer within {time}").format(time=time)
    else:
        words = _("answer within {time}, by {until} if asked now")
        yield words.format(time=time, until=clock_words(due))
    if step.ask_together > 1:
        yield _("{count} are asked at once; the earliest in order that accepts has it").format(
            count=step.ask_together
        )
    if step.needs_authority:
        yield _("needs authority before it is offered")


def _line(asking: Asking, ladder: Ladder, step: Step, rung: Rung, together: Sequence[Rung]) -> AskLine:
    out = asking.out.get((ladder.part.number, rung.award))
    return AskLine(
        out=_out(out),
        out_since=_out_since(out),
        provider=provider_name(asking, rung),
        turn=str(rung.turn),
        at_once=f"{together[0].turn}–{together[-1].turn}" if len(together) > 1 else "",
        standing=standing(step, rung),
        room=_room(rung),
        left=_left(rung),
        rate=money(rung.rate),
        cost=money(rung.weekly_pence),
        lot=rung.award.lot,
        rung=rung,
    )


def _out(asked: Asked | None) -> str:
    if asked is None:
        return ""
    if asked.accepted:
        return _("accepted; it was asked {since}").format(since=clock_words(asked.since))
    words = _("asked {since}; the answer is due by {until}")
    return words.format(since=clock_words(asked.since), until=clock_words(asked.due))


def _out_since(asked: Asked | None) -> str:
    if asked is None:
        return ""
    words = _("✓ accepted {day}") if asked.accepted else _("asked {day}")
    return words.format(day=short_day(asked.since.astimezone(LONDON).date()))


def provider_name(asking: Asking, rung: Rung) -> str:
    """Who is asked; with who delivers, where that is another."""
    key = rung.award
    name = asking.index.providers[key.provider].name or key.provider
    delivers = asking.index.awards[key].delivered_by
    return _("{name} (delivered by {other})").format(name=name, other=delivers) if delivers else name


def standing(step: Step, rung: Rung) -> str:
    """Why it stands where it does in its step: a rank, points, or how far it is short of a promise."""
    words = list(filter(None, [rank_words(rung.rank, rung.points) if step.ranked else ""]))
    if rung.behind >= 50:
        words.append(
            _("{hours} short of what it was promised").format(hours=hours((rung.behind + 50) // 100))
        )
    return "; ".join(words)


def _room(rung: Rung) -> str:
    """What would be left of its tightest figure, or why there is none."""
    tightest = rung.tightest
    if rung.reasons[0].code != "has_room" or tightest is None:
        return sentence(rung.reasons[0])
    return _("asks {asked}, {left} left").format(left=hours(tightest.left), asked=_of(tightest))


def _left(rung: Rung) -> str:
    """What there is of its tightest figure; where there is none, why it is asked all the same."""
    tightest = rung.tightest
    if rung.reasons[0].code != "has_room" or tightest is None:
        return sentence(rung.reasons[0])
    return _("{left} left").format(left=_of(tightest, tightest.left))


def _of(room: Room, minutes: int | None = None) -> str:
    """What is asked of a figure, or other minutes of it, with what it is about."""
    figure, minutes = room.limit.figure, room.asked if minutes is None else minutes
    if figure is None:
        return hours(minutes)
    days = "; ".join(day.name.title()[:3] for day in figure.days or ())
    return band_hours(minutes, {"band": figure.band or "", "days": days, "workers": figure.workers or 0})


def room_lines(rung: Rung) -> list[str]:
    """Each figure that the package would use, with what is left of what was returned."""
    lines = []
    for room in rung.room:
        what = _("largest share") if room.limit.figure is None else _of(room)
        words = _("{what}: {left} left of {given}")
        lines.append(
            words.format(what=what, left=hours(room.left), given=hours(room.limit.given))
            if room.limit.figure is not None
            else _("{what}: asks {asked}, {left} left").format(
                what=what, left=hours(room.left), asked=hours(room.asked)
            )
        )
    return lines


def _passed_over(asking: Asking, rungs: Sequence[Rung]) -> Iterator[PassedOver]:
    names = {key: each.name or key for key, each in asking.index.providers.items()}
    found: dict[str, list[str]] = {}
    for rung in rungs:
        why = " ".join(dict.fromkeys(sentence(reason, names) for reason in rung.reasons))
        found.setdefault(why, []).append(provider_name(asking, rung))
    for why, providers in found.items():
        yield PassedOver(tuple(dict.fromkeys(providers)), why)


def headline(asking: Asking) -> str:
    """Whom to ask first, in a sentence."""
    first = [ladder.asked[0] for ladder in asking.ladders if ladder.asked]
    if len(first) < len(asking.ladders):
        return " ".join((_("Nobody can be asked for it now."), *_nearest(asking)))
    names = dict.fromkeys(provider_name(asking, rung) for rung in first)
    if all((each.part.number, each.asked[0].award) in asking.out for each in asking.ladders):
        return _("{names} was asked already: the answer is waited for.").format(names=", ".join(names))
    words = _("Ask {names} first.").format(names=", ".join(names))
    if any(asking.index.steps[rung.award.contract, rung.award.step].needs_authority for rung in first):
        words += " " + _("That step needs authority.")
    if asking.together is None and len(asking.ladders) > 1:
        words += " " + _("No providers have room for all its parts at once.")
    return words


def _nearest(asking: Asking) -> Iterator[str]:
    """Who breaks no rule and lacks least room, for the first part that nobody can be asked for."""
    ladder = next(ladder for ladder in asking.ladders if not ladder.asked)
    lacking = [rung for rung in ladder.rungs if all(each.code == "no_room" for each in rung.reasons)]
    nearest = min(lacking, key=lambda rung: sum(max(0, room.short) for room in rung.room), default=None)
    if nearest is not None:
        lacks = [_of(room, room.short) for room in nearest.room if room.short > 0]
        words = _("Nearest: {name}, which lacks {hours}.")
        yield words.format(name=provider_name(asking, nearest), hours=_(" and ").join(lacks))
