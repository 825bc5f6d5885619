"""Classes of words that phrases are built from: what people do in a CRM, what stands in it, what it holds."""

CLASSES = {
    # The records and the work around them: with a container they name a screen ("renewal dashboard", "account page").
    "object": """
        opp opps oppty opportunity opportunities account contact lead quote campaign subscription renewal handoff
        handover onboarding pipeline pipe forecast deal contract ticket product territory meeting visit task
        activity company customer client prospect mql sql call invoice partner health usage stage close closed
        closing won lost loss win churn webinar email calendar note kickoff kick commit category revenue attribution
        source event import order upsell expansion coverage quota team portfolio user person project booking
        influence nurture lookup cpq roll rollup engagement prep sample queue billing compliance lifecycle mobile
        convert conversion fiche affaire opportunité compte kunde kunden chance angebot cliente negocio negócio
        oportunidad oportunidade cuenta conta contacto contato übergabe verlängerung vertrag handelsvertrag
        renouvellement renouvellements renovación renovaciones renovação renovações passation traspaso oportunidades
        opportunités comptes cuentas contas negócios negocios affaires prévisions previsiones previsões kundenkonto
        ansprechpartner
    """,
    # The parts of a screen, and what makes screens.
    "container": """
        field page screen form view list report dashboard dash tab layout section box column table record object
        checklist board kanban tile widget panel menu button dropdown picklist popup checkbox tickbox template chart
        graph timeline profile editor export picker filter plugin addin connector workflow queue sidebar header
        modal slider wizard overview card tracker pane portal grid kpi formula link icon banner toggle feld felder
        seite maske formular ansicht bericht liste übersicht knopf reiter pflichtfeld auswahlliste champ écran
        formulaire vue rapport bouton onglet tableau campo campos página pantalla formulario vista informe lista
        botón tela formulário relatório botão painel aba cuadro tablero fenêtre fenster ventana écrans pantallas
        scherm pagina veld lijst modulo elenco schermata
    """,
    "not": """
        not no never none nobody noone nothing without cannot can't cant won't wont doesn't doesnt don't dont isn't
        isnt aren't arent wasn't wasnt didn't didnt hasn't hasnt haven't havent couldn't couldnt wouldn't wouldnt
        shouldn't unable impossible neither nor nowhere nicht kein keine keinen nie niemand ohne nunca sin ninguno
        nadie pas jamais aucun aucune sans personne não nem nenhum ninguém sem niet geen niets non nessuno mai
    """,
    "nobody": "nobody noone none niemand nadie personne ninguém nessuno",
    # What somebody wants to do with a record and may find impossible.
    "do": """
        edit see view open save find search filter sort add change log select choose export import attach merge
        assign reassign reopen submit correct delete remove move set update enter type pick create convert link
        upload download scroll print copy paste clone close share group compare tell distinguish access read write
        reach use untick tick uncheck check drag revert undo reschedule complete cancel approve rename reorder hide
        pin switch tag mention clear expand modify amend overwrite adjust input record show put sync send mark reply
        bulk mass unlock lock refresh load bearbeiten ändern speichern öffnen sehen finden suchen anlegen löschen
        filtern eintragen hinzufügen auswählen modifier enregistrer ouvrir voir trouver chercher ajouter supprimer
        filtrer changer sauvegarder créer saisir editar guardar abrir ver encontrar buscar añadir borrar filtrar
        cambiar crear salvar modificar alterar mudar bewerken opslaan openen zien vinden wijzigen modificare salvare
        aprire vedere trovare
    """,
    # What the machine does, or fails to do.
    "works": """
        save show load sync update appear display refresh arrive come import export log attach link match recognise
        recognize find accept allow let offer support carry transfer map pull push include reflect count reach land
        copy scroll fit respond react trigger fire populate return open close render prefill autofill remember sort
        filter add sum cover contain exist transmit calculate recalculate propagate store register stick angezeigt
        gespeichert synchronisiert aktualisiert übernommen lädt affiche enregistre synchronise apparaît charge
        guarda muestra actualiza sincroniza carga aparece salva mostra atualiza carrega
    """,
    "unit": """
        second seconds sec secs s minute minutes min mins hour hours hr hrs click clicks screen screens page pages
        step steps scroll scrolls tab tabs sekunden sekunde minuten klicks secondes clics segundos minutos segundo
        seconden klikken secondi minuti clic
    """,
    "much": """
        field box question dropdown picklist option value email mail notification reminder alert task popup
        duplicate entry record tab column checkbox click stage category reason date todo star screen step page
        section ping felder champs campos klicks clics cliques
    """,
    "machine": """
        task email mail reminder notification alert activity todo event record project ticket popup message invite
        chaser ping note tarea tareas tarefa tarefas aufgabe aufgaben tâche tâches
    """,
    "made": """
        create created creates generate assign fire send spawn trigger pop add open make appear come arrive go get
        receive crea creadas criadas criada erstellt angelegt créées crée creada
    """,
    "always": """
        every each always constantly automatically whenever again daily nightly hourly overnight itself jedes immer
        jeder toujours chaque siempre cada sempre ogni altijd steeds
    """,
    "reads": """
        read use look open check review consume inspect care utilise liest nutzt lit usa lee lê mira
    """,
    "hand": "type enter fill key copy paste retype rekey reenter write input maintain put log add",
}

