"""Messages in the user's language: English templates, said in Chinese where the user reads Chinese.

The language is that of KG_LANG, else of LC_ALL, LC_MESSAGES, LANGUAGE or LANG, else of the system (Windows,
macOS): zh, zh_CN, zh-TW … give Chinese, everything else English. The Chinese stands in
kg/locale/zh/LC_MESSAGES/kg.po. What is not in it is said in English.
"""

import gettext
import locale
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath

from kg.errors import KgError, Phrase
from kg.visible import visible

LOCALES = Path(__file__).with_name("locale")
DOMAIN = "kg"
LANGUAGES = ("en", "zh")
VARIABLES = ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")


def read_language(environment: Mapping[str, str], system: str | None = None) -> str:
    """Return the language of an environment: zh or en; `system` counts where no variable is set.

    >>> read_language({"LANG": "zh_CN.UTF-8"}), read_language({"KG_LANG": "en", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    >>> read_language({}, "Chinese (Simplified)_China"), read_language({"LC_ALL": "C"}, "zh_CN")
    ('zh', 'en')
    """
    given = next((value for name in VARIABLES if (value := environment.get(name))), system or "")
    return "zh" if given.lower().startswith(("zh", "chinese")) else "en"


def language() -> str:
    """Return the language in which this process speaks."""
    system = locale.getlocale()[0] if sys.platform in ("win32", "darwin") else None
    return read_language(os.environ, system)


def say(template: str, /, **values: object) -> str:
    """Return a template in the user's language, filled with values; so are those that are phrases."""
    return say_in(language(), template, values)


def say_phrase(text: str) -> str:
    """Return a phrase in the user's language, any other text as it is."""
    return say(text.template, **text.values) if isinstance(text, Phrase) else text


def say_error(error: KgError, spoken: str | None = None) -> str:
    """Return what an error says in the user's language, or in the one that is spoken: zh or en."""
    return say_in(spoken or language(), error.template, error.values)


def say_in(spoken: str, template: str, values: Mapping[str, object]) -> str:
    """Return a template in a language, zh or en, filled with values."""
    said = _catalog(spoken).gettext(template) if template else ""
    return (
        said.format(**{name: _say_value(spoken, each) for name, each in values.items()}) if values else said
    )


def _say_value(spoken: str, value: object) -> object:
    if isinstance(value, Phrase):
        return say_in(spoken, value.template, value.values)
    return visible(str(value)) if isinstance(value, str | PurePath) else value


def template(text: str) -> str:
    """Return a text as it is; the name marks it for translation where it is said later."""
    return text


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)
