"""What schools write in fictitious requests: a few believable pupils per soort, each told from begin to end.

General enough to be nobody. Every text of one geval belongs to the same pupil, so that the answers agree.
"""

from dataclasses import dataclass

from tlv.enums import Soort


@dataclass(frozen=True)
class Geval:
    """The story of one pupil, in the words of a school."""

    nodig: str
    grens: str
    gedaan: str
    resultaat: str
    extern: str
    voorwaarden: str
    mening: str


_REKENEN = Geval(
    "De leerling leert langzamer dan de groep en heeft veel herhaling nodig, met korte instructie in een kleine "
    "groep. "
    "Zonder hulp komt een taak niet af.",
    "Wij kunnen één leerling een eigen leerlijn geven voor rekenen en taal. Voor alle vakken de hele dag apart "
    "lukt niet "
    "in een groep van 28.",
    "Sinds vorig schooljaar vier keer per week een half uur verlengde instructie van de onderwijsassistent, en "
    "een eigen "
    "leerlijn rekenen. Na elke tien weken bespraken wij dit met de intern begeleider.",
    "Rekenen ging van niveau E3 naar M4. De achterstand op de groep werd groter en het zelfvertrouwen kleiner.",
    "Een orthopedagoog deed onderzoek. De logopedist werkte een half jaar aan de woordenschat.",
    "Een groep van hooguit 18 kinderen, een eigen leerlijn voor alle vakken en een leraar die dagelijks "
    "instructie herhaalt.",
    "„Ik snap het vaak niet en dan is de rest al klaar. Ik wil graag in een klas waar het rustiger gaat.”",
)
_DRUK = Geval(
    "De leerling heeft de hele dag nabijheid en duidelijke grenzen nodig. Bij drukte of onverwachte dingen loopt de "
    "spanning snel op.",
    "Wij kunnen een vaste plek en een dagplanning bieden. Een tweede volwassene in de klas de hele dag is er niet.",
    "Acht maanden dagelijks een start- en eindgesprek, een time-outplek en tien uur begeleiding per week door het "
    "ondersteuningsteam.",
    "In de kleine groep werkt de leerling een uur achter elkaar. In de klas waren er nog drie tot vier keer per week "
    "boze buien, waarbij anderen de klas uit moesten.",
    "Jeugdhulp geeft de ouders thuis begeleiding. De schoolarts dacht mee over slapen en medicatie.",
    "Een leerling die zelf om een pauze kan vragen, en een klas met een vaste leraar en een rustige plek ernaast.",
    "„In de gang word ik rustig. In de klas zijn er te veel geluiden.” De leerling wil dat vrienden op bezoek "
    "blijven komen.",
)
_STIL = Geval(
    "De leerling trekt zich in een grote groep terug en praat op school bijna niet. Kleine stappen, veel "
    "veiligheid en een "
    "vaste begeleider helpen om mee te doen.",
    "De leraar kan elke dag kort apart zitten met de leerling. Meer kan in een combinatiegroep niet.",
    "Een jaar lang twee keer per week spelbegeleiding, een maatje in de klas en een rustige werkplek naast het "
    "lokaal.",
    "Met de begeleider praat de leerling nu in hele zinnen. In de klas is dat na een jaar nog niet gelukt.",
    "Een speltherapeut en het wijkteam zijn betrokken.",
    "Een kleine, voorspelbare groep, en een overgang in stappen waarbij de vaste begeleider meegaat.",
    "De leerling tekende de klas met zichzelf buiten het raam, en zei daarbij: „Daar is het stil.”",
)
_ZIEK = Geval(
    "De leerling heeft door een chronische aandoening op schooldagen verpleging en rust nodig, en mist daardoor "
    "lessen.",
    "Wij kunnen lessen doorschuiven en thuis laten volgen. Verpleegkundige zorg onder schooltijd kunnen wij niet "
    "geven.",
    "Een aangepast rooster van drie ochtenden, online meedoen met de instructie en een ochtend per week onderwijs "
    "aan huis.",
    "De leerling kon de helft van de stof bijhouden. De energie was na twee uur op.",
    "De kinderarts, de consulent voor zieke leerlingen en de thuiszorg.",
    "Een herstel waarbij vier dagen school haalbaar is, en zorg die op school kan komen.",
    "„Ik wil gewoon naar school, ook als ik een slechte dag heb.”",
)
_THUIS = Geval(
    "De leerling wil naar school, maar durft de klas niet meer in. Een kleine groep en een opbouw per week zijn "
    "nodig om "
    "weer te leren.",
    "Wij kunnen een rustige werkplek en een vaste mentor geven. De les zelf heeft 29 leerlingen en elk uur een "
    "ander lokaal.",
    "Een opbouwrooster van twaalf weken, begin en einde van de dag bij de mentor en afspraken per vak. Het "
    "expertteam dacht mee.",
    "Van twee naar zes lesuren per week; na de herfst viel de leerling terug naar nul. Het contact met de mentor "
    "bleef.",
    "Een psycholoog van de ggz behandelt de angst. Leerplicht is op de hoogte.",
    "Drie maanden achter elkaar alle lessen volgen, en een eerste vak in een gewone klas met een bekende docent.",
    "„Ik wil een diploma. Niet in zo'n groot gebouw.” De leerling wil kennismaken voordat er iets verandert.",
)
_GEDRAG_VO = Geval(
    "De leerling heeft een vaste docent, korte taken en directe feedback nodig. Bij correctie in de groep loopt "
    "het uit de hand.",
    "Docenten werken met één aanpak en er is een time-outplek. Zeven docenten per dag is voor deze leerling te veel.",
    "Twee schooljaren begeleiding door het expertteam, een gedragskaart en een half jaar in de tussenvoorziening.",
    "In de tussenvoorziening ging het goed. Terug op school volgden binnen zes weken vier schorsingen van een dag.",
    "Jeugdhulp werkt met het gezin. De wijkagent is een keer betrokken geweest.",
    "Een half jaar zonder schorsing, en een start met twee vakken bij docenten die de leerling kent.",
    "„Ze zien mij pas als het misgaat.” De leerling wil graag iets met techniek doen.",
)
_AUTISME_VO = Geval(
    "De leerling heeft voorspelbaarheid nodig: vaste lokalen, een rooster dat niet wisselt en hulp bij plannen en "
    "samenwerken.",
    "De begeleider passend onderwijs komt twee uur per week. Wisselende lokalen en roosters kunnen wij niet "
    "voorkomen.",
    "Een maatje bij leswisselingen, elk weekbegin samen plannen en toetsen in een apart lokaal, een heel "
    "schooljaar lang.",
    "De cijfers bleven op niveau. Door overbelasting bleef de leerling na de kerst om de dag thuis.",
    "Een behandelaar van de jeugd-ggz, en ambulante begeleiding vanuit het speciaal onderwijs.",
    "Examen doen is haalbaar; terug kan als de leerling zelf kan plannen en de school vaste lokalen geeft.",
    "„Als ik weet wat er komt, gaat het goed.” De leerling wil de havo afmaken.",
)
_ZML_VO = Geval(
    "De leerling leert praktisch en in kleine stappen, en heeft begeleiding nodig bij zelfstandig reizen, werken "
    "en wonen.",
    "Onze laagste leerweg gaat uit van zelfstandig leren uit een boek. Dat past niet bij wat deze leerling kan.",
    "Een eigen leerlijn voor rekenen en taal, en een dag per week in de schooltuin met een assistent.",
    "In de tuin leert de leerling zichtbaar. In de theorielessen was er na een half jaar geen groei.",
    "MEE dacht mee over vrije tijd en wonen.",
    "Terugkeer is niet te verwachten. Wel kijken wij elk jaar naar stage en dagbesteding buiten de school.",
    "„Ik wil later met dieren werken.” Dat staat nu in het plan.",
)
_PRAKTISCH = Geval(
    "De leerling leert het best door te doen, met korte uitleg en veel herhaling. Lezen en rekenen kosten veel "
    "energie.",
    "Vmbo-basis met ondersteuning hebben wij overwogen. Het tempo en de hoeveelheid theorie zijn te groot.",
    "Een eigen leerlijn rekenen sinds groep 6, pre-teaching taal en drie keer per week hulp in een groepje.",
    "De leerling groeit op de eigen lijn, ongeveer vier maanden per schooljaar. Het verschil met de groep wordt "
    "groter.",
    "De logopedist tot en met groep 7.",
    "Een leerling die zelfstandig een vmbo-tekst kan lezen; dat is nu niet te verwachten.",
    "„Ik wil iets leren met mijn handen, liefst koken of hout.”",
)
_TRAAG = Geval(
    "De leerling heeft structuur, een vaste mentor en praktische opdrachten nodig. Nieuwe stof beklijft pas na "
    "veel herhaling.",
    "Wij kunnen een begeleider in de les zetten. Een heel programma op dit niveau hebben wij niet.",
    "Twee jaar verlengde instructie voor lezen en rekenen, aangepaste toetsen en werken in een groep van zes.",
    "Technisch lezen ging vooruit met een half jaar. Rekenen en begrijpend lezen bleven staan.",
    "Er was geen hulp van buiten nodig.",
    "Groei van meer dan een half jaar per schooljaar op lezen en rekenen.",
    "„Op mijn nieuwe school wil ik stage lopen.” De leerling bezocht de open dag en was blij.",
)

