"""Words that say where friction happens. Two points name a place that a triage owner can go and look at."""

from domain.words.matching import Group, Kind

NAMED_FIELD = Group(
    "named field",
    Kind.EXACT,
    "A field called by its usual name is the most exact place that there is.",
    """
    close|closing date, close|closing dates, next step, next steps, lead source, original source, source field,
    forecast category, forecast categories, implementation risk, risk field, champion, economic buyer,
    decision process|criteria|date|maker, paper process, closed lost reason,
    loss|lost|churn|win|cancellation reason, deal|opp|opportunity amount|value|name|size|type|owner, amount field,
    billing|shipping|invoice address|contact|country|street|email, vat|tax id|number, po|purchase number,
    contract|subscription end|start|date|term, contract end|start date, renewal date|amount|risk|price|value,
    go|golive live date, go live, kickoff|kick date, kick off date, launch date, health score, lifecycle stage,
    lead|deal|opp|opportunity|account status, lead|contact|account|deal owner, job title|function|role,
    phone|mobile number, phone field, email field|address, utm, utm source|campaign, parent account|company,
    procurement status, success criteria, competitor field|name|#, competitor, competitors, meddic, meddpicc, bant,
    probability field|%, probability, confidence score|slider|level, expansion potential|amount, expected revenue,
    seat count, deal story, pain points field, use case field, product interest, lead score|scoring, lead grade,
    mql threshold, industry field, industry, employee count, number of employees, annual revenue, territory field,
    company size, postcode, zip code, annual contract value, acv, tcv, arr field, mrr field, arr, mrr,
    forecast amount, commit amount, deal currency, currency field, currency, payment terms,
    discount field|reason|approval, discount, contract value|length|duration|type, budget field|confirmed,
    timeline field, decision maker field, stakeholder field|map|table, promised outcome, promised outcomes,
    technical scope, nps, csat, churn risk|probability, risk level|score|reason, stage duration,
    stage field|dropdown|picklist|gate|name, stage #, record type, qualification notes|field|answers, first touch,
    last touch, campaign member, member status, persona field, persona, campaign influence, salutation,
    date of birth, birthday, fax, website field, domain field, legal name, trading name|names,
    account number|type|tier|name|hierarchy|plan|executive, deal|opportunity|opp|sales split|splits,
    split opportunities|deals, deal stage, opp stage, opportunity stage, expected close,
    next activity|action|meeting, follow up|ups date|task, lead type, product line|lines|code, price book,
    payment term, notice period, auto renewal, opt out, gdpr consent, consent, decision criteria, cierre fecha,
    fecha de cierre, fecha cierre, date de clôture, data de fechamento, abschlussdatum, nächster schritt,
    próximo paso, próxima etapa, prochaine étape, vertriebsphase, etapa del negocio, leadquelle, origen del lead
    """,
)
SCREEN = Group(
    "screen",
    Kind.EXACT,
    "A record or a meeting with a part of the screen: renewal dashboard, account page, layout of the opportunity.",
    """
    @object @container, @object @object @container, @object * @container, @container of|for|on|in|about ~ @object,
    closed won screen|form|page, @container de|du|do|da|della|der|des|del ~ @object, @container @object,
    commit screen, @compound
    """,
)
FEATURE = Group(
    "feature",
    Kind.EXACT,
    "A function that there is only one of, with a name of its own.",
    """
    global search, search bar|box|field|results|function, quick search, list view, listview, related list|lists,
    task list|queue|view|board, to-do|todo list,
    outlook|gmail|email|mail|chrome|browser add-in|addin|plugin|plug-in|extension|integration|sync|connector|add,
    calendar|slack|teams|zoom|linkedin|excel add-in|addin|plugin|plug-in|extension|integration|sync|connector|add,
    email|calendar|contact|data|billing|call|nightly sync,
    email logging|tracking|template|templates|sequence|sequences, call logging|log|notes, meeting log|notes|logging,
    visit report|form, activity timeline|count|feed|log, import wizard|tool|file|template,
    event|csv|list|data|lead|contact import, csv|excel|pdf|xlsx export, csv, bulk edit|update, mass update|edit,
    inline editing|edit, lead converter|conversion|convert|routing|assignment|form|import, convert screen,
    account lookup|picker, lookup field, page layout, stage board,
    merge duplicates|contacts|accounts|companies|tool|function|button, duplicate check|rule|alert,
    approval process|request|flow, quote tool|builder|template|approval|pdf, deal desk, assignment rule|rules,
    routing rule|rules, round robin, territory rule|rules|assignment|swap|change|model|management, home page,
    start page, landing page, recycle bin, business card scanner, meeting scheduler|link, booking link, kanban,
    kanban view, roll up, rollup, roll-up, notification bell, bell notification|icon,
    mobile layout|app|form|view|version, iphone|ipad|android|ios app, voice memo, nurture workflow,
    health tab|widget, usage chart|tab|data, product catalogue|catalog,
    onboarding queue|task|tasks|project|projects|checklist|form, email template|templates, sequence, playbook,
    playbooks, call script, dialer, dialler, lead inbox|queue|list|view, shared inbox, calendar integration|sync,
    webinar registrations, field history, audit trail, login page, password reset, two factor, single sign-on,
    sso login, duplicate contacts|accounts|leads|companies|opps|deals|renewals, account team|teams|hierarchy,
    company search, contact search, validation rule on|for, workflow on|for, task reminder|reminders|emails,
    stale deal|deals, deal alert|alerts, renewal reminder|reminders, scorecard, scorecards,
    forecast call|review|meeting|update|submission|comment|override, badge scans, lead gen forms, order form,
    account plan, account plans, qbr template, close plan, mutual action plan
    """,
)
PART = Group(
    "part of a screen",
    Kind.RECORD,
    "A part of the screen with any name of its own: the Overlay field, the compliance column.",
    """
    * @container, @container called|named|labelled|labeled *, @container formularfeld
    """,
)
TOOL = Group(
    "connected tool",
    Kind.RECORD,
    "A tool beside the CRM: what blocks is where the two meet. The CRM's own name says nothing.",
    """
    clari, gong, netsuite, docusign, outlook, gmail, chorus, salesloft, aircall, ringcentral, zoominfo, cognism,
    marketo, pardot, eloqua, mailchimp, eventbrite, stripe, chargebee, zuora, xero, quickbooks, datev, gainsight,
    churnzero, vitally, totango, planhat, zendesk, intercom, jira, asana, pandadoc, dealhub, calendly, chili piper,
    lusha, linkedin, sales navigator, navigator, delighted, segment, fivetran, power bi, tableau, looker, lean data,
    leandata, google calendar, whatsapp, erp, sap, billing system, product board, typeform, surveymonkey, on24,
    bizzabo, cvent, demandbase, snowflake, avalara, ironclad, invoicing tool, call tool, dialpad,
    ms|microsoft teams, zoom, zapier
    """,
)
WORKFLOW = Group(
    "workflow",
    Kind.WORKFLOW,
    "A part of the revenue work that has an owner and a meeting.",
    """
    forecast, forecasts, forecasting, handoff, handoffs, hand-off, hand off, handover, hand over, renewal, renewals,
    renew, pipeline, onboarding handoff, onboarding form, attribution, commit, best case, upside, closed won,
    closed-won, closed lost, mql, mqls, sql conversion, lead routing, lead scoring, churn, qualified pipeline,
    coverage, account planning, stage gate, stage gates, closing a deal, close a deal, campaign, campaigns, webinar,
    webinars, influence, quoting, quote, quotes, cpq, opportunity creation, discovery, territory, territories,
    übergabe, prognose, previsión, prévision, previsão, renovación, renouvellement, verlängerung, traspaso
    """,
)
OBJECT = Group(
    "record",
    Kind.RECORD,
    "A kind of record that only a CRM has: where to look, though not which part of it.",
    """
    opp, opps, oppty, opportunity, opportunities, lead, leads, contact, contacts, account, accounts, stages, stage,
    subscription, subscriptions, oportunidad, oportunidade, opportunité, compte, cuenta, conta, chance, kontakt,
    kontakte, negócio, negocio, affaire, oportunidades, opportunités, comptes, cuentas, kunden beim, chancen
    """,
)
NAMED_THING = Group(
    "thing with one home",
    Kind.RECORD,
    "A thing that a CRM keeps in one place only, so that its name says where.",
    """
    quota, quotas, anhänge, anhang, adjuntos, pièces jointes, target i|on, attachment, attachments,
    upload|uploading|attach files|file, ticket, tickets, sla, licence, licences, license, approvals, approval,
    approval request|requests, discount, discounts, rebate, e-signature, autograph, transcript, transcripts,
    chat transcript|transcripts, invoice, invoices, invoice status, price book, sequence, sequences, cadence,
    cadences, margin, qbr deck, qbr, survey, surveys, deal registration|registrations, deal reg, register a deal,
    patch, subsidiary, subsidiaries, hierarchy, parent, win rate, win probability, autocomplete,
    owner lookup|change|field, dark mode|theme, session, sso, sign-in, single sign, chatter, case, cases,
    email-to-case, bundle, bundles, line items, optional items, configurator, proposal, offer, offers,
    quote number|numbers, contract file|files, redlines, playbook tasks, export to|stops|file, exported file,
    exports, industry, sector, buying group|committee|role|roles, contact roles|role, unsubscribed, opt-outs,
    opted out, data processing, private appointments, calendar appointments, alert link|links,
    win|deal|slack|email alert|alerts, action items, meeting notes, territory planner|rules|list|map, postcodes,
    usage data|figures|is, health score, recurring revenue, commission estimate, target, call summary|summaries,
    history of, merge of, duplicates of, copies of the same company|account|contact, dialer, sidebar, gmail sidebar,
    meeting scheduler, booking page, referral source, lead sla, tile, training video|videos, owner of, time entry,
    phone|mobile number, phone numbers, addresses of, subject line, email signature, distribution list,
    forecast category, site record, serial number, price list|lists, product list
    """,
)
COMMON = Group(
    "common record",
    Kind.COMMON,
    "Words of all sales talk: 'the deal is done' names no screen, 'deal' beside a part of one nearly does.",
    """
    deal, deals, company, companies, task, tasks, note, notes, email, emails, meeting, meetings, activity,
    activities, call log, contract, invoice, order, product, products, project, ticket, portfolio, owner, ownership,
    todo, todos, to-dos, calls, amount, prices, price, event, events, source, category, probability, firma, kunde,
    cliente, tarea, tarefas, aufgaben
    """,
)
GENERIC = Group(
    "nameless part",
    Kind.NAMELESS,
    "'The field', 'a report', 'the app' point at something without saying which.",
    """
    field, page, screen, form, view, list, report, dashboard, tab, layout, section, box, column, checklist, board,
    button, dropdown, picklist, popup, pop up, checkbox, tick box, template, export, import, filter, sync,
    integration, automation, notification, notifications, reminder, reminders, validation, lookup, app, tablet,
    add-in, plugin, calendar, workflow, timeline, feld, champ, campo, mobile, pdf, formular, liste, lista
    """,
)
SEARCH = Group(
    "search",
    Kind.RECORD,
    "There is one search in a CRM; the noun is its name.",
    """
    search is|was|ignores|returns|only|doesn't|never|finds|shows|can't, the search, search on|for|by,
    searching|search a|by|for, searched by, suche, recherche, búsqueda, busca, buscador, pesquisa
    """,
)
MOBILE = Group(
    "mobile app",
    Kind.RECORD,
    "The mobile app as a whole; it is a place, if a large one.",
    """
    mobile app, mobile, the app on, in the app, from the app, iphone, ipad, android, phone app, móvil, celular
    """,
)
ACTION = Group(
    "action on a record",
    Kind.RECORD,
    "What somebody was doing names the place as well as the screen does: logging a meeting, merging accounts.",
    """
    create|creating|clone|cloning|convert|converting|merge|merging|log|logging|import ~ @object,
    importing|export|exporting|reassign|reassigning|archive ~ @object,
    duplicate|add|adding|assign|assigning|transfer ~ @object
    """,
)
TITLE = Group(
    "name in quotes or capitals",
    Kind.RECORD,
    "People quote a field's label, or write it with capitals inside a sentence.",
    "",
)
NOWHERE = Group(
    "points at nothing",
    Kind.NOWHERE,
    "'Something I use', 'that one', 'everything': the writer knows the place and we do not.",
    """
    something, somewhere, everything, the thing, things, stuff, that field, that one, which one i mean,
    one of the ~ fields, a field that, some field, you know which|the, yes that, the one i, the field everyone,
    half of what i, all of it
    """,
)

PLACES = (
    NAMED_FIELD,
    SCREEN,
    FEATURE,
    PART,
    TOOL,
    WORKFLOW,
    OBJECT,
    NAMED_THING,
    COMMON,
    GENERIC,
    ACTION,
    SEARCH,
    MOBILE,
    NOWHERE,
)
