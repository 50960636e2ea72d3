"""A large vocabulary for generated news: a hundred thousand words in their cases, as frequent as words are.

A language has a few words that stand everywhere and very many that stand almost nowhere (Zipf's law). The
sentences of `catalogue_words.toml` know some thousand; what a search costs depends on the rest.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, product

FLATTEST = 30  # the n-th word is as frequent as 1 / (n + FLATTEST): the first stands in a fifth of the texts
_PREFIXES = """
    aiz ap at ie iz no pa pār pie sa uz ne bez līdz starp pret priekš pēc virs zem
"""
_ROOTS = """
    airē ark ass aug aust bals bēg bid bīd blīv brauk brīd brūn cel cēl ceļ cērt cirp darb deg dej dīg
    dom drav dric dūm dzied dziļ dzīv ēd elp gait gan gaum glab glud godā grab griez gud gul ģērb ilg
    jauk jaut joz jūt kaist kald kalt kap kār kāp klaus klīd klus kok kop krās krāt krust kust ķer labo
    laid las lauz lēk līdz lik lobī lok lūk lūz ļod mācī maiņ mak māl maz med mērķ mest mied min mīt mud
    nes nirt ost palīd paust pel pīt plān plauk plūs post prūt put radī rakst raud red rēķin rim ritm
    roc rosī rūp sarg sauc sēj sild sirm skait skan skrej slaid slēp smel snieg sold spēj spīd sprau
    stāst steig stiep strād strauj sūt svēt svin šķel šķir šūt tais tals teic tēl tikl tir trauk tup
    turī tver ugun upur vad vagā vair vāk vār veid vēl vērt vij vilk virz vizin zab zār zem zied zīm zog
    zust žāv žest
"""
MIDDLES = ("um", "šan", "īb", "tāj", "niek", "īg", "isk", "ēj", "ošan", "inājum", "sn", "ekl")
ENDINGS = ("s", "am", "u", "ā")


class Vocabulary:
    """Words that were made by joining what Latvian words are made of; `chance` decides which are frequent."""

    def __init__(self, chance: random.Random) -> None:
        stems = ["".join(parts) for parts in product(("", *_PREFIXES.split()), _ROOTS.split(), MIDDLES)]
        chance.shuffle(stems)
        self._stems: Sequence[str] = stems
        self._weights = list(accumulate(1 / (place + FLATTEST) for place in range(len(stems))))

    def sentences(self, chance: random.Random, words: int) -> list[str]:
        """`words` words in sentences of eight to fourteen."""
        drawn = chance.choices(self._stems, cum_weights=self._weights, k=words)
        ended = [stem + end for stem, end in zip(drawn, chance.choices(ENDINGS, k=words), strict=True)]
        found = []
        while ended:
            length = chance.randrange(8, 15)
            found.append(" ".join(ended[:length]).capitalize() + ".")
            ended = ended[length:]
        return found


@cache
def vocabulary() -> Vocabulary:
    """The same words at each run."""
    return Vocabulary(random.Random("words"))
