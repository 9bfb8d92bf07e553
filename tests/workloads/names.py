"""Invented words: no council, provider or person here exists."""

WARDS = (
    "Ardlaw", "Brackenrigg", "Castlemuir", "Dunskene", "Eastmere", "Fallowbank", "Glenorrin", "Harbour",
    "Inchmoor", "Kirkbrae", "Lochanside", "Milnathwaite",
)  # fmt: skip
ZONES = ("North Hartshire", "East Hartshire", "South Hartshire", "West Hartshire")
PARISHES = (
    "Alderwick", "Bramblecombe", "Coldmarsh", "Dunnsford", "Elmstoke", "Fenhampton", "Goldhurst",
    "Hazelworthy", "Ivychurch Green", "Jarrowfield", "Kettlebourne", "Lindenbury", "Marlstoke",
    "Netherwick", "Oakhanger Vale", "Pennywell",
)  # fmt: skip
FIRMS = (
    "Ardlaw Care at Home", "Bluebell Homecare", "Cairnview Care", "Dovecot Support", "Elderflower Care",
    "Fernbank Homecare", "Gorsehill Care", "Hearthside Support", "Inchmoor Home Support",
    "Juniper Care at Home", "Kestrel Homecare", "Larkrise Support", "Mossgiel Care",
    "Northlight Homecare", "Orchard Lane Care", "Pebblebrook Support", "Quarry Brae Care",
    "Rowanbank Homecare", "Saltire Bay Support", "Thistledown Care", "Upland Home Support",
    "Vale and Heath Care", "Whinfield Homecare", "Yarrow House Care", "Ashgrove Reach", "Birchwater Care",
    "Cloverfield Support", "Drystane Homecare", "Everline Care", "Foxglove Home Support",
)  # fmt: skip
GIVEN = (
    "Agnes", "Alasdair", "Bettina", "Calum", "Doreen", "Effie", "Fergus", "Grizel", "Hamish", "Isla",
    "Jessie", "Kenneth", "Lachlan", "Mòrag", "Nan", "Oighrig", "Parveen", "Rab", "Senga", "Tam", "Una",
    "Violet", "Wilma", "Siân", "Łucja", "Zofia", "Nguyệt", "Ewa", "Iqbal", "Winifred", "نسیم", "美玲",
)  # fmt: skip
SURNAMES = (
    "Ardlaw", "Brackenrigg", "Corriemuir", "Drumskene", "Ettlebank", "Fallowmuir", "Glenskerry",
    "Harrowbrae", "Inchlonan", "Kilnaver", "Lochbrae-Muir", "MacOrrin", "NicDhunskene", "O'Fallowmuir",
    "Pitskelly", "Quarrybrae", "Rannachlaw", "Skerrymuir", "Tillybrae", "Whinmuir", "Wŷnfryn",
    "Brzozowiec-Law", "Yarrowhope", "Strathnaughty",
)  # fmt: skip
MANAGERS = ("T. Pitskelly, team manager", "R. Whinmuir, resource manager", "C. Kilnaver, service manager")
MEDICATION = (
    "insulin before breakfast", "Parkinson's medication at fixed hours",
    "anticoagulant at the same hour each day",
)  # fmt: skip