GEVALLEN = {
    Soort.SBO: (_REKENEN, _DRUK, _STIL),
    Soort.SO: (_DRUK, _STIL, _ZIEK),
    Soort.VSO: (_THUIS, _GEDRAG_VO, _AUTISME_VO, _ZML_VO),
    Soort.PRO: (_PRAKTISCH, _TRAAG),
}

# What the parents think, the same in a few words, and what that means for the handelingsdeel; with how often.
OUDERS = (
    (
        30,
        "eens",
        "De ouders staan achter de aanvraag. Zij zien thuis hetzelfde en hopen op meer rust.",
        "instemming",
    ),
    (
        24,
        "eens",
        "De ouders vinden het jammer dat het hier niet lukt, maar zij willen deze stap. Zij hebben twee scholen "
        "bezocht.",
        "instemming",
    ),
    (
        8,
        "deels",
        "De ouders zijn het eens met een kleinere groep. Zij vinden de reistijd lang en willen daarover praten.",
        "gezien",
    ),
    (
        4,
        "verschillend",
        "De moeder is het eens met de aanvraag. De vader wil dat de leerling nog een half jaar op deze school "
        "blijft.",
        "gezien",
    ),
    (
        3,
        "oneens",
        "De ouders vinden dat de school meer hulp moet geven. Zij willen niet naar een andere school.",
        "geen_instemming",
    ),
    (
        1,
        "onbekend",
        "Wij hebben de ouders drie keer uitgenodigd en een brief gestuurd. Zij kwamen niet; hun mening kennen wij "
        "niet.",
        "gezien",
    ),
)
WEIGERING = "De leerling wilde er niet over praten. De mentor vroeg het op twee momenten."
NOG_NIET = "Het gesprek met de leerling is gepland; het ging tot nu toe niet door ziekte."
TERUGKEER = (("later", 68), ("ja", 32))
IQ_TESTEN = ("WISC-V-NL", "RAKIT-2", "SON-R 6-40", "NIO")
KORT_GEDAAN = "Extra hulp in de klas."
VOORSCHOOL = (
    "Het kind ging vier ochtenden per week naar de voorschool, met een begeleider voor de helft van de tijd.",
    "Het kind was drie dagen per week op een kinderdagcentrum, met behandeling in een groep van acht.",
)
VOORSCHOOL_HULP = (
    "Er was logopedie en fysiotherapie. Het kind maakt nu contact met andere kinderen en zegt woorden van twee "
    "lettergrepen.",
    "Met pictogrammen en een vaste dagindeling doet het kind mee in de kring. Dat houdt het tien minuten vol.",
)
HERKOMST = (("verhuisd", 70), ("instelling", 15), ("cluster12", 15))
VORIGE_SCHOOL = (
    "De vorige school gaf twee jaar begeleiding in een kleine groep. Dat hielp voor het werken, minder voor het "
    "omgaan met "
    "anderen. Wij kregen het dossier en spraken de leraar.",
    "Volgens het overdrachtsverslag kreeg de leerling daar dagelijks hulp van een assistent. Zonder die hulp "
    "stopte het werken.",
)
DOELEN = (
    "De doelen voor werkhouding zijn gehaald. Voor lezen en omgaan met spanning zijn wij halverwege.",
    "Drie van de vijf doelen zijn gehaald. Samen spelen en rekenen lukken nog niet zonder hulp.",
)
LANGER = (
    "Het gaat goed omdat de groep klein is. Een proefperiode van zes weken op een gewone school is gestopt door "
    "te veel spanning.",
    "De leerling heeft nog elke dag begeleiding nodig. Zonder verlenging valt die weg en is terugval te verwachten.",
)
POSITIEF = (
    "De ondersteuningsbehoefte is groter dan de school binnen de basisondersteuning kan bieden. "
    "Een kleine groep met specialistische begeleiding past bij wat deze leerling nodig heeft.",
    "Het onderzoek is recent en laat een duidelijk beeld zien. Plaatsing in een gespecialiseerde setting is passend; "
    "over een jaar kan worden bekeken of terugkeer naar regulier onderwijs mogelijk is.",
)
POSITIEF_PRO = (
    "Het IQ en de leerachterstanden passen bij praktijkonderwijs. Leren door te doen geeft deze leerling de "
    "meeste kans.",
    "Uit de toetsen blijkt een achterstand van meer dan de helft op rekenen en begrijpend lezen. Een praktische "
    "leerweg past.",
)
NEGATIEF = (
    "De leerling profiteert van de hulp die er nu is. Die is pas kort ingezet en kan op deze school worden "
    "uitgebreid.",
    "Uit de gegevens blijkt niet dat de basisondersteuning is uitgeput. Met hulp van het ondersteuningsteam kan "
    "de school verder.",
)
