"""What people say of numbers made by hand, and of records made to get around a rule."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "made by hand",
        "A figure or report is put together by hand.",
        """
        by hand, manually, manual, rebuilt, rebuild, redone, redo, re-do, recalculate, recount, recounted,
        own count|numbers|calculation|number, my count|number|numbers, counted myself, worked|working it out,
        work it out, raw export|extract|data|rows|dump, dump from, export from, exported all|it|the, pulled last|down,
        pull ~ down|out|it, downloaded, pivot, stitch|stitched, strip|stripped, knock|knocks out,
        take|took|taken|taking out, removed the, minus anything|the, plus the two, delete the test,
        fixed ~ currency|currencies|region|wrong, fix the # wrong, correct the, adjusted, override column,
        add the partner, deal by deal, one by one, one at a time, account by account, line up|lined both|up both,
        side by side, went through ~ by|contracts|them, gone ~ deal, opened all, phoned, called the, keys in, compiled,
        compile|compiling, in a workbook, in r, against invoices|billing|the, matched to|against|with,
        reconcile|reconciled|reconciling|reconciles, aligning|align|aligned, von hand, händisch, zusammengestellt,
        à la main, recalculé, refais, refait, recompte, a mano, rehecho, rehice, na mão, refiz,
        two hours|evenings|days, hours on this, took a morning, monday ritual, every month, each quarter|month,
        chaque mois, re tagged, retagged, key it in, keyed in, type it into|in|from, typing it, screenshot ~ sheet,
        vlookup between|across, counting from, count from, copy the scores, ticked who, rechne ~ selbst,
        selbst zusammen, moi même, je retire, lo saco a mano, saco a mano, a mano cada, refazendo, tô refazendo,
        i filter those out, in a copy, made a table, i take out, worked out, sat down with the contracts, half a day,
        hours of, final number, from invoices|cancellation|contracts|emails, the one i put together, i put together,
        recalculating, pulling the raw, raw data, from the billing data,
        go through # opportunities|deals|accounts|contracts by, crossed out, added it up, adds up from, i remove them,
        i went through them
        """,
    ),
    Cue(
        "report not trusted",
        "The CRM report is said to be wrong or not to match.",
        """
        dashboard|report|tile|system|crm|sf ~ wrong|counts|says|said|still|shows|lumps,
        salesforce|hubspot|leaderboard|field|figure|number ~ wrong|counts|says|said|still|shows|lumps,
        dashboard|report|tile|system|crm|sf ~ includes|treats|forgets|double|twice|had|has|doesn't,
        salesforce|hubspot|leaderboard|field|figure|number ~ includes|treats|forgets|double|twice|had|has|doesn't,
        is wrong, wrong again, is rubbish|off|broken, don't|doesn't|never|not trust|believe|match|matching|compare,
        does not match, not matching, won't match, apart on, discrepancy, differs, differ from,
        counts ~ as|for both|downgrades|pauses, double counts|count|counting, counts twice,
        includes the|trials|withdrawn, treats ~ as, not|never the conversion|dashboard, not from the dashboard,
        not|no longer the report, rather than the|3, instead of the dashboard, which number|arr|pipeline,
        which pipeline, are we believing, i believe, the one i believe, is right, ignore the|that|one, please ignore,
        don't compare, do not compare, half the opps, half of them, stimmt|stimmen ~ nicht, ne correspond, est faux,
        pas bon, no cuadra|cuadran, tá errado|errado, não bate, zombies, inflated, made up, zählt ~ doppelt,
        stimmt nicht, conta ~ vezes, cuenta las, compte deux fois, gonflé, is junk, are junk, is outdated,
        are outdated, doesn't include, does not include, isn't in the crm report, can't get historic,
        instead of the system, rather than the system's, replaced the system's, not the dashboard,
        and not the dashboard, forgets splits, no longer trust, who trusts
        """,
    ),
    Cue(
        "uses the own figure",
        "The figure made by hand is the one that is used.",
        """
        i'll|we'll|i will use|present|go|take, go|going|went with mine|that|the|yours, we go with, then ~ it is,
        present|presenting|presents, for the board|investor|exec|letter, exec deck, goes to the board|reps,
        sending|forwarding that|to the board, is the number, the real number, whatever you land on, reads this one,
        leadership only, that|this one is right, number is mine, mine is, new version goes, nehmen, on garde|présente,
        usamos|vamos com|usamos el tuyo, footnote it, nehmen wir deinen, use yours, that one goes, the result is what,
        what the board sees, my copy, in the deck is mine, took ~ for the board, finance accepts that,
        use|using mine|yours
        """,
    ),
    Cue(
        "a figure",
        "It is about a figure of the business.",
        """
        @number, win rate, churn rate, pipeline number|figure|coverage, customer count, how many customers, logo count,
        new logos, attribution, influenced, sourced, attainment, quota, leaderboard, retention, cohort, nps,
        conversion, average discount, bookings, coverage, arr, nrr, mql, mqls, leads|lead report, mis,
        target vs achievement, auftragseingang, taux, how was the, how did you get, how you get there
        """,
    ),
    Cue(
        "makes a second record",
        "A second or stand-in record is made in the CRM.",
        """
        create|created|creating|make|made ~ new|another|second|duplicate|dummy|fake|placeholder,
        making|open|opened|opening|add|added ~ new|another|second|duplicate|dummy|fake|placeholder,
        spin|put|use|used|clone ~ new|another|second|duplicate|dummy|fake|placeholder,
        cloned|set|type|split|registered|log ~ new|another|second|duplicate|dummy|fake|placeholder,
        new account|record|opp|one|logo with|under|called|name, as a new ~, as new business|customer|logo,
        under the partner|subsidiary|distributor|parent|his|her|my, placeholder, placeholders, dummy,
        duplicate|duplicated ~ account|opp|stays|it, cloned, clone it|the|them, copy of the, a made-up|madeup,
        made up parent|name, tbd customer, cash customer, confidential customer, misc, temp, bucket, parked it|there,
        park it, hang it|the|on|them, to hang, something to hang, link later, relink, move it later|when, fix it|later,
        later is later, sort it out in, put yourself in, any contact, nochmal an|neu an, leg sie|ihn|es, j'en ai créé,
        un deuxième, créala|créalo|la creo|crearla, otro nombre|otra vez, cria outra|criar outra|outro cadastro,
        duplicada, second opp, second record, a new company, as a new company, as a company, as a private person,
        as private, private person, make one with, crea una nueva|otra, créez en un, leg ihn|sie als, als interessent,
        cadastra com, cadastrei outro, registered the, opened a new, one per product, split ~ into,
        spin|put|use|used|clone|cloned|set|registered|log ~ under|temp|misc,
        create|created|make|made|open|opened ~ under|temp|misc, fake account|contact|company|name, second account for,
        opened a second, placeholder customer|account|opp, copy the opportunity, the copy has, as a new customer,
        order desk
        """,
    ),
    Cue(
        "a trick with the name",
        "The name or a field is changed so that a rule does not notice.",
        """
        in the name, to the name, at the end, al final, no final, different name|spelling|spellings,
        slightly different, other name, change the name, a dot|hyphen|space|comma, punkt|leerzeichen|bindestrich,
        put a hyphen|dot|space, add pvt|uk|one|a, one space, spell it, type it as|with, last name first,
        leave ~ empty|blank, exact name, doesn't|won't|merkt|merkt ~ notice|catch|nichts, catch it, don't catch,
        dedupe doesn't, amount $1|1, any contact, just type, con otro nombre, avec ~ nom, com ltda, ltda, ponle, pvt,
        call it, called it, name it, the same trick, same trick, workaround, trick, tip for, how-to,
        works for me|every|fine, it let me, everyone|everybody does, everyone does|is, todos lo hacemos, we all do,
        common practice, our practice, swap the zip, change the zip, other zip, anderer plz, nome fantasia,
        nombre comercial, mets le nom, avec un tiret, ça passe, geht durch, goes through, it goes through,
        then it goes, accepted lol, put 000, # # accepted, with the irish, other spelling, works every time,
        works for me every, mach ich auch so, on fait tous, change the ~ name, company name a little,
        under the street name, has no chain, that's what we all do, what we all
        """,
    ),
    Cue(
        "a rule in the way",
        "An ownership, territory or validation rule stands in the way.",
        """
        locked|lock to|as|is, is locked, blocked, block|blocks you,
        won't|wouldn't|doesn't|not|refuses|refuse ~ let|allow|allowing|save|accept,
        can't|cannot|unable|couldn't|no puedo|kann nicht ~ add|save|create|open|log|see|put,
        can't|cannot|unable|couldn't|no puedo|kann nicht ~ be|progress|get|raise|quote|abrir|register,
        belongs to|is|with, is owned by, owned by, owner is|who|on|rule, ownership rule, wrong owner,
        already has an owner, in ~ territory|region, other territory|region|team, territory rule, do-not-touch,
        restricted, not mine, it's with other, key accounts and, compliance hold, validation, validation rule|wants,
        mandatory, asks for ~ gst|vat|email|contact, needs an account|a contact, dedupe,
        duplicate rule|check|detection, hierarchy, only takes one owner, one owner, reassigning|reassign takes,
        get|gets|getting ~ alert|alerts|credit|chased, lose|loses ~ credit, so ~ get credit, each get credit,
        approves every, greyed out, can't be renewed, early renewal|renewals, 4h clock, route to the other,
        trigger the direct, credit check, strategic and, gehört ~ anderen|gebiet, bloqué|bloquée, est à l'équipe,
        es de otro, está en el territorio, travada|travado, com outro vendedor, system says ~ owner|exists,
        says duplicate, duplicate found, can't save, can't log, account's owned, on credit hold, credit hold,
        is stuck in approval, stuck in approval, i can't edit, no commission, gesperrt, gebietsschutz,
        impossible de créer, compte est à, cuenta bloqueada, bloqueada|bloqueado, não deixa, no deja, reseller lock,
        customer rule, existing customer, blocked the, says no, system blocks, blocks early, es de otro territorio,
        outro território
        """,
    ),
    Cue(
        "a report in a spreadsheet",
        "A report is made outside the CRM.",
        """
        @report|@number|funnel|coverage ~ manually|manual|excel|hand|sheet|spreadsheet,
        manually|excel ~ @report|@number, export|exported|exporting ~ excel|sheet|hand|manually,
        fix ~ @report manually, own @report|@number
        """,
    ),
)
