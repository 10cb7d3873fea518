"""Codes are easy to write down and hard to guess."""

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.records.codes import ALPHABET, CODE_BYTES, Foreseen, hashed, new_code, new_visit_id, read_code


def test_the_alphabet_has_31_signs_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set(ALPHABET) & set("01OIL")


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_new_code_reads_as_itself(random_bytes: bytes) -> None:
    code = new_code(random_bytes)

    assert len(code) == 7
    assert read_code(code) == code


def test_codes_use_every_sign_at_every_place() -> None:
    """Counting through the random bytes walks through all signs."""
    codes = [new_code(n.to_bytes(CODE_BYTES, "big")) for n in range(31)]

    assert {code[0] for code in codes} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["abcdef", " ABC DEF ", "abc-def", "ABC\u2013DEF", "a b c d e f\n", "\uff21\uff22\uff23-DEF", "ABC\u2011def"],
)
def test_case_blanks_and_hyphens_make_no_difference(typed: str) -> None:
    assert read_code(typed) == "ABC-DEF"


@pytest.mark.parametrize("typed", ["", "ABC", "ABC-DE1", "ABC-DEO", "ABCDEFG", "ÄBC-DEF", "\ud800BCDEF", "A" * 10_000])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text())
def test_any_text_is_read_without_an_error(typed: str) -> None:
    read = read_code(typed)

    assert read is None or read_code(read) == read


def test_a_visit_id_is_128_bits_in_hex() -> None:
    assert new_visit_id(bytes(range(16))) == "000102030405060708090a0b0c0d0e0f"


def test_too_few_random_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        new_visit_id(b"few")
    with pytest.raises(ValueError, match="16 random bytes"):
        new_code(b"few")


def test_a_hash_depends_on_the_salt_and_is_slow_to_try_out() -> None:
    """A thousand plain SHA-256 hashes would take less than the 2 ms asked of one."""
    before = time.process_time()
    first = hashed("ABC-DEF", b"a" * 16)

    assert time.process_time() - before > 0.002
    assert len(first) == 32
    assert first != hashed("ABC-DEF", b"b" * 16)
    assert hashed("\ud800", b"a" * 16) != first


def test_a_hash_that_was_foreseen_is_made_once_and_for_one_code_and_salt_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    slow = hashlib.scrypt

    def counted(text: bytes, **settings: int) -> bytes:
        made.append(text)
        return slow(text, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(hashlib, "scrypt", counted)
    salt, foreseen = b"a" * 16, Foreseen()
    foreseen.make("ABC-DEF", salt)
    assert len(made) == 1
    assert foreseen.take("ABC-DEF", salt) == hashed("ABC-DEF", salt)
    assert len(made) == 2, "the one to compare with"

    assert foreseen.take("ABC-DEF", salt) == hashed("ABC-DEF", salt)
    assert len(made) == 4, "what was taken is forgotten"

    for code, other in (("ABC-DEG", salt), ("ABC-DEF", b"b" * 16)):
        foreseen.make("ABC-DEF", salt)
        assert foreseen.take(code, other) == hashed(code, other)
