"""An address typed by hand leads to its page when only letters differ."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from datasette.app import Datasette


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/grant/aif/2022/kapac2/018", "/grant/AIF/2022/KAPAC2/018"),
        ("/grant/AIF/ 2022/KAPAC2/018", "/grant/AIF/2022/KAPAC2/018"),
        ("/en/grant/aif/2022/kapac2/018", "/en/grant/AIF/2022/KAPAC2/018"),
        ("/place/cesis", "/place/Cēsis"),
        ("/en/place/CĒSIS", "/en/place/Cēsis"),
        ("/funder/SIF", "/funder/sif"),
        ("/funder/Sabiedrības integrācijas fonds", "/funder/sif"),
        ("/en/funder/Society Integration Foundation", "/en/funder/sif"),
    ],
)
async def test_other_letters_lead_to_the_page(catalogue: Datasette, typed: str, meant: str) -> None:
    answer = await catalogue.client.get(typed)
    assert answer.status_code == 302
    assert unquote(answer.headers["location"]) == meant
    assert (await catalogue.client.get(answer.headers["location"])).status_code == 200


@pytest.mark.parametrize("typed", ["/grant/AIF/2022/KAPAC2/019", "/place/nekur", "/funder/nav"])
async def test_another_name_is_missing(catalogue: Datasette, typed: str) -> None:
    assert (await catalogue.client.get(typed)).status_code == 404
