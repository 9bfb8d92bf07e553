"""What was written before quality had decimals is read as it was meant."""

from dataclasses import replace

import msgspec

from allocation.acts.kinds import restore
from allocation.codec import to_bytes
from allocation.model import Provider
from allocation.older import frozen_round
from tests.allocation.sample import round_of

PLAIN = Provider("avon", 'Avon,"quality":1', quality_hundredths=7_000)


def _as_it_was(provider: Provider) -> dict[str, object]:
    fields = msgspec.to_builtins(provider)
    hundredths = fields.pop("quality_hundredths")
    return {**fields, "quality": None if hundredths is None else hundredths // 100}


def test_a_provider_in_an_old_act_keeps_its_quality() -> None:
    """Whole points become hundredths; what had none has none; what is written now is read as it stands."""
    for provider in (PLAIN, replace(PLAIN, quality_hundredths=None)):
        assert restore(Provider, _as_it_was(provider)) == provider
        assert restore(Provider, msgspec.to_builtins(provider)) == provider


def test_an_old_frozen_round_keeps_its_quality() -> None:
    """The same in the bytes of a round, whatever its names look like."""
    round_ = round_of(providers=(PLAIN, Provider("bute", "Bute")))
    assert frozen_round(to_bytes(round_)) == round_
    plain = msgspec.to_builtins(round_) | {"providers": [_as_it_was(each) for each in round_.providers]}
    assert frozen_round(to_bytes(plain)) == round_
