"""What fictitious people write: general enough to be nobody."""

VRAGEN = (
    "De leerling komt steeds later op school en wil soms de klas niet in. Hoe krijgen wij de schooldag weer op gang?",
    "In de les raakt de leerling snel overprikkeld. Wij zoeken een aanpak die de docenten volhouden.",
    "Er is veel ruzie met klasgenoten. Wij willen weten wat hieronder ligt en wat wij kunnen doen.",
    "De cijfers dalen sinds de zomer en de leerling trekt zich terug. Thuis zien ze hetzelfde.",
    "Er zijn meer hulpverleners betrokken, maar niemand heeft het overzicht. Wie kan met ons meedenken?",
    "De leerling stelt alles uit en slaapt weinig. Gesprekken met de mentor helpen nog niet.",
)
GEPROBEERD = (
    "Wekelijks gesprek met de mentor en een rustige werkplek. Dat helpt een beetje.",
    "Aangepast rooster gedurende zes weken; daarna viel de leerling terug.",
    "Training sociale vaardigheden op school en twee gesprekken met de ouders.",
    "Huiswerkbegeleiding en extra tijd bij toetsen. Het verzuim bleef.",
)
REACTIES = (
    "Dank voor uw vraag. Ik bel u deze week om samen te kijken wat nodig is.",
    "Uw vraag is helder. Ik kom volgende week naar school om mee te denken.",
    "Wij pakken dit op. Wilt u de ouders vragen of ik hen mag bellen?",
)
ANTWOORDEN = (
    "Dit past bij de basisondersteuning. Ik heb u de werkwijze gestuurd; bel gerust als u vastloopt.",
    "De vraag hoort bij het basisteam van de gemeente. Ik heb u de contactgegevens gegeven.",
    "Na ons gesprek kunt u zelf verder. Komt de vraag terug, vraag dan opnieuw om hulp.",
)
STAPPEN = (
    "Gesprek met ouders en mentor",
    "Observatie in de klas",
    "Bellen met de huisarts na toestemming",
    "Evalueren met het ondersteuningsteam",
    "Advies bespreken met de school",
    "Contact met het basisteam",
)
GESPREKKEN = (
    "Besproken wat op school lukt en wat niet. Afgesproken dat de leerling later begint.",
    "De ouders herkennen het beeld. Zij willen meedenken over een vaste dagindeling.",
    "De mentor houdt een week bij wanneer het misgaat. Daarna spreken wij elkaar weer.",
    "De leerling vertelt dat de pauzes het moeilijkst zijn. Er komt een rustige plek.",
)
MET = ("moeder", "beide ouders", "de mentor", "de leerling", "de ondersteuningscoördinator", "het basisteam")
RESULTATEN = (
    "De leerling is weer elke dag op school.",
    "Meer rust in de klas; het vraagt nog onderhoud.",
    "De hulp van het basisteam is begonnen.",
    "Geen blijvend effect; daarom een andere aanpak gekozen.",
)
ADVIEZEN = (
    "Begin de dag rustig: een vaste plek, een vaste persoon en een kort gesprek. Bouw de lessen in vier weken op. "
    "Kijk na zes weken samen met de ouders terug.",
    "Geef korte opdrachten en spreek een teken af waarmee de leerling even weg mag. Bespreek wekelijks wat lukte. "
    "Vraag de huisarts om mee te kijken als het slapen niet verbetert.",
    "Maak een plan met een verantwoordelijke en een datum. Het basisteam neemt de vragen thuis; de school houdt het "
    "onderwijs vast. Over twee maanden kijken wij samen terug.",
)
REDENEN = (
    "De vraag van de school is beantwoord en de aanpak loopt.",
    "De leerling heeft een plek die past; de overdracht is gedaan.",
    "Het basisteam begeleidt het gezin verder.",
    "De afspraken staan en de school kan zelf verder.",
)
NOTITIES = (
    "Een ouder vertelde iets over de thuissituatie dat niet met school gedeeld mag worden. Bij zorgen eerst bellen.",
    "De leerling vroeg om dit gesprek niet te bespreken met de ouders. Daar komen wij volgende keer op terug.",
)
