"""Who pays and who is spoken of, asked, visited or hoped for: each rule with a near counter-example."""

import pytest

from tests.normalise.read import OWN, payers


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a line that names the fund behind its label
        ("Projekts “Zvejas māja”\nFonds: Valsts kultūrkapitāla fonds\nSumma: 900 EUR", {"vkkf"}),
        ("Projekts “Zvejas māja”\nFinansējuma avots: LEADER\nSumma: 900 EUR", {"eafrd-leader"}),
        ("Projekts “Zvejas māja”\nAdministrē: Valsts kultūrkapitāla fonds\nSumma: 900 EUR", set()),
        # the plainest sentence there is, and donors of a fund
        (OWN + "Lasītavu finansē LEADER programma.", {"eafrd-leader"}),
        (OWN + "Donorvalstis, kas finansē LEADER programmu, ir piecas.", set()),
        # what is spoken of
        (OWN + "Seminārs būs par LEADER lomu laukos un projektiem.", set()),
        (OWN + "Pateicoties LEADER atbalstam, projekts “Tilti” notika.", {"eafrd-leader"}),
        (OWN + "Projektiem prasa Valsts kultūrkapitāla fonda finansējuma palielināšanu.", set()),
        (OWN + "Ar Valsts kultūrkapitāla fonda finansējumu projektā “Tilti” iegādāti galdi.", {"vkkf"}),
        (OWN + "Projektā “Tilti” sprieda, vai VKKF finansējumu dos visiem.", set()),
        (OWN + "Projektā “Tilti” VKKF finansējumu deva visiem.", {"vkkf"}),
        # a house that was visited, where something was held
        (OWN + "Notika vizīte Valsts kultūrkapitāla fondā par projektu finansējumu.", set()),
        (OWN + "Valsts kultūrkapitāla fondā notika projektu finansējuma saruna.", set()),
        (OWN + "Valsts kultūrkapitāla fondā projekts “Tilti” guva finansējumu.", {"vkkf"}),
        # the fund's people
        (OWN + "Aktīvo iedzīvotāju fonda birojā runāja par projektu “Tilti” ar finansējumu.", set()),
        (OWN + "Aktīvo iedzīvotāju fonda finansējums ļāva īstenot projektu “Tilti”.", {"acf-lv"}),
        # a ministry of another country
        (OWN + "Projektu “Tilti” finansē Vācijas Ārlietu ministrija.", set()),
        (OWN + "Projektu “Tilti” finansē Latvijas Republikas Ārlietu ministrija.", {"mfa-lv"}),
        # money that is only hoped for
        (OWN + "Projekta apstiprināšanas gadījumā to finansēs LEADER.", set()),
        (OWN + "Ja projektu apstiprinās, to finansēs LEADER.", set()),
        (OWN + "Projektu apstiprināja, un to finansē LEADER.", {"eafrd-leader"}),
        (OWN + "Projekts “Tilti” tiktu finansēts no LEADER.", set()),
        (OWN + "Projekts “Tilti” tika finansēts no LEADER.", {"eafrd-leader"}),
        (OWN + "Projektu “Tilti” finansē VKKF. Labi, ja tiktu finansēta arī otrā kārta.", {"vkkf"}),
        (OWN + "Projekts “Tilti”, Nr. AIF/2020/SDK/95, sākas. Labi, ja tiktu finansēts otrs.", {"acf-lv"}),
        (OWN + "Projekta “Tilti” sapnis: apstiprināšanas gadījumā būs otrs. To finansē VKKF.", {"vkkf"}),
        # others' projects that a group went to see
        (OWN + "Grupa iepazinās ar ELFLA projektiem Tukumā, kurus finansē fonds.", set()),
        (OWN + "Grupa īsteno ELFLA projektu “Tilti” Tukumā.", {"eafrd-leader"}),
        (OWN + "Grupa iepazīstas ar Valsts kultūrkapitāla fonda projektu konkursu un finansējumu.", set()),
        (OWN + "Te ir īstenoti vairāki ELFLA projekti ar finansējumu.", set()),
        (OWN + "Ir īstenots ELFLA projekts “Tilti”.", {"eafrd-leader"}),
        # its possibilities, its changes, those whom it pays
        (OWN + "Seminārā par VKKF finansējuma iespējām projektiem runāja visi.", set()),
        (OWN + "Par LEADER programmas finansējuma apguvi projektos runāja visi.", set()),
        (OWN + "LEADER programmas finansējums projektam “Tilti” ir liels.", {"eafrd-leader"}),
        (OWN + "Runāja par izmaiņām Erasmus+ projektos.", set()),
        (OWN + "Runāja par tikšanos Erasmus+ projektā.", {"erasmus-plus"}),
        (OWN + "VKKF finansēto kultūras projektu īstenotāji tikās Cēsīs.", set()),
        (OWN + "VKKF finansētais kultūras projekts “Tilti” notika Cēsīs.", {"vkkf"}),
        (OWN + "Projekts “Tilti” notiek, tā izmaksas sedz VKKF.", {"vkkf"}),
        # what one carries out for another
        (
            OWN + "Sabiedrības integrācijas fonds (SIF) ir projekta vadošais partneris, to finansē Eiropas "
            "Sociālais fonds.",
            {"esf"},
        ),
        (
            OWN + "Sabiedrības integrācijas fonda īstenotā Eiropas Sociālā fonda projekta “Dažādība” mācībās "
            "ar finansiālu atbalstu piedalījās desmit.",
            {"esf"},
        ),
        (
            OWN
            + "Sabiedrības integrācijas fonda īstenotajā valsts budžeta programmā notiek projekts “Tilti”.",
            {"sif"},
        ),
        (
            OWN + "Sabiedrības integrācijas fonda finansētā projekta “Dažādība” mācībās piedalījās desmit.",
            {"sif"},
        ),
    ],
)
def test_who_is_said_to_pay(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        ("Erasmus+ mobilitāte Tartu", "Projektā “Tilti” jaunieši brauca un mācījās.", {"erasmus-plus"}),
        ("Erasmus+ brauciens uz Tartu", "Erasmus+ programmas finansējums ļāva braukt.", {"erasmus-plus"}),
        ("Erasmus+ jaunumi", "Erasmus+ programmas finansējums mainās visās valstīs.", set()),
        ("Kultūras ministrijas projekts “Tilti”", "Jaunieši brauca uz Tartu.", {"km-lv"}),
        ("Kultūras ministrijas nedēļa", "Jaunieši brauca uz Tartu.", set()),
    ],
)
def test_a_funder_in_the_title(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # what is administered is no administrator; who is asked to pass the money on is one
        ("Projekts “Laivas” guvis atbalstu Sabiedrības integrācijas fonda administrētās valsts budžeta "
         "programmas “NVO fonds” ietvaros.", {"sif"}),
        ("Projektu “Laivas” finansē LEADER, līdzekļus administrē Sabiedrības integrācijas fonds.",
         {"eafrd-leader"}),
        # a fund of the Union through which it pays is the payer, a foundation is not
        ("91% no projekta “Laivas” finansē Eiropas Savienība ar Eiropas Sociālā fonda starpniecību.",
         {"esf"}),
        ("Projektu “Laivas” finansē Islande, Lihtenšteina un Norvēģija ar Sabiedrības integrācijas fonda "
         "starpniecību.", {"eea-norway"}),
        # experts who speak of a programme's projects
        (OWN + "Vadītāja rīkos domnīcas par Erasmus+ projektiem.", set()),
        (OWN + "Vadītāja rīkos Erasmus+ projekta “Laivas” nodarbības.", {"erasmus-plus"}),
    ],
)  # fmt: skip
def test_who_administers_and_through_whom_money_goes(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Mūsu skolā notika Erasmus+ projekta “Young Boats” sanāksme.", {"erasmus-plus"}),
        ("Mūsu skolā sprieda par to, ko Erasmus+ dod skolām un projektiem.", set()),
    ],
)
def test_a_headline_that_begins_with_a_programme_may_tell_of_its_project(text: str, paid: set[str]) -> None:
    assert payers(text, title="Erasmus+ koordinatoru sanāksme") == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a reporter's word behind the sentence, and people who told of what they had done
        (OWN + "Projekts «Laivas» tiek finansēts no LEADER, pastāstīja domes speciāliste.", {"eafrd-leader"}),
        (OWN + "Dalībnieki pastāstīja par LEADER finansējumu projektam “Laivas”.", set()),
        (OWN + "Semināri par finansēšanas nosacījumiem LEADER projektos notiks aprīlī.", set()),
        (OWN + "Ar LEADER atbalstu projektā “Laivas” notika semināri.", {"eafrd-leader"}),
        ("Ar Sabiedrības integrācijas fonda atbalstu tiks īstenoti deviņi projekti Rīgā.", set()),
        ("Ar Sabiedrības integrācijas fonda atbalstu biedrība “Oga” īstenos projektu Rīgā.", {"sif"}),
        ("2014 has begun well for the Union „Boats”, a financial support has been received from European "
         "Economical Area.", {"eea-norway"}),
    ],
)  # fmt: skip
def test_reporters_seminars_and_a_contest_s_results(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_an_exchange_that_a_headline_begins_with_is_paid_for() -> None:
    title = "Erasmus+ pieredze, kas iedvesmo"
    assert payers("Partnerība devās uz Erasmus+ pieredzes apmaiņu Vācijā.", title=title) == {"erasmus-plus"}
    assert payers("Partnerība lasīja par Erasmus+ Vācijā.", title=title) == set()


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # the sentence that the fund prescribes, and a body's own years
        ("Projektu “Laivas” finansiāli atbalsta Aktīvo iedzīvotāju fonds, ko finansē Islande, Lihtenšteina "
         "un Norvēģija.", {"acf-lv"}),
        ("Biedrība “Oga”, kas kopš 2005. gada darbojas Cēsīs, ar Sabiedrības integrācijas fonda atbalstu "
         "īsteno projektu “Laivas”.", {"sif"}),
        # a hope in another sentence
        ("Ar LEADER atbalstu biedrība “Oga” īsteno projektu. Ir cerība saņemt arī nākamgad vairāk.",
         {"eafrd-leader"}),
        ("Ar LEADER atbalstu biedrība “Oga” īsteno projektu. Ja projekts tiks apstiprināts arī Igaunijā, "
         "brauksim.", {"eafrd-leader"}),
        (OWN + "Anna, biedrības vadītāja, pastāstīja sanāksmē par Erasmus+ projektiem.", set()),
        (OWN + "Īstenojam projektu saskaņā ar Zemkopības ministrijas noteikumiem.", set()),
    ],
)  # fmt: skip
def test_prescribed_sentences_and_hopes_in_other_sentences(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (OWN + "Valsts kultūrkapitāla fonds informēja skolu, ka finansēs projektu “Tilti”.", {"vkkf"}),
        (OWN + "The project “Tilti” is funded and managed by the Nordic Council of Ministers.", {"nordic"}),
        (OWN + "Eiropas Ekonomiskās zonas pilsoņiem projekta finansējums ir no Erasmus+.", {"erasmus-plus"}),
        (
            "EJZF projekts “Tilti” Nr. 19-08-FL06-F043.0202-000002. Otru projektu “Laivas” finansē Lauku "
            "attīstības programma.",
            {"emff", "eafrd-leader"},
        ),
        # what is looked at, could be attracted or registered in, and a programme's opening
        (OWN + "Brīvprātīgie reģistrējas programmas “Eiropas Solidaritātes korpuss” datubāzē.", set()),
        (
            OWN + "Projekts “Tilti” palīdzētu piesaistīt Eiropas jūrlietu un zivsaimniecības fonda naudu.",
            set(),
        ),
        (OWN + "Tādas vietas projektos var iekārtot ar LEADER programmas atbalstu.", set()),
        (OWN + "Nometni nefinansē tikai Valsts kultūrkapitāla fonds, daļu sedz vecāki.", {"vkkf"}),
        (OWN + "Vadītāja rādīja, ko var panākt: projektā ar ELFLA fonda atbalstu iegādāti tērpi.", set()),
        (
            OWN + "Valsts kultūrkapitāla fonda mērķprogrammas konkursā atbalstu guva projekts “Tilti”.",
            {"vkkf"},
        ),
    ],
)
def test_who_said_so_and_what_could_be(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


LETTER = "lūdz pārskatīt, kā dala Sabiedrības integrācijas fonda finansējumu projektiem."
GROUP = "Biedrība 2019. gadā saņēma ELFLA finansējumu telpu remonta projektam."


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (f"Atklāta vēstule par nometņu naudu\n\nBiedrība “Krasta ļaudis” {LETTER}", set()),
        (f"Komisijas locekļa interešu paziņojums\n\nEsmu biedrības “Krasta ļaudis” biedrs. {GROUP}", set()),
        (f"Komisijas locekļa stāsts\n\nEsmu biedrības “Krasta ļaudis” biedrs. {GROUP}", {"eafrd-leader"}),
        (OWN + "2016 Sabiedrības integrācijas fonda projekts „Vārds” (koordinatore).", set()),
        (OWN + "2016. gadā Sabiedrības integrācijas fonda projekts „Vārds” (mēs) sākās.", {"sif"}),
        (OWN + "Mums bieži jautā, vai esam Sabiedrības integrācijas fonda projekts. Neesam.", set()),
        (OWN + "Kaimiņi rādīja torni, ko uzbūvējuši par ERAF projekta naudu.", set()),
        (OWN + "Mediju atbalsta fonda ieguldījums no Latvijas valsts budžeta līdzekļiem.", {"sif"}),
        (OWN + "Projekts “Skola” īstenots Labklājības ministrijas konkursā “Mēs kopā”.", {"lm-lv"}),
        (OWN + "The project is paid by EAFRD. Supported by the Ministry of Agriculture and Rural Support "
         "Service.", {"eafrd-leader"}),
        (OWN + "Padome sagatavoja pieteikumu LEADER projektu konkursam, un to apstiprināja.",
         {"eafrd-leader"}),
        (OWN + "Padome sagatavoja pieteikumu LEADER projektu konkursam.", set()),
        ("Pasuokums nūtyka ar Vaļsts kulturkapitala fonda atbolstu.", {"vkkf"}),
    ],
)  # fmt: skip
def test_letters_interests_careers_and_payers_in_passing(text: str, paid: set[str]) -> None:
    assert payers(text, title=text.split("\n")[0]) == paid


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        ("Ko Aktīvo iedzīvotāju fonds dod mums", "Aktīvo iedzīvotāju fonda projekti beigušies.", set()),
        ("Pieteikums aizsūtīts", "Teātris iesniedza pieteikumu VKKF projektu konkursā. Gribam naudu.", set()),
        ("Pieteikums iesniegts un atbalstīts", "Teātra projektu atbalsta VKKF finansējums.", {"vkkf"}),
        ("Klase", "Viņi īstenoja līdzīgu projektu ar Sabiedrības integrācijas fonda atbalstu.", set()),
        ("Klase", "Iepriekš esam īstenojuši projektus ar Sabiedrības integrācijas fonda atbalstu.", set()),
        ("Govis", "Projektu līdzfinansē Valsts reģionālās attīstības aģentūra no Latvijas vides aizsardzības "
         "fonda līdzekļiem.", {"lvaf"}),
    ],
)  # fmt: skip
def test_funds_told_of_applications_sent_and_money_handed_on(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title=title) == paid
