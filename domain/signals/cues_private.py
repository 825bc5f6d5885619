"""What people say of the notes and reminders that they keep for themselves."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "notes kept elsewhere",
        "Notes on a customer or deal are kept outside the CRM.",
        """
        @noteplace,
        my notes|notebook|doc|gdoc|scribbles|handwriting|draft|drafts|folder|file|files|diary|document|moleskine,
        running notes|doc, call notes|log, meeting notes|minutes, discovery notes, tech notes,
        his|her|their|your notes|doc|folder|notebook, field book, on my tablet|drive|desktop, texted me,
        the texts going,
        black book, scrapbook, kept a file, her|his file on, on her|his desktop|laptop|drive, been meaning to upload,
        her long doc, long doc|version, dm to myself, a page each,
        a page per|for, one per account|customer|client|prospect|acct, per account|client|customer|acct, a doc per|for,
        in a doc, word file|doc|document, text file, unsent draft, mail|email drafts|draft, see my notes, see notes,
        whose notes, it's all in, it's all there, where it all is, written down, exercise book, back of|backs of,
        business cards, on paper|a napkin, handwriting, photo of|pics of|picture of|pics from, pasting,
        paste|pasting from|here|the, from memory, let me check|open my, checking my,
        everything they ever, record myself, transcripts, link:doc, in meinem|meiner|meine, in mein,
        aufgeschrieben, notizen, anotaciones|anotações|notas|notes de, compte rendu, mon word, mi cuaderno|libreta,
        meu bloco|caderno, kopier, crm has the names, flipchart, pictures on my|somewhere, on my phone, in the margin,
        on my laptop, calendar invite, mails to myself, e mails to myself, mail to myself, emails to myself, coaster,
        in my head, a folder, google docs, hab ich privat, such ich dir, mon cahier, dans mon, en mi, lo tengo en,
        no meu word|caderno, my diary, customer diary, searching my, i have pictures, by my desk, come by, d drive,
        laufwerk, in a binder, in my journal, mes notes, mis notas, minhas anotações, i jot, scribbled,
        scan the|follows, separate document for, document for each, running file, i drew it, i took notes in,
        my personal notion|confluence|onedrive|doc, personal onedrive, personal notion, handwritten, by hand in my,
        red|blue|green|little|old book, in my book, voice memo|memos, audio, mail|email ~ to myself,
        document per customer|account|client, running document, photograph the|it, camera roll, in my mailbox,
        shoe box, je te le prête, in meinem buch, en mi cuaderno
        """,
    ),
    Cue(
        "asks for notes",
        "Somebody asks for the history or the notes of a customer.",
        """
        notes from|of|on|for, who has|have|took|met ~, have|has|got ~ notes, send ~ notes, share ~ notes|doc|folder,
        where|where's|where are|is ~ notes|history,
        what did|was|does|do|happened ~ say|said|with|about|last|position|objection, the history|history with|on,
        why ~ left|chose|bought|lost|jumped, any record, any notes, got anything on, warum, weißt du|weiß jemand,
        hast du, tu as|t'as, tienes las|tienes, cadê|você tem, read this, add you to, access please|requested,
        can|could i get|have access, what was ~ objection|position|pain|expectation, do you still have,
        anything about ~ in the, was there anything, write up from, the write up, what did ~ tell|told|say|object,
        objected to, walk away price, was war ~ grund, was hat ~ gesagt, qué dijo, o que ~ disse, les infos sur
        """,
    ),
    Cue(
        "crm notes avoided",
        "Notes in the CRM are said to be slow, short or hard to find.",
        """
        cut|cuts off|at, 255, characters, times out, doesn't fit, fits a|in, none of that fits,
        field is|too short|small, search doesn't, can't search, hard to find,
        not in|into the crm|sf|salesforce|system|opp|account|app|zoho,
        never typed|type|moved|got|pasted|asked|entered|logged, don't|not type|typing|log|paste|put|copy ~ up|in|it,
        stopped pasting|typing|logging|putting, gave up, quit using, stopped using, takes # clicks|fields|minutes,
        clicks per, little boxes, nothing on the account|opp|crm|record, can't see anything, there's no call logged,
        no call logged, nothing since, shows nothing, account is empty, under # objects, dropdown|dropdowns, only put,
        just put, not much more, is just emails, ins crm, nicht mehr, ne saisis plus, je ne saisis, ya no,
        não coloquei, no lo pongo, don't upload, doesn't upload, never uploaded, record takes only, wants # fields,
        only place i find, never got round, never moved them|it, no lo pasé, não passei, nie ins crm, nicht ins crm,
        pas dans le crm, mobile form,
        account|record|entry|activity|history shows|reads|says|is nothing|only|met|call|blank|empty,
        shows ~ no activity, shows only, i see|find only, i find only|just, cuts off after|at, field cuts,
        note box|pane, loses focus, in the crm ~ a phone number
        """,
    ),
    Cue(
        "reminders of one's own",
        "Follow-ups are kept in a private list, calendar or on paper.",
        """
        @todoplace, sticky note|notes, post it|its, google tasks|keep|calendar, apple reminders|notes, ms to do,
        microsoft to do, todo list, my to-do|todo|list|diary|planner|phone|system, saved messages|items,
        slack later|reminders, /remind, remind me, snooze, set an alarm, alarms on my, send|emails|email|mail myself,
        voice memo, index cards, legal pad, paper planner|planners|calendar, unread emails|email,
        calendar events|event|blocks|entries|is full, colour events, red flag, flagged folder, chase list,
        running checklist, checklist per, a page per|for|week, one page per, cross out|off, check things off,
        on my hand, wall of, whatsapp to myself, shoebox, flags, saves me, list for monday, dans un carnet,
        en una libreta, no caderno, im kalender, papierkalender, mein handy, mon téléphone, paper list, envelope,
        envelopes, on the back of, to do book, pin the, pinned, mark them unread, i mark, timer on, in planner,
        microsoft planner, block neben, auf einem block, carnet, cahier, post its, calendario del móvil, no celular,
        in my phone, browser tab, tabs open, unread, kalender, caderninho, libreta, in my diary, an alarm,
        reminders app, writing them all down, write them all down, follow up list, a browser tab,
        flag emails|mails|email, i flag, kitchen timer, index card, my planner, my calendar, in my calendar,
        stuck to my|the monitor|screen, tick list, to my screen, private calendar, alarm on my phone,
        label of the alarm, reminders app, flagged mails, google keep, on a post it, calendar blocks titled,
        weekly page, sur l'écran, auf dem zettel, am bildschirm, en un papel
        """,
    ),
    Cue(
        "follow-ups",
        "It is about follow-ups owed to customers.",
        """
        @chase, call back|backs, call @name back, get back to, got back to, came back on, who i owe|owe, i owe,
        owe whom|them|him|her, what i owe, promised which, waiting for an answer, to chase, keep up with, answer the,
        need to answer|call|ping|chase|reply, forgot ~ question|call|reply, quote chasing, chasing quotes,
        i gotta ping, wiedervorlage, relance|relances|rappels, seguimiento, lembrar, retorno|retornos,
        rückruf|rückrufe, llamadas pendientes, mes rappels, retornos, i owed, owed ~ a demo, who to ring, to ring,
        ring the, answered them, until you have answered, what i promised, promised somebody
        """,
    ),
    Cue(
        "task noise",
        "The tasks in the CRM are said to be too many, automatic or useless.",
        """
        # overdue, automatic|auto|automated|generated|playbook ~ ones|tasks|task|activities, auto generated,
        auto-generated, created automatically, automatic ones, a robot|bot wants, mass close, mass-close,
        turned them|it off, turned off, buried, drown, noise, ruido|ruído, my queue, task queue, queue shows,
        activity|activities tab|screen, my tasks, the tasks|crm tasks, not opened|open|opening, haven't opened,
        never looking|look, let rot, stummgeschaltet, close them|sans, without context, no context, nurture, sequences,
        takes # fields|clicks, for # minutes, manager digest, alerts about it, reassigns it, pings|ping me, tâches,
        tareas|tarefas, aufgaben, the crm ones, crm reminder, crm actions, auto closed, auto junk, automatik,
        automatische aufgaben, tareas automáticas, tâches automatiques, tarefas automáticas, select all complete,
        reminders come as, filter to trash, i filter, filter those, e mail reminders, sends those to my manager,
        # aufgaben|tareas|tâches|tarefas, overdue tasks
        """,
    ),
    Cue(
        "lost it",
        "A private list was lost, and with it what was owed.",
        """
        lost my|it|so|who|what, got lost, phone died|dies, fell into, puddle, threw away, cleaner took, archived by,
        restore, backup, if i get hit, if i die, desk move, disappeared, can't see what i've, remind me,
        what i've promised
        """,
    ),
)
