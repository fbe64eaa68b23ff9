"""The settings of a training run, from TOML."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import ConfigError

SHIPPED = Path(__file__).with_name("config.toml")
SECOND = Path(__file__).with_name("second.toml")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NetworkSettings(_Strict):
    """The sizes of the network."""

    buckets: int
    pair: int
    top: int
    dropout: float


class RateSettings(_Strict):
    """How fast the network learns over time."""

    peak: float
    base: float
    warm_up: float
    floor: float


class SlotSettings(_Strict):
    """How often names are exchanged."""

    passages: float
    names: float


class TrainingSettings(_Strict):
    """All settings of a training run; each is a key of config.toml."""

    seed: int
    threads: int
    characters: int
    batch: int
    network: NetworkSettings
    rate: RateSettings
    text: dict[str, tuple[float, float]]
    slots: SlotSettings


def read_settings(path: Path = SHIPPED) -> TrainingSettings:
    """Return the settings of a TOML file; ConfigError names what does not fit."""
    try:
        return TrainingSettings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ConfigError(
            "{path}: can't be read ({cause}); check the path", path=path, cause=error.strerror
        ) from None
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        first = str(error).replace("\n", " ")
        raise ConfigError(
            "{path}: {cause}; compare with {own}", path=path, cause=first, own=SHIPPED
        ) from None
