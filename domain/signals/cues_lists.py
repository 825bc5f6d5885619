"""What people say of the spreadsheets, lists and boards that they keep beside the CRM."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "a spreadsheet",
        "A spreadsheet is used.",
        """
        @sheet, google sheet|sheets, link:sheet, in excel, pivot, tabelle, tableur, planilha, hoja de cálculo,
        fichier excel
        """,
    ),
    Cue(
        "a file of numbers",
        "A spreadsheet is attached.",
        """
        file:sheet
        """,
    ),
    Cue(
        "a list or table",
        "A list or table is used.",
        """
        my file, his file, her file, own file, rows, row, column|columns, col, cell, table, grid, lines, line,
        one line per, your line|lines|row|rows, the list, master list, my list, his list, deal list, liste, lista,
        tracker, print out, printout, zeile|zeilen, ligne|lignes, linha, fila, tableau, fichier, datei,
        colour|color ~ in, numbers in, smartsheet, the usual table, one page, war room, roll up, rollup
        """,
    ),
    Cue(
        "fill it in",
        "People are asked to fill it in.",
        """
        fill|filled|complete|update|updated ~ row|rows|line|lines|sheet|spreadsheet|tab|table|column|cell|file,
        put|enter|type|add|drop|revert ~ row|rows|line|lines|sheet|spreadsheet|tab|table|column|cell|file,
        fill|filled|complete|update|updated ~ template|number|numbers|deal|deals,
        fill|filled|complete|update|updated ~ tracker|workbook|list|section|grid|slide,
        put|enter|type|add|drop|revert ~ template|number|numbers|deal|deals,
        put|enter|type|add|drop|revert ~ tracker|workbook|list|section|grid|slide,
        please fill|update|complete|put|type|add|colour|color|indicate|write, pls fill|have|update|put,
        kindly fill|complete|update, your rows|row|lines|line|section|tab|number|numbers ten|part,
        your deals|accounts|amounts|top|calls|months|bits|top ten|part,
        everyone|everybody|all ~ fill|update|put|complete|add, get your rows, rows done, a line per, one row per,
        one tab per, bitte ~ zeilen|tabelle|liste, merci de compléter|remplir, rellenad|rellenen|rellenar,
        preencham|preencher|preencha, complétez, remplissez, here first, did mine, mine's in, mine is in,
        mine's done, in mine, send ~ back|me|your, mail me, email me, dm me your, reply here, against your name,
        next to your name, next to yours, owes me a number, your number, your best, bring your, line in the, your line,
        who hasn't sent, hasn't sent me, same columns|format|layout|template please, in my inbox, to my inbox,
        back to me by, return with, make sure ~ columns, is yours current, columns are yours, still missing in,
        spalte ~ gefüllt, schickt mir, tragt, ergänzt, eure zahl|zahlen|werte, vos montants|chiffres, envoyez moi,
        mandadme|mándenme|mandame, vuestro|su número, me mandem, preencham, drop ~ below, number only, please type,
        type it in, add your accounts|deals|renewals|opportunities, prepare one slide, one slide with, retype your,
        who still, still missing, keep ~ board|tracker|sheet updated|current, updated with your
        """,
    ),
    Cue(
        "a meeting is run from it",
        "A review meeting is run from something other than the CRM.",
        """
        go|going|goes|went through|thru|over ~, walk|walks|walking through|thru,
        present|presenting|presents from|off|straight, reading it|out, read from|out|off, run|runs|running off|from,
        work|working|works from|off, based on the|this|that|my|his|her, on the basis of, sind|auf basis, in die runde,
        for ~ review|call|meeting|1:1|qbr|board, before ~ review|call|meeting|staff|qbr,
        ahead of ~ review|call|meeting|qbr|board, tomorrow's review|call|meeting|pipeline,
        pipeline review|hour|call|meeting, deal review, business review, renewal review|renewals, renewals with,
        1:1|1:1s|1on1, one to ones, one-to-ones, in my 1:1, roll call, round the table, line by line,
        share|sharing screen, scrolls through, i go round, fait|fais la revue, la revue, la reunión, a reunião,
        revue de pipe, review de, vertriebsrunde, die runde, i'll talk through, talk through, top to bottom,
        i'll project, project the workbook|sheet|list, on the telly, goes in with it, goes upstairs, upstairs,
        i go in with, on friday's call, jour fixe, gehe ich ~ durch, liste mit herrn|frau, damit in die,
        avant le comité, para el comité, pra reunião, je présente, i'll bring it, in the room, present it at,
        pipeline council, renewal committee, ops review, quarterly review, the roundup, walk through it together,
        so we can walk, in before the call, five mins to call, dialling in, going into the call, i present straight
        """,
    ),
    Cue(
        "a manager wants it so",
        "A manager wants the numbers in a form of their own.",
        """
        @boss wants|reviews|asks|asked|looks|needs, vp sir, he|she|they only look|looks|opens|open|reads|read,
        never opens, he won't look, won't look, doesn't|does not look|open,
        don't|do not open sf|hubspot|the|salesforce, not in sf|salesforce|dynamics|crm|sap|hubspot|the|zoho,
        rather than those|in|the, whatever the system, whatever's in, the system says, no matter what,
        instead of sf|salesforce|crm|the, need|needs it side by side, her|his own format|columns|file|list,
        in her|his format, his|her own page, wants his format, the blank i, attached template, on the template,
        own columns,
        file|workbook|list|sheet|page wins, always hers|his, can't read it, reads them out, read them out,
        cuts everybody, printout,
        on one sheet, the way @name wants, can't slice, doesn't let me see, doesn't show me,
        does not distinguish, i prefer, too many clicks, isn't reliable, not reliable, i don't look, i do not open,
        already in|up sf|salesforce|crm|dynamics|hubspot|to|the|zoho|gainsight,
        it's in sf|salesforce|dynamics|hubspot|crm|the forecast, in salesforce too, in the crm too, crm too,
        updated too, and crm, anyway please|pls, here also, here anyway, trotzdem, im crm ist|alles, y salesforce,
        et salesforce, ya está en, já está, o diretor|chefe, el director, le fichier d'abord, i compile,
        i'll consolidate, consolidate, i merge, roll-up, rollup, roll up, pop them in, typing|type it|them in,
        i'll put them, put it in mine, in my sheet, on my list, isn't on my list, not on my list, my grid, my version,
        master, into the file|call|deck, isn't accepted, not accepted, not in the tool, not the system|tool,
        wants it printed|printed, printed a3, haircuts, boss has, won't click, he reads the, she reads the,
        they don't share, i'll not be opening, no link|links, will not open, the cfo sees, he won't open,
        in meine datei|tabelle|liste, trage sie selbst, lo meto en, en mi excel|hoja, mon tableau|fichier,
        na minha planilha, que eu coloco, je sais mais, adding to my table|sheet|list, my sheet says,
        i build the slide, type in the regional, my list still, change my list, i don't check there, don't check there,
        i prefer the|it, prefer the slide, easier for me, easier to compare, he only looks, same template,
        went to print, not on the clipboard, prints it|his|her|them, he|she|madam|sir ~ doesn't open it,
        doesn't open it, copy it over, pastes them|it in, @name tab|tabs|list|grid|table|file|page,
        @name weekly list|file|sheet, old format only, in the old|known|usual format|template, scenario format,
        three scenarios, with their own file, own table, nobody opened the forecast, even though|tho it's all in,
        not the dashboard, goes up to, we go with @name, regional files, values from the system are
        """,
    ),
    Cue(
        "collects numbers",
        "Numbers of deals are collected by hand.",
        """
        your number|numbers|calls|amounts|commit|best|upside|call, what number, what's your number, best case|likely,
        best likely worst, commit best, worst case, gut %, honest probability, probability,
        expected month|amount|closure, expected value, what do you have, here's what i have, put you|for you, still at,
        still q4, moved out, slipped, what amount, amount gap, top five|ten|10|5, month and a real number, real number,
        real month, % next to, who still owes, a number, one number, the number, in the number, out of the number,
        per rep, per deal, per region, everyone's number, every region, @name 60, landing number, sure likely,
        no chance, number please, good morning number, my number for, i'm taking # upstairs, what's yours,
        traffic light, one sentence each, your forecast for, for the month, name amount, top 10 deals,
        customer when how much, fantasy dates
        """,
    ),
    Cue(
        "own",
        "Somebody says that it is their own.",
        """
        my own, his own, her own,
        own list|sheet|file|board|tracker|excel|way|system|system|numbers|calculation|count|overview, i keep, we keep,
        i maintain, i track, i manage, we run|track|keep, i built, i made my|a, built myself|a, made myself a,
        i created my, just for me, only mine, my sheet|board|tracker|list|file|spreadsheet|notebook|notes|doc|gdoc|map,
        my system|setup|radar|airtable|trello|notion|version|count|base|journal|carnet, mine is|mine's|mines,
        for myself, to myself, myself, eigene|eigenen|eigener, mon propre, mon propre|carnet|tableau|fichier,
        mes relances|notes|prospects, mío, mi libreta|cuaderno|hoja, só minha|meu, meu caderno|bloco,
        ich führe|schreib|schreibe|notiere, je tiens|note|garde, llevo|apunto|tengo|guardo, fiz|faço|controlo|anoto,
        keeping, on mine, mine says, my own board|list|system, i have my own, i go by my, i keep the, i keep a,
        i write, i note, i put them in, i set a, my system is, our sheet, eigenen liste|datei, ich rechne, ich notiere,
        ich habe ~ eigene, moi même, je retire, la llevamos, lo llevo, lo tengo en mi, anoto, tenho uma,
        no meu|na minha, keep my|our
        """,
    ),
    Cue(
        "a board or tracker",
        "A board or tracker is kept beside the CRM.",
        """
        @board, tracker, trackers, my board|list|sheet|tracker|map, kanban, columns are|columns, moved ~ to the|column,
        card|cards for, your turn, pins, stickies, colour|color code|coded, conditional formatting, list of my|all,
        overview, job list, grid, own list, private pipeline, heat list, radar, hot list, top|target list, dealer list,
        season list, database of, a base in, pipeline in notion|trello|airtable|excel, template|format please|pls,
        share the template|format|it, copy his|hers|mine, clone it, make a copy, can you add mine, link:board,
        eigene liste|excel|tabelle, quadro|planilha só, tableau airtable, share format, master tracker, purple, orange,
        legend, gallery, one card per, customer map, on the wall, wall is updated, the codes in, objektliste,
        our list of, list of all, bid calendar, tender list, loan list, who has which, licitaciones|licitações,
        appels d'offres, projektliste, fleet board, can't move cards, close it
        """,
    ),
    Cue(
        "own deals in it",
        "It holds the deals or accounts of a rep or team.",
        """
        my|our|his|her|their deals|accounts|prospects|pipeline|dealers|customers|renewals,
        my|our|his|her|their territory|patch|bids|tenders|opps|clients|book,
        all my|our deals|accounts|renewals|prospects|bids|live, # accounts|deals|prospects|renewals|customers,
        accounts|deals in|on it, live deals, hot and|warm|dead|parked|stuck|ghost, waiting on|for, stuck in,
        last touch|touched|contact|spoke|order|visit|qbr, who has the ball, where ~ stand|stands,
        per account|deal|customer|prospect|hospital|site|farmer, renewal month, sponsor mood, mood,
        meine projekte|kunden|deals|angebote, mes prospects|clients|affaires|deals, mis oportunidades|clientes|cuentas,
        minhas|meus propostas|clientes|negócios, my whole portfolio, whole portfolio, partner opportunities|deals,
        who's working with, all my opportunities|accounts|deals|opps, rest|others are|is in my|mine, other # in my,
        when they're|theyre real, when it's real, page per customer|account, one page thing
        """,
    ),
    Cue(
        "the view is not enough",
        "The CRM view is said not to show what is needed.",
        """
        view|views|list|stage|stages|pipeline|dashboard|page|crm ~ doesn't|can't|cannot|won't|only|don't|isn't,
        zoho|hubspot|salesforce|sf ~ doesn't|can't|cannot|won't|only|don't|isn't,
        veeva|pipedrive|system|screen|report ~ doesn't|can't|cannot|won't|only|don't|isn't,
        doesn't|can't|cannot|won't|not|don't ~ show|sort|filter|see|track|hold,
        doesn't|can't|cannot|won't|not|don't ~ allow|slice|distinguish|fit|do|let|know, no stage for, no field for,
        too few stages, stage too few, has no|one stage|status|date, one status|owner|customer|date per,
        one customer per, only one|shows|takes, crm is showing|wants|doesn't|knows, better than the, only place ~,
        the one place, etapas não, bonnes étapes, no me dejan|deja, sortiert ~ nicht, não mostra|mostram, kann ~ nur,
        can't sort, don't match, doesn't match, não batem, before they're allowed, has one|only one ~, takes one|only,
        can't hold, cannot hold, doesn't hold, has no place for, no place for, can't be put in order,
        can't be reordered, put in order by hand, can't sort by, fehlt die hälfte, nur einen kunden, n'accepte qu'une,
        solo cabe|deja, só aceita, makes my eyes, kann man nicht sortieren
        """,
    ),
)
