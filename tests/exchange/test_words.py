"""The eight words: the same for everybody, whoever looks, and different for different keys."""

import hashlib

from rocb_desktop.exchange.words import COUNT, spoken, word_list, words_of

KEY, OTHER = "0" * 64, "f" * 64


def test_the_list_is_2048_words_that_nobody_confuses() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 2048
    assert list(words) == sorted(words)
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 8 for word in words)
    assert len({word[:4] for word in words}) == 2048  # four letters are enough to tell which


def test_the_words_follow_from_the_key_by_the_written_rule() -> None:
    digest = hashlib.sha256(b"rocb-words-v1 " + KEY.encode()).digest()
    bits = f"{int.from_bytes(digest, 'big'):0256b}"[: COUNT * 11]
    numbers = [int(bits[at : at + 11], 2) for at in range(0, COUNT * 11, 11)]
    assert [word.text for word in words_of([KEY])] == [word_list()[number] for number in numbers]
    assert [word.digits for word in words_of([KEY])] == [f"{number + 1:04d}" for number in numbers]


def test_they_never_change_from_release_to_release() -> None:
    assert spoken([KEY]) == "dolphin obtain into horror arm happy ill jealous"
    assert spoken([KEY, OTHER]) == "reward foster behind mixture extra guitar board adult"


def test_two_anchor_keys_have_one_set_of_words_in_any_order() -> None:
    assert words_of([KEY, OTHER]) == words_of([OTHER, KEY])
    assert len({spoken([KEY]), spoken([OTHER]), spoken([KEY, OTHER])}) == 3


def test_keys_that_nearly_agree_do_not_sound_alike() -> None:
    near = [f"{number:064x}" for number in range(200)]
    sounds = {spoken([key]) for key in near}
    assert len(sounds) == len(near)
