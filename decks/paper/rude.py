"""Words that no class should find in a word search.

They stand here with their letters moved on by half an alphabet, since children read source code too. They are those
of English, and the plainest of German, French, Spanish and Russian; short ones that are a part of many sound words of
their language are left out where a puzzle would hardly be read that way.
"""

from __future__ import annotations

_MOVED_LATIN = """
nany nahf nefpu nefr nefrubyr nff onfgneq ovgpu obyybpx obbo obbof pnoeba punggr pyvg pbpx pbwbarf pbaaneq pbaanffr pbba
pbhvyyr penc phyb phz phag qvpx qvyqb qlxr raphyr snt snttbg sneg svpx svpxra sbyyne sbgmr shpx tbbx urvy uvgyre uher
uherafbua vaprfg wvmm wbqre xnpxr xvxr xabo znevpba zreqr zvreqn zvatr zhfpuv anmv artre arteb avttn avttre avccyr avdhr
avdhre ahqr ahggr betnfz cnxv craqrwb cravf cvzzry cvff cvffrq cbyyn cbea cevpx chffl chgn chgnva chgr chgb encr encvfg
ergneq fnybcr fpurvff fpurvffr fpuynzcr fpujnam fpujhpugry frk fuvg fynt fyhg fcnfg fcnfgvp fhvpvqr gvg gvgf gvggra
gbffre genaal gheq gjng intvan iretn jnax jnaxre juber jvpufra jvpufre mbeen
"""
_MOVED_CYRILLIC = """
барвм ббрвм бгзър бгър егп егх егщ ехаэп иыоер сып сыпфм урэфюэ уютэю фаюзшвм хсрвм хсры хсырэ хсыю цюяр чрыгяр ьгфръ
ьгфшыр ьрэфр яшфра яшфюа яшчфг яшчфр яшчфх
"""
_ALPHABETS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")


def rude_words() -> tuple[str, ...]:
    """In capitals; none holds another."""
    words = {_moved(word) for text in (_MOVED_LATIN, _MOVED_CYRILLIC) for word in text.upper().split()}
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


def _moved(word: str) -> str:
    """The letters moved on by half of their alphabet; done twice, they are what they were."""
    letters = next(alphabet for alphabet in _ALPHABETS if word[0] in alphabet)
    half = len(letters) // 2
    return "".join(letters[(letters.index(letter) + half) % len(letters)] for letter in word)