# What a CRM holds or sends. One of these may come up in any talk, two or three together describe a thing that happens.
DATA = """
    monto correo correos anhang anhänge adjunto adjuntos jointe jointes date dates amount price discount rebate
    quota commission quote offer proposal ticket case attachment file files contract invoice subscription licence
    license seat branch subsidiary parent hierarchy territory patch sector industry currency dollar dollars euro
    euros kroner pounds usd eur gbp sek alert survey dashboard chart transcript mail mails email sequence cadence
    template bundle catalogue catalog margin sla clock login password session registration partner reseller consent
    unsubscribed optin optout theme history log export excel pdf umlaut umlauts tag label role status deck slides
    booking calendar appointment portal region country street zip postcode city state address phone number fax
    birthday assistant name title domain website url competitor rival stakeholder champion buyer budget procurement
    legal terms payment po vat tax order product item items module configurator cpq line unit quantity total totals
    subtotal revenue arr mrr acv tcv nps csat grr nrr mql sql utm sdr bdr csm ae se csms aes ses sdrs webinar event
    fair badge scan card photo picture image voice memo signature autograph document sow nda msa redlines version
    draft note notes comment summary recording minutes script call calls dial switchboard voicemail sms whatsapp
    messenger chat bot chatbot newsletter campaign source referral medium channel persona lead leads contact
    contacts account accounts opp opps opportunity opportunities deal deals stage stages pipeline forecast renewal
    renewals handoff handover onboarding kickoff project implementation checklist questionnaire form field box
    column row list view report tile widget tab layout page screen button dropdown menu picklist option options
    value values checkbox reason category probability confidence score threshold weight weighting percent split
    splits rollup coverage target attainment win rate churn risk health usage tenant workspace seats upsell
    expansion downgrade uplift term notice cancellation billing netsuite sap stripe docusign outlook gmail gong
    clari zoom teams plugin addin sidebar connector api webhook import sync integration automation workflow rule
    trigger approval request queue inbox notification reminder task todo todos activity activities timeline feed
    post posts chatter reply replies thread mention owner ownership user profile permission admin group filter sort
    search lookup result results hit record records duplicate duplicates merge weekend weekends holiday timezone
    midnight quarter month fiscal german french english spanish language translation font logo branding greeting
    link links csv format decimal comma character characters slash blank blanks capital digits rows lines ios
    android ipad iphone browser chrome mac offline signal map route visit sample prep site planner playbook
    battlecard qbr review guide description help text tooltip legend definition datum betrag preis rabatt angebot
    rechnung vertrag kunde kontakt termin datei notiz telefonnummer adresse währung fecha importe precio descuento
    oferta factura contrato contacto archivo nota teléfono dirección moneda etapa informe montant prix remise devis
    facture contrat pièce fichier téléphone devise étape rechnungen verträge kontakte termine dateien telefonnummern
    adressen angebote beträge facturas contratos contactos ofertas fechas montants factures contrats fichiers
    adresses pièces valores propostas datas betrieb lieferung prozent valor preço desconto proposta fatura arquivo
    telefone endereço moeda
"""
# Talk about people, time and feelings: it can be long and still not say what happens.
TALK = """
    people person colleague colleagues team teams manager managers boss director vp ceo everyone everybody someone
    reps rep guys folks friend friends family kids wife floor office company customer customers client clients
    leadership ops revops sales seller selling sell sold support it marketing finance day days week weeks month
    months year years today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday morning
    evening afternoon night time times hour hours minute minutes moment while ago later soon summer winter spring
    autumn january february march april june july august september october november december life job work working
    works worked feel feels feeling felt think thinks thought thinking say says said saying tell tells told talk
    talks talking talked ask asks asked discuss discussed discussion meeting meetings session workshop lunch coffee
    opinion view point idea reason sense honest honestly frankly seriously really actually basically literally
    simply thanks thank please sorry hello hi hey dear good great nice fine okay ok love like likes wish hope hopes
    guess suppose believe know knows knew known understand agree agrees agreed mention mentioned mind patience eyes
    hand hands head back end start started begin beginning bit lot lots kind sort way ways thing things stuff issue
    issues problem problems trouble help helps helped helpful look looks looking better best worse worst improve
    improved improvement improvements change changes changed new old last next first second third again always never
    ever often sometimes use used user users using usage need needs needed want wants wanted try tries tried trying
    tool tools system systems software crm salesforce hubspot zoho dynamics pipedrive platform app application
    product process spend spent spending waste wasted busy tired happy sad glad angry upset worried convinced design
    designed designer built build made make makes making done doing did happen happens happened happening going gone
    came come comes coming get gets got getting give gives given gave take takes took keep keeps kept put puts leave
    leaves left stop stops stay deal deals place world reality truth fact question questions answer sign signs human
    humans live living fun whatever however anyway somehow maybe perhaps probably definitely absolutely totally
    completely fully quite rather pretty million percent amount twenty thirty forty fifty hundred thousand dozen
    experience user-friendly attention fit purpose supposed expected expect expects afraid scared avoid avoids skip
    joke care cares serve serves colleague's manager's me anyone anybody nobody else else's whoever wherever
    whenever bring brings brought move moves moved raise raised show showing sat sit stand stands struggle struggles
    struggling see sees saw seen hear heard listen read reading
"""

