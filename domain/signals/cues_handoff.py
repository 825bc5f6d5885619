"""What people say when a won customer is passed on in the conversation instead of in the CRM."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "promised",
        "Somebody tells what the customer was promised.",
        """
        i|we|they|he|she|you @promise, @promise ~ them|him|her|customer|free|by, were|was @promise, been @promise,
        i|we told|tell ~ them|him|her|@name|em, i|we said ~ yes|would|we'd|free|by|cover|do, said|say we'd|we'll|i'd,
        told ~ we'd|we'll|it'd|it'll|would|free|by|in|include, were|was|been told, threw|throw in,
        threw|throw it|that in, verbal, verbally, handshake, shook hand|hands, my word, side letter,
        gave|give them|him|her|em, we|i gave|give ~ free|month|discount|credit, on us, at no cost, free of charge,
        for free, waived, waive, no uplift, price held|locked|hold|lock, locked price, price cap, we|i owe them,
        they expect, expect it|us|them|to, expecting, they think, they thought, in ~ head, heads is,
        they|customer|he|she believe|believes, assured, sold them|him|her, i|we said, was a concession, concession,
        as agreed, as discussed, as besprochen, wie besprochen, already agreed, sort of agreed, we agreed,
        agreed to|that|with|on, he|she|they was|were told, got told, let them believe, i may have said,
        i might have said, deal sweetener, carve out, sweetener, lets|let them, i okayed, i ok'd, i cleared, no charge,
        free month|months|seat|migration|training, hab|haben ~ zugesagt|versprochen, zugesagt, versprochen,
        on a promis|dit|garanti|offert, leur ai|a dit|promis, les|le dije|prometimos|prometí|regalamos|regalé,
        se acordó, acordamos, prometi|prometemos|prometeu|combinei|combinamos, por nossa conta, sans frais, offerte,
        kostenlos, gratis, sin coste, sem custo, de palabra, à notre charge, agreed cap, bundled in, sold it that way,
        sell it that way, i nodded, gave my word, give my word, personally make sure, as a present, side deal,
        was a condition, a condition of, absprache, absprachen, kommt von uns, machen wir kostenlos,
        wurde|wurden versprochen|zugesagt, rabatt bleibt, on a dit, on leur a, inclus dans, compris dans le prix,
        compris même, les dije, les prometimos, va gratis, va incluido, se lo prometí, lo dije yo, ficou combinado,
        eu disse, disse que, we promised to, they have it for free, counting on it, had been told,
        were under the impression, in her|his|their mind|mind's, she|he|they believes|believe|heard|thinks|assumed,
        on a handshake, said no problem, said sure|yes|ok to, i'd honour, we'd honour, goodwill, extra ~ for free,
        comes with the package, is included from, was included, throw in, thrown in, gratis im ersten,
        an extra|second admin|seat|user|site|training|workshop, price for basic, same rate, under the impression,
        still owe them|the, comes with it, told on the phone, we ate, i cleared it with, by handshake, on us then,
        we do now, told them we'd, i offered that, i offered it, we offered, sold them one, gave them one
        """,
    ),
    Cue(
        "asks what was promised",
        "Somebody asks what the customer was promised or sold.",
        """
        what|which ~ promise|promised|agreed|committed|commit|sold|sell|told|tell,
        what did we|you|i ~ promise|agree|tell|sell|say|offer|commit,
        did we|you|anyone|somebody|someone|sales|they|@name ~ promise|agree|tell|sell|sold,
        did we|you|anyone|somebody|someone|sales|they|@name ~ say|offer|commit|include|quote, was that agreed,
        is that written, what was ~ promised|agreed|told|sold|committed|said|convenu|excluded|decided|demoed,
        what do they think, what they think, what were they, were they promised|told|sold,
        was it|that|this promised|agreed|sold|in,
        any|other commitment|commitments|promise|promises|undertaking|undertakings, anything else ~ know|promised|part,
        what have we|you, who promised|told|said|sold|closed|agreed, ring any bells, does anyone recall, did sales,
        who in sales, who sold, whoever sold, who closed, you closed, what all, what they bought, what they were told,
        what are they expecting, do they expect, what did they buy, what exactly did, anything off-contract,
        off contract, special terms, anything special, anything contractual, out of the ordinary,
        was wurde ~ zugesagt|versprochen|besprochen|vereinbart, was haben wir, qu'est-ce qu'on ~ promis,
        qu'a-t-on promis, ce qui était convenu, qué les ~ prometimos|prometido, qué se acordó, qué se les,
        o que ~ prometemos|combinado|prometido, o que foi, how much ~ told, was the price held, is it in|included,
        is that in scope, in or out, is ~ in scope, what's in scope, whose date, what's been promised|agreed|said,
        did you offer them, did anyone tell|promise|offer, what were they|you told|thinking|sold, absprachen die nicht,
        was haben|habt ~ versprochen|zugesagt|gesagt, ce qui a été dit|promis, qu'est ce qu'on leur,
        qué les vendimos|dijimos, qué se les prometió, o que ficou combinado, o que foi prometido, fora do contrato,
        is that on us, was that in the deal, is it included, what on earth does, who came up with,
        what was the thinking, any agreement about, is there an agreement, did we commit, what exactly,
        anything that isn't standard, what were they promised, what have they been, was ~ told about,
        was discussed with|about, what was discussed, who offered, what's the arrangement, list of concessions,
        is that in her|his|their plan, was that agreed with
        """,
    ),
    Cue(
        "stakeholders",
        "People at the customer are described: who decides, who helps, who is against it.",
        """
        @stake, @stake is|are|was, exec sponsor, decision maker, who decides|signs|buys|uses|blocks|matters|runs|owns,
        real boss, the one who ~, is the one, pushed for it|us, pushed it through, fought for it, loves us, hates us,
        likes us, wanted the other|competitor, voted against, voted for, was outvoted, runs it|everything|the,
        really decides, is on our side, is the boss, boss is, is pro, neutral, reasonable one, difficult,
        nice bloke|guy|lady, budget holder, economic buyer, technical buyer, tread gently|lightly, be careful with,
        careful with|of, watch out for, don't mention, do not mention, don't trust, warm before, is nervous,
        is skeptical|sceptical, stays|stay away from, hot button|potato, cio, ciso, cto, coo, vp, director,
        plant manager, office manager, it director, registrar, superintendent, practice lead, contact is, main contact,
        our person, our friend, our guy|gal|contact|man|woman, day to day, person is|to, entscheidet, hat das sagen,
        skeptisch, überzeugt, qui décide|signe, quien|que decide|manda, =manda, cuidado con, ojo con, attention à|au,
        alliée, quem manda|decide, é contra, préférait, decides everything, owns it|budget|the budget, will use it,
        uses it daily, gets annoyed, is easy, is against, are against, is in favour, was against us, lost the internal,
        gung ho, waste of money, must be asked, approves every, keeps the mail, is acting head, is leaving,
        she's leaving, he's leaving, is retiring, is difficult, don't cc, do not cc, invite @name, lead with @name,
        start with @name, go via @name, copy @name, saved us, burnt by, is dafür|dagegen, ist skeptisch, pousse,
        freine, entscheidet herr|frau, nicht direkt anrufen, en contra, la directora, el gerente, é o dono, a dona,
        dona @name, sr @name, mme @name, m @name, frau @name, herr @name, who decides is, only one who counts,
        who counts, the only one who, threatened to leave, will be annoyed, is your friend, she is the one,
        he is the one
        """,
    ),
    Cue(
        "asks for stakeholders",
        "Somebody asks who matters at the customer.",
        """
        who is|are|was ~ contact|champion|sponsor|decision|person|friend|stakeholder|buyer|admin|boss|there,
        who's ~ contact|champion|sponsor|decision|person|friend|stakeholder|buyer|who|there|on,
        who signs|decides|runs|owns|uses|fights|kills|blocks|buys ~, who should i|we,
        who do i|we ~ talk|speak|call|contact, who can kill, who will|who'll use|fight|sign|be, who'll, who's who,
        key|main contacts|contact|stakeholders, who really|actually, who else ~ there, who was in the room,
        wer ~ sagen|entscheidet|ansprechpartner, qui ~ décide|contact, quién|quien ~ manda|decide|contacto,
        quem ~ manda|decide, who approves, who did ~ deal|talk|speak with, who's against, who do i ask, who is against,
        who should be in, who on their side, anyone i shouldn't, ansprechpartner, wer ist dort, qui est notre contact,
        quién está en contra, quem decide, quem é o contato, our person there
        """,
    ),
    Cue(
        "takes over",
        "Somebody takes a customer over, or passes one on, after the sale.",
        """
        taking|take over, i picked|pick up, picking|picked up, inherited|inherit|inherits|inheriting, assigned to me,
        got assigned, just been given, just got ~, landed on|with me,
        whoever gets|picks|takes|starts|inherits|runs|owns|has|is, for whoever, to whoever, which of you,
        whichever of you, who's getting, who gets, rolling off, moving off, going your way, is yours, are yours,
        yours from, your way, your new, meet your, over to you, new one for me, as the new, since you start,
        when|since|after @name left, new customer|logo for me, running ~ rollout, starting @name,
        starts monday|tuesday|next|tomorrow, i start, take it from here, from sales, sales side, from presales,
        übernehme, übernimmt, übergebe, für wen auch immer, wer auch immer, je reprends|récupère, celui qui reprend,
        qui reprend, asumo, me acaban de pasar, para quien|quien lleve, assumo, assume, pra quem pegar, quem pegar,
        braindump, brain dump, on maternity|paternity|parental, off from tomorrow, i'm off|out from, landed on my,
        on my plate, is mine now, is mine, are mine, now mine, took over from, taking @name over, i've been assigned,
        been given @name, my successor, for my successor, previous csm|am|ae|owner, the ae left, my last day, last day,
        move teams, moving teams, moves to you, i move on, ab heute, habe ab, übernehme ab, ich starte,
        je commence avec, je récupère, avant mon départ, me toca, me han pasado, desde hoy, peguei a|o, agora é meu,
        from new business, my part ends, moving ~ to you, to whoever builds|runs|takes, staffing @name,
        introducing myself to, before i ring, assigned as their csm, been assigned|given ~ account, i'll be their csm,
        my successor needs, i move to
        """,
    ),
    Cue(
        "the word handover",
        "It is about a handover.",
        """
        handoff, handoffs, hand off, hand over, handing over, handed over, passing|passed|pass ~ over|here|to|on,
        passation, traspaso, passagem, übergabe, kt
        """,
    ),
    Cue(
        "asks for background",
        "Somebody asks for the background of a customer.",
        """
        backstory, background, rundown, the story, what's the story, fill me in, bring me up to speed, brief me,
        briefing, short version, gist, recap, context on|for|about|before, any context, any background, inside scoop,
        landmines, dirty laundry, what should i, what do i need, what i should know, should know about,
        anything i should, should i know, need to know, anything else i,
        before i|we ~ call|talk|meet|reach|start|write|say|speak, what's the go with, what's the deal with,
        anyone know, does anyone know, who has context, can someone brief, help me understand, what am i walking,
        lost the plot, i have no idea, no idea what, anything spicy, anything weird|odd|special, the lowdown,
        lowdown on, background on, zero notes, left no notes|zero, get me up to speed, bring ~ up to speed, any craic,
        anybody who ever, who remembers, does anyone remember, what happened before, what was their,
        what should i avoid, what's taboo, hot potatoes, what hurts, sound clueless, in two|three sentences, two line,
        three sentences, quick check before, scoping question, kurz vor, quelqu'un sait, alguien me cuenta,
        alguém sabe, weiß jemand
        """,
    ),
    Cue(
        "after the sale",
        "It is about the time after the signature: kickoff, onboarding, go-live.",
        """
        kickoff, kickof, kick off, kickoffs, onboarding, onboard, implementation, go live, golive, goes live, be live,
        live by|before|date, rollout, roll out, first call, intro call, introduction call, first meeting, hypercare,
        =signed, countersigned, po came, po is in, we won, post sale, delivery, deployment, day one|1, first 30 days,
        phase 1|2|one|two, after signature, lancement, mise en route, démarrage, arranque, en vivo, implantação,
        virada, inbetriebnahme, gewonnen, unterschrieben, signé, firmado, fechou, kundenstart, uat, is officially ours,
        officially ours, went through, is done my part, contract was closed, customer onboarding, welcome letter,
        first workshop, rolls out, starts next week, user list, kick off agenda, einführung, projektstart,
        le lancement, el arranque, a implantação
        """,
    ),
    Cue(
        "invoice or billing",
        "It is about the invoice of a customer.",
        """
        invoice, invoicing, invoices, billing, first invoice, billing profile, rechnung, facture, factura, fatura,
        pay monthly, net 30|45|60|90
        """,
    ),
    Cue(
        "a trial before",
        "It is about a pilot, a proof of concept or a demo that went before.",
        """
        pilot, poc, proof of concept, the trial, presales, the se, solution engineer, ran the pilot, =demoed,
        we demoed
        """,
    ),
    Cue(
        "deadline of the customer",
        "A date that matters to the customer is passed on.",
        """
        by|before|until|after ~ audit|board|season|harvest|fair|opening|enrolment|exam|school,
        by|before|until|after ~ stocktake|peak|black|intake|inspection|fy|tender|freeze, hard date,
        real deadline, deadline, dates that can't, date is theirs, live by, live before, before their, by their,
        weeks to go, go-live, they were told|promised ~ weeks|days|month, within ~ days|weeks, want to be live,
        must be live, need it by, needs it by, antes de ~, bis juni|oktober|märz|april|mai, avant les|l'été|fin,
        vor dem
        """,
    ),
    Cue(
        "record is empty",
        "The CRM record is said to hold nothing of it.",
        """
        is|are|was blank|empty, still|again blank|empty, blank again, says tbd|n/a|none|nothing|see|as, tbd,
        nothing on|in the|sf|there|crm|account|order, there's nothing, no trace, no record of,
        no notes|info|information|names|briefing|context|document|doc, three words, two words, is one line,
        having one line, just says, just shows|has, opp just|only, basically a name, zero names, i got nothing|nothin,
        got nothin, fields are blank|empty, don't even show, doesn't read the opp, cs doesn't read, nowhere to read,
        nowhere else, no idea, no clue, still can't tell, can't see|find anything|it|that, can find no, couldn't find,
        i don't know what they|we|was|she|he, missing from what, what's missing, where was i supposed|meant, not linked,
        received no, never got, steht ~ nichts|nur, leider nichts, la fiche est vide, no hay nada, no encuentro nada,
        no está en, no pone nada, nada en el, je n'ai rien, n'est pas remplie, is empty, portal has them as,
        nothing in our systems, anywhere in our systems, we can't see, what we can't see, n/a everywhere,
        says products only, only has products, asks for notes so no, not on the plan, nobody flagged,
        admin says they didn't, there's no appendix, there is no appendix, name and an amount, chart says,
        that's about it, je ne trouve rien, no encuentro, não achei nada, finde nichts, steht nicht
        """,
    ),
    Cue(
        "never written down",
        "What was agreed was never written down.",
        """
        never wrote|write|typed|logged|put|moved|changed, not written, not in writing, in writing, nobody wrote,
        is that written, written down, wrote it, should've written|wrote|told|put, should have written|wrote|told|put,
        shouldve, i never changed|updated|wrote, i couldn't update,
        not in the|there|sf|crm|system|contract|order|paper|quote, not in her|his|their plan,
        isn't|aren't in the|there, not listed, not in any, pas écrit, ne dit rien, contrato não fala, off contract,
        not that i, nowhere, here e:sweat_smile, i just know, in my sent folder, in his head, whiteboard, side letter,
        wasn't told, nobody told, nicht im vertrag, steht nicht im, n'est pas écrit, no está en el contrato,
        não está no contrato, not in the paper|contract|sow, isn't in the contract|sow|paper, was not precise
        """,
    ),
    Cue(
        "what the paper says",
        "The paper is set against what was said.",
        """
        order form, contract says|said, sow, the sow, quote says|for, opp says, in the contract|paper|quote|sow|order,
        the paper, on paper, statement of work, on the order, beyond the pdf, signed copy, price list says,
        what does ~ mean, im auftrag, im vertrag, le contrat, el contrato, o contrato
        """,
    ),
    Cue(
        "by word of mouth",
        "What counts was said by mail, phone or chat.",
        """
        by phone, on the phone, by mail, by email, in an email, an email thread, whatsapp, on the call, in the call,
        last call, voice note, voice memo, huddle, in dms, dm me, dm you, had to dm, in my head, from memory, by heart,
        ask @name, text @name, i just know, off the record, see email, =forwarding, i'll forward, paste it here,
        write it here, write it down here, right here, in here, jot down, let me type, gimme 5, the two minute version,
        here's what, here goes, short notes, few things, few remarks, quick notes, i'm off|out, from tomorrow,
        going on holiday|leave|vacation, paternity, maternity, =texted
        """,
    ),
    Cue(
        "apology of the seller",
        "Who sold it admits not having written it down.",
        """
        sorry should|shld, my bad, my fault, sorry yes, ah sorry, oh shoot|yes|yeah, that'd be me, that was me,
        that's me, guilty, i did say, i know but, i only, mea culpa, i may have been, should have|should've,
        was the only way, to get it signed|over, to close it|them, before eoq, get it over the line, to secure,
        to close, i demoed, i showed, i sketched, yes i did
        """,
    ),
    Cue(
        "thanks for the context",
        "The answer was needed and taken from the thread.",
        """
        exactly what i needed, good to know, super helpful, that's helpful, very helpful, thank you for telling,
        thanks for telling, copying this, taking notes, pin this, would have been nice, nice to know, good to have,
        please tell us, please let us know, lifesaver, oof, noted passing, thanks both, thank you both, gut zu wissen,
        thanks very thorough
        """,
    ),
    Cue(
        "terms",
        "Terms of the contract are passed on by hand.",
        """
        net 30|45|60|90, opt out, opt-out, auto-renew, auto renew, notice period, liability, cap on|of, ramp, overage,
        sla, penalty, penalties, credit|credits, discount, uplift, renewal price|clause|term, term of, exclusivity,
        mfn, first year, year one|two|1|2, addendum, free health, per breach, in advance, quarterly, upfront,
        setup fee, seats|licenses|licences, modules, price review, exit clause, invoice separately, start date,
        first term, second term
        """,
    ),
    Cue(
        "technical scope",
        "Technical agreements are passed on by hand.",
        """
        sso, saml, scim, api, integration, integrations, connector, on-prem, sftp, ldap, webhook, webhooks,
        data cleansing, migrate|migration ~, old data, historic records, legacy, erp, sap, datev, interface,
        schnittstelle, reprise des données, altdaten, integração, integración, custom, test env, test environment,
        config, configured, firewall, read-only mode, data centre, data center
        """,
    ),
)
