"""How a text counts what stands below an article: the signs that tell it, one scheme a text, or none."""

from __future__ import annotations

import pytest

from build_site.model import Text
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of
from build_site.units.schemes import ALL, DEFAULT, Sign
from tests.citing_texts import library_of_texts

SIGNS = [sign for scheme in ALL for sign in scheme.signs]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_a_sign_is_found_in_its_examples_and_in_no_near_miss(sign: Sign) -> None:
    assert sign.examples and sign.misses
    assert all(sign.pattern.search(example) for example in sign.examples)
    assert not any(sign.pattern.search(miss) for miss in sign.misses)


def _text(*lines: str) -> Text:
    (volume,) = library_of_texts("\n".join(lines)).volumes
    return next(iter(texts_of(volume)))


def _told(*lines: str) -> str | None:
    scheme = of_text(_text(*lines)).scheme.scheme
    return scheme.name if scheme else None


def test_one_sure_sign_tells_the_scheme() -> None:
    assert _told("職工試驗法", "第一條 依第二條第一項第三款辦理。", "第二條 依本法。") == "taiwan"
    assert _told("職工試驗法", "第一條 依第二條第一款第三項辦理。", "第二條 依本法。") == "mainland"


def test_sure_signs_of_two_schemes_tell_none() -> None:
    assert _told("職工試驗法", "第一條 依第二條第一項第三款，或第二條第一款第三項。", "第二條 依本法。") is None


def test_a_text_without_signs_tells_none() -> None:
    assert _told("職工互助章則", "第一條 本會為互助而設。", "第二條 會員不得退會。") is None


def test_without_sure_signs_more_kinds_tell() -> None:
    of_taiwan = ("第一條 下列行為處罰鍰：", "一、甲。", "二、乙。")
    assert _told("職工試驗法", *of_taiwan, "第二條 自公布之日起施行。") == "taiwan"
    assert _told("職工試驗法", "第一條 處罰鍰。", "第二條 自公布之日起施行。") is None


def test_what_a_text_cites_of_another_is_no_sign() -> None:
    assert _told("職工試驗法", "第一條 依《某法》第二條第一項第三款辦理。", "第二條 依本法。") is None


def test_the_words_of_a_text_without_articles_count_levels() -> None:
    told = of_text(_text("關於職工的意見", "一、總體要求。", "依第二條第一項第三款辦理。")).scheme
    assert (told.scheme, told.evidence) == (DEFAULT, ())


def test_each_sign_is_shown_with_its_words_and_place() -> None:
    told = of_text(_text("職工試驗法", "第 2-1 條", "處罰鍰。")).scheme
    assert [(it.sign.name, it.id, it.words) for it in told.evidence] == [
        ("第 2-1 條", "art_2zhi1", "第 2-1 條"),
        ("words of Taiwan", "art_2zhi1__para_1", "罰鍰"),
    ]
