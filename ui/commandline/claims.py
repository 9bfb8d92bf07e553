"""What an answer's result.json and certificate.json say of its plan, held against what the check finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocation.check import Verdict
from allocation.check.certificate import Proof
from allocation.codec import from_bytes, round_sha256
from allocation.errors import Fault
from allocation.model import Aim, Round
from ui.spreadsheet.file_bytes import read_bytes
from ui.wording import _
from ui.wording.aims import aim_name, aim_value, more_is_better
from ui.wording.decisions import standing

RESULT, CERTIFICATE = "result.json", "certificate.json"


@dataclass(frozen=True, slots=True)
class Claims:
    """What result.json claims: the verdict, the aims, and of which round."""

    valid: bool
    justified: bool
    aims: tuple[Aim, ...]
    round_sha256: str


def claims_in(path: Path) -> Claims:
    """What a result.json claims. Raises `ValueError` where it is none, `WorldError` where it has no text."""
    try:
        return from_bytes(read_bytes(path), Claims)
    except RecursionError:
        raise ValueError("it has brackets in brackets without end") from None


def false_claims(
    round_: Round, verdict: Verdict, claims: Claims | None, proofs: Sequence[Proof] | None
) -> Iterator[Fault]:
    """What is said and is not so, or is called proven and cannot be verified. None: there is no such file."""
    by_points = round_.policy.score_by == "points"
    if claims is not None and claims.round_sha256 != round_sha256(round_):
        yield Fault("result_other_round", value=round_.council)
    if claims is not None and (claims.valid, claims.justified) != (verdict.valid, verdict.justified):
        said, has = standing(claims.valid, claims.justified), standing(verdict.valid, verdict.justified)
        yield Fault("claim_verdict", facts={"said": said, "has": has})
    yield from _other_values(verdict, claims, proofs or (), by_points=by_points)
    if claims is not None:
        yield from _bounds(verdict, claims, by_points=by_points)
        yield from _unverified(claims, proofs)


def agreed_notes(
    verdict: Verdict, claims: Claims | None, found: Sequence[Aim], *, by_points: bool
) -> dict[str, str]:
    """What stands beside an aim that two solvers are said to agree on, where the certificate shows less."""
    notes: dict[str, str] = {}
    claimed = {aim.aim: aim for aim in claims.aims} if claims is not None else {}
    for aim in found:
        said = claimed.get(aim.aim)
        if said is not None and said.value != verdict.aims[aim.aim]:
            break
        if said is not None and said.proven_by == "agreed" and said.bound == said.value and not aim.proven:
            words = _("says result.json: best possible, two solvers agree; certificate.json alone: {limit}")
            bound = _("not known") if aim.bound is None else _limit(aim.aim, aim.bound, by_points=by_points)
            notes[aim.aim] = words.format(limit=bound)
    return notes


def _other_values(
    verdict: Verdict, claims: Claims | None, proofs: Sequence[Proof], *, by_points: bool
) -> Iterator[Fault]:
    """Values that the plan does not have, each told once with the files that say so."""
    said: dict[tuple[str, int], list[str]] = {}
    for aim in claims.aims if claims is not None else ():
        said.setdefault((aim.aim, aim.value), []).append(RESULT)
    for proof in proofs:
        said.setdefault((proof.aim, proof.value), []).append(CERTIFICATE)
    for (aim_id, value), files in said.items():
        has = verdict.aims.get(aim_id)
        if has is None:
            yield Fault("claim_unknown_aim", value=aim_id)
        elif value != has:
            told, own = _apart(aim_id, value, has, by_points=by_points)
            where = _(" and ").join(dict.fromkeys(files))
            yield Fault(
                "claim_value", facts={"files": where, "aim": aim_name(aim_id), "said": told, "has": own}
            )


def _bounds(verdict: Verdict, claims: Claims, *, by_points: bool) -> Iterator[Fault]:
    """Bounds that the plan itself passes, and aims that are called best possible with another bound.

    A bound is about plans that have the values reported of all earlier aims, so it is held against this plan
    only as far as these are its own; and no bound is about a plan that breaks a rule.
    """
    claimed: dict[str, list[Aim]] = {}
    for each in claims.aims:
        claimed.setdefault(each.aim, []).append(each)
    comparable = verdict.valid
    for aim, has in verdict.aims.items():
        for said in claimed.get(aim, ()):
            if _settled(said) and said.bound != said.value:
                yield _unmet(said, by_points=by_points)
            elif (
                comparable and said.value == has and said.bound is not None and _passes(aim, has, said.bound)
            ):
                bound, own = _apart(aim, said.bound, has, by_points=by_points)
                limit = _limit_words(aim).format(bound=bound)
                yield Fault("claim_passed", facts={"aim": aim_name(aim), "limit": limit, "has": own})
            comparable = comparable and said.value == has


def _unmet(said: Aim, *, by_points: bool) -> Fault:
    value, bound = aim_value(said.aim, said.value, by_points=by_points), _("not known")
    if said.bound is not None:
        value, bound = _apart(said.aim, said.value, said.bound, by_points=by_points)
    return Fault("claim_unmet", facts={"aim": aim_name(said.aim), "reached": value, "bound": bound})


def _unverified(claims: Claims, proofs: Sequence[Proof] | None) -> Iterator[Fault]:
    """What is called proven, and is not by the certificate that is there, or because there is none."""
    claimed = {aim.aim for aim in claims.aims if _settled(aim) and aim.proven_by != "agreed"}
    if proofs is None:
        if claimed:
            yield Fault("certificate_missing")
        return
    shown = {proof.aim for proof in proofs if proof.proven}
    for aim in dict.fromkeys(aim.aim for aim in claims.aims):
        if aim in claimed - shown:
            yield Fault("claim_not_verified", facts={"aim": aim_name(aim)})


def _settled(aim: Aim) -> bool:
    """Whether it is claimed, in whatever words, that there is no better value."""
    return aim.proven or aim.proven_by != "bound"


def _passes(aim: str, value: int, bound: int) -> bool:
    return value > bound if more_is_better(aim) else value < bound


def _limit_words(aim: str) -> str:
    return _("at most {bound}") if more_is_better(aim) else _("at least {bound}")


def _limit(aim: str, bound: int, *, by_points: bool) -> str:
    return _limit_words(aim).format(bound=aim_value(aim, bound, by_points=by_points))


def _apart(aim: str, one: int, other: int, *, by_points: bool) -> tuple[str, str]:
    """Two values in the aim's words; with the files' own numbers where rounding makes them look the same."""
    words = aim_value(aim, one, by_points=by_points), aim_value(aim, other, by_points=by_points)
    if words[0] != words[1]:
        return words
    return f"{words[0]} ({one})", f"{words[1]} ({other})"
