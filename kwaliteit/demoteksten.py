"""What the people of the demo wrote beside the figures; fictitious, like everything in it."""

TEKST = (
    "De werkgroep heeft de cijfers van dit kwartaal besproken. De ontwikkeling past bij wat wij in de scholen zien.\n\n"
    "In het volgende kwartaal kijken wij opnieuw, samen met de scholen die het meest afwijken."
)
TEKSTEN = {
    "stand": (
        "Het register is kleiner dan een jaar geleden. Scholen melden sneller, waardoor verzuim minder vaak langer "
        "dan vier weken duurt.\n\n"
        "Wie langer thuis zit, heeft meestal meer dan een reden: vaak spelen angst, gezondheid en de situatie thuis "
        "samen een rol."
    ),
    "terug": (
        "Wat hielp, was een klein begin: een paar uur per week, op een vaste plek en met een vaste begeleider.\n\n"
        "Wat niet hielp, was wachten tot de zorg klaar is. Met de gemeenten spreken wij af dat onderwijs en hulp "
        "tegelijk beginnen."
    ),
    "vrijstellingen": (
        "Elke leerling met een vrijstelling heeft een vaste contactpersoon bij het samenwerkingsverband. Een half "
        "jaar voor het einde bespreken wij met de ouders wat mogelijk is."
    ),
    "oorzaken": (
        "Met besturen, leerplicht en jeugdhulp is een vaste route afgesproken. Elke leerling heeft een regiehouder, "
        "en na drie maanden zonder aanbod volgt een gesprek op directieniveau."
    ),
    "samenvatting": (
        "De leerlingstromen zijn stabiel, met na de zomer de gebruikelijke instroom in het gespecialiseerd onderwijs. "
        "Alle besluiten over een toelaatbaarheidsverklaring vielen binnen de wettelijke termijn.\n\n"
        "Het aantal thuiszitters vraagt aandacht: de norm is nul en die halen wij niet. Met de gemeenten is "
        "afgesproken elke leerling die langer dan drie maanden thuis zit, maandelijks te bespreken.\n\n"
        "Van twee onderdelen hebben wij nog geen cijfer: de tevredenheid over de procedure en de wachtlijsten in de "
        "jeugdhulp. Bij elk onderdeel staat wat daarvoor nodig is."
    ),
    "leerlingstromen": (
        "De meeste overstappen vinden plaats bij de start van het schooljaar. Leerlingen die in de loop van het jaar "
        "overstappen, komen vaker van een school waar de begeleiding kort daarvoor was veranderd.\n\n"
        "Terugschakelen gebeurt nog weinig. In het voorjaar bezoeken wij met vier scholen de leerlingen van wie de "
        "verklaring afloopt, om te zien wie met hulp terug kan."
    ),
    "verwijzingen": (
        "Het aantal verwijzingen volgt het patroon van eerdere jaren: een piek in het voorjaar en rust na de zomer.\n\n"
        "Scholen vragen eerder mee te denken. Dat leidt tot minder aanvragen die niet nodig blijken te zijn."
    ),
    "opp": (
        "Scholen leggen het OPP vast en melden het in ROD. Waar een OPP niet in ROD staat, gaat het meestal om een "
        "leerling die kort op school is.\n\n"
        "Ouders die nog niet instemden, zijn vaak nog in gesprek. In het voorjaar letten wij op de evaluatie."
    ),
    "doorlooptijden": (
        "De doorlooptijd hangt vooral af van het moment waarop beide adviezen er zijn. De planning van de deskundigen "
        "is aangepast, zodat er in drukke weken meer tijd is.\n\n"
        "Bij een deel van de aanvragen vragen wij de school om aanvulling. Meestal gaat het om recente "
        "toetsgegevens. Het formulier noemt die nu eerder."
    ),
    "tevredenheid": (
        "Er is nog geen meting. Reacties van ouders gaan vaak over wachten en over taal: brieven zijn moeilijk. "
        "De brieven zijn herschreven in eenvoudiger woorden."
    ),
    "jeugdhulp": (
        "Scholen melden dat leerlingen lang wachten op specialistische hulp. Wij verzamelen deze signalen nu per mail "
        "en bespreken ze met de gemeenten in het overleg onderwijs en jeugdhulp."
    ),
    "thuiszitters": (
        "Het register laat zien dat leerlingen die langer dan drie maanden thuis zijn, vaak op passende hulp wachten. "
        "{Het_expertteam} zoekt met school en ouders naar een klein begin: een paar uur per week is ook onderwijs.\n\n"
        "Meldingen komen sneller binnen sinds scholen ze zelf invoeren."
    ),
    "ect": (
        "De vragen aan {het_expertteam} gaan vooral over aanwezigheid en gedrag. De eerste reactie volgt meestal "
        "dezelfde of de volgende werkdag."
    ),
    "financien": (
        "De realisatie loopt in de pas met de begroting. De uitgaven voor het gespecialiseerd onderwijs volgen het "
        "aantal leerlingen op de teldatum.\n\n"
        "Het weerstandsvermogen ligt rond de signaleringswaarde. In de meerjarenbegroting staat hoe dit "
        "wordt afgebouwd."
    ),
    "risicos": (
        "Groei van het gespecialiseerd onderwijs: kans midden, gevolg groot. Maatregel: eerder meedenken met "
        "scholen en actief terugschakelen.\n\n"
        "Wachtlijsten in de jeugdhulp: kans groot, gevolg groot. Maatregel: overbruggende begeleiding en maandelijks "
        "overleg met de gemeenten.\n\n"
        "Uitval op sleutelfuncties: kans klein, gevolg midden. Maatregel: taken zijn dubbel belegd."
    ),
    "vooruitblik": (
        "In het komende kwartaal staan de gesprekken met de besturen over de leerlingprognose en de begroting. "
        "De proef met een korte vragenlijst na een besluit begint na de kerstvakantie.\n\n"
        "Aan de toezichthouder vragen wij mee te denken over een streefcijfer voor terugschakelen."
    ),
}
