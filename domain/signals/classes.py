"""Classes of words that cues are built from: tools, records, meetings, people, and what is done with them."""

CLASSES = {
    "pipe": """
        forecast pipeline commit renewal renewals deal deals opp opps qbr churn prospects tenders bids quarter landing
        prognose prévision prévisions previsión previsão funil funnel amounts
    """,
    "tablelike": """
        sheet excel workbook smartsheet tracker table tab template grid tabelle tableau tableur hoja planilha liste
        file list xlsx gsheet fichier datei
    """,
    "crm": """
        crm salesforce sf sfdc hubspot hs dynamics pipedrive zoho veeva gainsight csp lightning sugar odoo freshsales
        totango =system sap
    """,
    "record": """
        opp opps opportunity oppty opty record deal account acct contact lead timeline affaire fiche opportunité compte
        oportunidad oportunidade cuenta conta ficha konto chance
    """,
    "customer": """
        customer client account company logo site them they he she prospect buyer kunde kunden client cliente kundin
    """,
    "deal": """
        deal opp opps opportunity account acct prospect customer client renewal pipeline lead tender bid dealer
        partner quote project account patch territory book portfolio
        kunden projekte angebote clientes prospects negócios negocios oportunidades propostas ofertas offres comptes
    """,
    "sheet": """
        spreadsheet sheet gsheet excel xls xlsx xlsb csv workbook smartsheet tabelle excelliste exceldatei planilha hoja
        quip tableur
    """,
    "hardsheet": """
        spreadsheet gsheet excel xls xlsx workbook smartsheet tabelle planilha tableur exceltabelle exceldatei sheet
    """,
    "noteplace": """
        onenote evernote notion gdoc moleskine notebook notepad journal diary napkin obsidian bear sketchbook binder txt
        dropbox cuaderno libreta carnet heft notizbuch caderno bloco notizen cahier agenda logseq roam confluence doc
        docs memo transcript transcripts =word
    """,
    "todoplace": """
        todoist reminders asana sticky stickies postit post-it postits planner diary calendar gcal alarm alarms notepad
        notebook ticktick trello pad whiteboard flag flags flagged star stars starred snooze snoozed bookmark unread
        whatsapp viber telegram journal obsidian carnet libreta cuaderno agenda kalender papierkalender zettel caderno
        bloco calendrier outlook memo omnifocus kalendereintrag wiedervorlage =things
    """,
    "board": """
        trello airtable notion miro coda clickup kanban board whiteboard map database radar pins magnets stickies wall
        asana tableau pizarra quadro tablero =base
    """,
    "review": """
        review reviews call calls meeting meetings huddle staff deck board qbr 1:1 1on1 one-to-one roundup offsite
        council retro commit forecast slide presentation runde revue reunión reunião réunion sitzung geschäftsführung
    """,
    "boss": """
        manager boss director vp cro ceo cfo leadership exec execs head chief svp president vorstand chef directeur
        direction diretor gerente jefe geschäftsführung vertriebsleiter management
    """,
    "number": """
        number numbers figure figures amount amounts total forecast commit count calc calculation metric stat percentage
        rate arr nrr churn coverage revenue bookings quota attainment zahl zahlen chiffre chiffres número números valor
        valores conversion retention
    """,
    "report": """
        report reports dashboard dash tile chart view widget leaderboard bericht rapport informe relatório painel
        panel tableau standard
    """,
    "promise": """
        promised promise commit committed agreed assured guaranteed conceded offered pledged granted zugesagt
        versprochen vereinbart besprochen promis garanti convenu offert prometimos acordamos acordó prometi prometemos
        combinei combinado prometido acordado promettre
    """,
    "stake": """
        champion sponsor stakeholder stakeholders sponsors champions decision-maker signatory blocker sceptic skeptic
        gatekeeper detractor ally budget-holder sponsorin entscheider ansprechpartner aliada aliado
    """,
    "day": """
        today tonight tomorrow tmrw tmr monday tuesday wednesday thursday friday saturday sunday noon eod cob am pm mon
        tue tues wed weds thu thurs fri jan feb apr jun jul aug sep sept oct nov dec january february march april june
        july august september october november december morgen demain mañana amanhã montag dienstag mittwoch donnerstag
        freitag
    """,
    "not": """
        not no never none nobody nothing without cannot can't cant won't wont doesn't doesnt don't dont isn't isnt
        aren't wasn't didn't didnt hasn't haven't couldn't wouldn't nope nah nicht kein keine nie niemand ohne nada
        nunca sin pas jamais aucun aucune sans não nem nenhum sem plus
    """,
    "chase": """
        follow followup followups follow-up follow-ups chase chasing callback callbacks call-backs todos todo to-dos
        remind reminder reminders owe owed nudge ping wiedervorlagen relances seguimientos pendientes rappels
        tasks task
    """,
    "food": """
        lunch pizza tacos dinner breakfast coffee biryani bbq beer drinks cake party salad vegan olives margherita
        churrasco comida dîner midi mittagessen kantine
    """,
}
"""Words by class; a word may belong to several."""
