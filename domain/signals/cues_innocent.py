"""What people say when a thread only looks like a workaround, or when the CRM did carry the work."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "it is in the CRM",
        "The answer is pointed to in the CRM.",
        """
        on the opp|opportunity|record|account|deal|contact|lead|timeline|page|company|contract,
        in the opp|opportunity|record|crm|timeline|handoff|handover|account|activity|notes, it's all on|in|there,
        all on|in the, all there, is complete, tab is complete, activity tab, handover tab|record|card|object|section,
        handoff tab|record|section|form, opportunity splits, files on, attached to the opp|deal|account|record,
        attached on, is logged, are logged|filed, all logged, filed on|in, uploaded|posted ~ account|record|opp,
        account page, search the account, success plans|plan, in gainsight|salesforce|hubspot|dynamics|psa|the psa,
        close plan, link:crm, on the deal page, the system of record, source of truth,
        everything's|everything is on|in, straight from, straight off, directly in|dans|en|im|no, direkt im,
        directement dans, directamente en, direto no, steht ~ opportunity|crm|account|drin, dans l'opportunité,
        sur la fiche, en la oportunidad|ficha, na oportunidade|aba|ficha, required since, help article,
        metric dictionary, wiki, at the top of the opp, deal summary, history section, on the account page,
        it's on the timeline, on the timeline, on the plan, is a field, is on the contract, on the project record,
        refreshed it, read the handoff, handoff read, read them all, en la ficha, panel del crm, painel do crm,
        na ficha, dans le crm, on regarde le crm, steht im, im übergabereiter, field on the, on the record, in the psa,
        resourcing tool, documented, enablement hub, content library, price list, in the handoff, via the handoff form,
        handoff form in, nothing beside it, no questions from my side, record is complete|very complete|full,
        very complete, is filled in, all filled in, completely filled, handover|handoff complete, commitments section,
        under commitments, all there thx|thanks
        """,
    ),
    Cue(
        "found it",
        "The pointer was enough.",
        """
        found it|all|them|three|it, found thanks|thx, found, =reading, will read|read there, read it|thanks, saw it,
        got what i need, checked clear, that's exactly it, perfect thanks, all good, visto, parfait|vu,
        passt danke|passt, ok thanks, works now, back thanks, =worked, in thanks, brilliant, gotcha, leído, all clear,
        nothing to add, nothing to ask, no open questions, that's all i need, will read, ah yes, ok telling them,
        gefunden, listo, thanks in, sharing that with them
        """,
    ),
    Cue(
        "given up",
        "The private way was given up, or turned down for the CRM.",
        """
        is no more, stopped keeping|using|building, threw away my, binned my|the, used to keep|have|build|do,
        since the queue|view|column|filter|page|dashboard|task|notes, i only type it once, you still want, from now on,
        no sheet then, don't need them|it any, retired, deleted|deleting ~ my|the|mine|sheet|page|tracker|spreadsheet,
        deleted my, threw out, thrown out,
        closed|closing my, is closed|gone, rip, moved|moving ~ into|to the crm|hubspot|salesforce|partner,
        no longer keep|need|use, no sheet|sheets|excel|lists|list|slides, no more|longer, nobody misses, please don't,
        don't use|build|clone|create|need, instead use|use the, use the ~ view, use that, use the commit|q4|tender|crm,
        try the ~ view, that's enough, never mind, does the same, same thing, from today|monday|this only|crm|the,
        only the crm, crm only, nada de hojas, keine listen, plus de fichier, acabou a planilha, só o crm,
        brauche ich nicht, stopped my diary, finally shows|has|sorts, thank you revops, used to, six months ago,
        not since, exactly that, by itself|themselves, no need, don't need, need to clone anything, i'll reassign it,
        reassigned, released, request access, raise request|a request, through the ~ form|process|wizard, approved,
        turned off, switched on|off, are possible now, is possible now, is live in, went live, was migrated,
        as of today|this|monday, from this month|quarter|week, from next week in the crm, from monday in the crm,
        automatically, generated from, pulled automatically, half a day of my life, finally, endlich, enfin, aleluia,
        abgeschaltet, notion page is deleted, sheet is deleted, closed the sheet, gone now, there already,
        open existing, recall it, use the button, form 7, lifted, released it, they approved, stopped my|sending,
        stop sending|keeping, binned it|my, killed my, ditched my|the, wiped my|it, archived my|the|it|mine,
        cancelled my, dropped my, no more whiteboard|tracker|notebook|spreadsheet|excel, haven't|not opened my,
        not opening the|my, does|shows it|that now, does|shows the same, all in hubspot|salesforce|the crm now,
        are in hubspot|salesforce now, into the crm instead, straight into the crm|record, goodbye to my, i don't miss,
        do we still need, is retired, was retired, finally works|does, j'ai arrêté|jeté|supprimé, supprimé mon|ma|ce,
        plus besoin, gelöscht, weggeworfen, abgeschafft, ya no uso|llevo|necesito, por fin, he borrado|tirado, tiré mi,
        aposentei, apaguei, já não uso, não uso mais, até que enfim, on the accounts now|kindly, are now on|in the
        """,
    ),
    Cue(
        "crm view or feature",
        "It is about a feature or view of the CRM.",
        """
        saved view|report, list view|views, new view|list|report|field|layout|feature|dashboard|record type,
        commit view, forecast view|page|tab|module, record type, =settings, filter|filters, release note, rolls out,
        roadmap, to planned, feature, help text, matching rule, custom field,
        crm training|migration|steering|replacement|schulung, office hours, tip, tips, shortcut, did you know,
        you can set|colour|filter|sort, where can i see, where do i see|find, how do i see|make|quote, is there a way,
        inspection view, slash command, task on the|is on the, task created|created in, create task,
        tâche ~ depuis slack, schulung, dashboard only, tile on, app notifications, gallery view in the crm,
        split team, button on, is a picklist, picklist, conditional, in app, bulk, report button, record page,
        custom object, bulk update, log a call, template discovery, the playbook, in the playbook, cta rules,
        rules cleaned, is a required field, adoption tip, e learning, how to use, enablement, is mandatory for,
        task queue in, from today|monday|october available, task view, in the mobile app, twenty minutes,
        will it be recorded, quick tip, press n, become required, replace|replaces the handover
        """,
    ),
    Cue(
        "a bug or repair",
        "Something in a system is broken or was repaired.",
        """
        upload, file size, faq, reload, try again, connector, was a typo, is a typo, it resets|reset, works again,
        bug, bugs, broken, down again, fixed now|it|the|for, fix rolls|rolls, fixed, ticket raised|raised, case opened,
        reproduced, error, sync error, not loading, doesn't load, logged me out, vpn, rolled back, hotfix, crashed,
        kaputt, corrigé, corrigido
        """,
    ),
    Cue(
        "merged properly",
        "A duplicate was dealt with in the proper way.",
        """
        merged, merge, merging, kept the older|first, dupes|dupe, duplicates found, same domain|address|mobile,
        separate contract|contracts|legal, legal entity, under the parent, linked ~ parent|holding, leave them,
        fusionn|fusionné|fusionne|unidas|unes|zusammengeführt|zusammenführen|mesclei, through the form|process|wizard,
        ownership form, rules of engagement, rule 3, referral credit, transfer of, request came, policy
        """,
    ),
    Cue(
        "engineering or support",
        "It is about engineering, support or security work.",
        """
        figma, runbook, on call, oncall, pager, failover, regression, sprint, jira, linear, adr, =staging, kafka, cron,
        repo, backend, checkout, empty states, design review, dev, devs, pentest, incident, p1|p2|p3, rca, rolled back,
        bereitschaft, server, shift, night shift, day shift, ticket, tickets, queue, t3, with l3, link:work,
        promised an update, next update, update promised, service account, migration job, platform, weekend handoff,
        customer contact is, release, test accounts, demo org, in prod, tenant provisioning, events table, gateway,
        restarted, import fails, exports fail, imports, engineering has it, sprint #, estimate is, feature request,
        script, scripts, nightly export, timeout, rerunning, known issue, being deployed, ticket #
        """,
    ),
    Cue(
        "office and people",
        "It is about the office or about hiring.",
        """
        growth, feedback, development talk|talks, competences, hr, hiring plan, to learn, floor, badge, badges,
        keys to, return your keys, landlord, laptop, joiner|joiners, hiring,
        candidate|candidates, interview, recruiting, campus, vacation|leave rota, rota, roster, leave sheet, car pool,
        =parking, facilities, travel, flight, cab, congés, parental leave, swag, buddy, stationery, coffee machine,
        lanyards, town hall, all hands, printer, shirt, fire drill, hotel arrival, team dinner, grillabend, urlaub,
        férias, vacaciones, sommerfest, birthday, kitchen, küche, fridge, book club, carpool, car, buddy needed, quiz,
        =seating, the office, playlist, fantasy league, language school, for the shop, case study we, new hire|hires,
        internship, colleague ~ joins|starts|starting, joins us on|as, joining us on|as, first week|day at work, =visa,
        home office, who shows, welcome to the team, parental, mentor, the advert, fire warden, intro round,
        onboarding buddy, review dates|talks, desk is, workplace, colleague from
        """,
    ),
    Cue(
        "finance of our own",
        "It is about our own accounts, budget or pay.",
        """
        our provider|supplier|landlord|agency|vendor, our phone|payroll|till|software|cloud provider|supplier|vendor,
        landlord,
        the agency, procurement folder, provider|supplier|vendor promised|told|says|said, headcount, t&e,
        budget v3|sheet|file, accruals, month end, bank reconciliation, audit sample, rev rec,
        expense|expenses, commission|commissions, statement|statements, payout, vendor renewal, vendor list,
        quota letters, credit notes, elasticity, list price, price model, our own contract, our contract with,
        our own salesforce, vendor contract, company cars, timesheets, payroll, refund, double charge, ledger vs,
        purchase, inventory, stock sheet, stock, comp plan, who gets credit, our payroll vendor, our own, okr, okrs,
        supplier ledger, vendors not customers, product metrics, newsletter, page views, amplitude, google analytics,
        adblock, bot traffic, weekly actives
        """,
    ),
    Cue(
        "marketing",
        "It is about a campaign or an event.",
        """
        webinar, booth, campaign, landing page, trade show staff, newsletter, blog, content calendar, postcard,
        badge scans|scanners, case study, customer story, story is, speakers, speaker bios, advocates, =scans, keynote,
        conference, roadshow, agenda of the, speaker, hackathon, brochure, flyer
        """,
    ),
    Cue(
        "food and fun",
        "It is small talk.",
        """
        @food, lol stop, #ref, gym, girlfriend, puppy, marathon, school run, fantasy, footy, bingo, book club, movie,
        birthday, =wedding, baby, weather, headset, relationship, horoscope, chocolates, chocolate, knitted, baked,
        a gift, gifts, thank you card, hug, banner, mascot, teddy
        """,
    ),
    Cue(
        "celebration",
        "A deal won is celebrated.",
        """
        closed won, congratulations, e:tada, e:clap, e:bell, e:trophy, e:champagne, e:raised_hands, e:mega, woohoo,
        huge thanks|thanks, drinks on, well deserved|deserved, merecido, bravo, énorme, first customer in, party,
        proud of, proud to announce, happy to announce, made my day, something nice, good news from, nicest
        """,
    ),
    Cue(
        "open deal",
        "The deal is still open: it is sales work, not a handover.",
        """
        have a contact at, know somebody at, introduce you, before they sign|decide, if they sign|order now|this,
        bidder,
        second demo, proposal, a demo, demo thurs|next|on, rfp, rfi, itt, before signature|signing|they sign,
        before they decide, decision in, decide on, evaluation, round 2, steering committee, committee,
        reference|references, redline|redlines, procurement asked|wants, asked for ~ discount|references|quote,
        do we accept|go, what do we say, still open, expect signature, signature friday, close date, next step|steps,
        counter, questionnaire, security questionnaire, caiq, they're thinking, thinking about it,
        get him|her in the room, in the draft, contract draft, mutual action plan, dpa, dpia, closed lost,
        präsentation, angebot, en discussion, what now, not signed yet, they're not signed, haven't signed,
        before thursday, lobbying, wants to see the contract, their redlines, in negotiation, quote out,
        wants a proposal|quote, sends a quote, can i promise, ask legal, multi thread, mapping the board,
        economic buyer, board approval, waiting for board, counteroffer, still deciding, still evaluating,
        convinced yet, isn't convinced, discount request, pide descuento, pediu desconto, demande une remise,
        quiere otra demo, will noch ein angebot, negociação, verhandlung, still comparing us, comparing us with,
        other vendor|vendors|bidder, verbal yes, no decision, hasn't decided, won't sign, on our side, discount for,
        the other bidder, exec meeting, before they choose|vote|pick, if they choose|pick|go with us, if they sign,
        choose|chooses a vendor, vote is, shortlist, shortlisted, final round, who presents, still to win, verbal not,
        under nda
        """,
    ),
    Cue(
        "a file of another kind",
        "The file is a calculation, a questionnaire or something for the customer.",
        """
        pricing|price|rate|roi|margin|savings|elasticity|calc ~ sheet|excel|workbook|calculator|model|file|card,
        calculator, price list, rate card, roi, questionnaire, answers template, compliance matrix, appendix,
        commission|commissions|statement|statements, quota letters|letter, payout, template ~ customer|data,
        data template, customer sent|wants|would|asks ~, their own usage, for their board|cfo, import file, imported,
        mapped to, sign up|signup, attendance, user list, territory model, territories, scenario|scenarios,
        assumptions, budget sheet|v3
        """,
    ),
    Cue(
        "imaginary",
        "The customer is made up for training or tests.",
        """
        training|practice system|org, to practise, practise with, invented customer|company, made up account|customer,
        sandbox, imaginary, homework, exercise, roleplay, role play, demo tenant|environment|env|account, test dup,
        training sandbox, class|academy, fake company|accounts, pentest, dummy user, test env reset, certification,
        in the sandbox, sandbox refresh, test customer|contacts, training org, roleplays
        """,
    ),
    Cue(
        "asks to update the CRM",
        "People are asked to keep the CRM up to date.",
        """
        update|updated|fill|filled|fix|fixed|keep ~ crm|salesforce|hubspot|dynamics,
        update|updated|fill|filled|fix|fixed|keep ~ record|opp|zoho|pipedrive, in the crm by|please|today,
        update|updated ~ forecast category|categories|page|tab|module, categories set, set your categories,
        have|having next step|steps, close date|dates in the past, on the record before, next steps and close dates,
        with next step,
        i'll open|share|click|read|walk ~ record|forecast|view|screen|board|dashboard|hubspot|salesforce|commit,
        sharing the salesforce, run off the crm|live|hubspot, runs off the, off the crm, live pipeline, on zoho screen,
        evidence, submitted|submit ~ forecast, forecast module, straight from the dashboard, unaltered, no edits,
        as is, per crm, as per crm, same in finance, finance agrees|confirmed, matches now|finance, definition,
        definitions, standard report|conversion, runs off the crm|salesforce|hubspot|dynamics,
        run off the salesforce|hubspot, next steps there, reviewing the salesforce|hubspot|crm|forecast,
        review it together in the forecast, in the forecast tab, forecast tab, live in the crm|salesforce|hubspot,
        submit your forecast, commit filter, submitted
        """,
    ),
    Cue(
        "sarcasm",
        "It reads as a joke about spreadsheets.",
        """
        walks into a bar, love language, it has a pivot, is not a personality, every time ~ says,
        haunts|haunt my dreams, rest in peace, therapy, divorce
        """,
    ),
)