EMPTY_WORDS = """
    red green amber yellow blue white grey gray black a an the this that these those it its it's they them their
    there here which what who whom whose when where why how all any some every each both few many much more most
    other others another same such own one ones only just too very so also still even yet again now then than as at
    by for from in into of off on onto out over per to up with within without about after before between during
    until since because if or and but nor not no yes do does did doing done don't doesn't didn't is are was were be
    been being am i'm i me my mine we us our ours you your yours he she his her him has have had having get gets got
    getting can can't cannot could couldn't would wouldn't will won't should may might must shall need needs let
    lets make makes made see sees saw look looks find use used using open opening fill filling filled enter entering
    save saving show shows new old stupid whole entire certain various different wrong bad good great nice better
    best worse worst last first second next mandatory required compulsory custom extra additional unnecessary
    useless pointless right left big small long short empty blank slow fast single simple easy hard ugly terrible
    horrible awful annoying damn bloody crm salesforce hubspot zoho dynamics pipedrive sugarcrm sap attio like want
    wants please pls thing things stuff something everything anything nothing someone everybody everyone nobody half
    lot lots kind sort type types number numbers data info information hate love try trying tried change changing
    changed fix these's that's what's two three four five six seven eight nine ten eleven twelve dozen think say
    read load loading reload click clicking click's go going went back down under above below each's via your's bulk
    mein meine der die das den dem ein eine im und mit für auf un une le la les des du el los las una o os um uma de
    da en et y e con por para het een van main current latest dummy random actual real really another's hundreds
    tons more's most's required's complete half's front update updating updated create creating created delete edit
    editing log logging several useful important relevant irrelevant weird strange confusing clunky
"""
