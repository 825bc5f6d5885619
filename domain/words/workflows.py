"""Words that tell which part of the revenue work a report is about; a group bears the name of its workflow."""

from domain.words.matching import Group, Kind

HANDOFF_NAMED = Group(
    "handoff",
    Kind.WORKFLOW_TALK,
    "The workflow called by its name outweighs whatever else is mentioned.",
    """
    handoff, handoffs, hand-off, handover, handovers, hand over, hands over, übergabe, übergabeformular, traspaso,
    passation, passagem
    """,
    points=5.0,
)
HANDOFF_TALK = Group(
    "handoff",
    Kind.WORKFLOW_TALK,
    "What is asked and passed on when a deal is won.",
    """
    onboarding form|queue|project|projects|task|tasks|checklist|team, closed-won, closed won, win a deal,
    won screen|form|deal|deals, implementation risk|manager|managers|team|to-dos|tasks|project, kickoff, kick-off,
    go-live, go live, success criteria, promised outcomes|outcome, technical scope, site survey, once|after signed,
    won not onboarded, won customers, po number|numbers, signed order, customer mood, stakeholder table|map,
    netsuite, solution engineer
    """,
    points=3.0,
)
HANDOFF_PEOPLE = Group(
    "handoff",
    Kind.WORKFLOW_TALK,
    "Who receives.",
    """
    cs, onboarding, se, ses, implementation, docusign, won, delivery team, billing contact
    """,
    points=1.5,
)
FORECAST_NAMED = Group(
    "forecast",
    Kind.WORKFLOW_TALK,
    "The workflow called by its name.",
    """
    forecast, forecasts, forecasting, forecasted, roll-up, rollup, roll up, prognose, previsión, prévision,
    previsions, previsão, clari
    """,
    points=5.0,
)
FORECAST_TALK = Group(
    "forecast",
    Kind.WORKFLOW_TALK,
    "Categories, commits and calls.",
    """
    commit, best case, upside, omitted, forecast category, quota, quota attainment, split deals|opportunities|opps,
    sub category, confidence, overlay, category, finance, sandbag, quarter end
    """,
    points=3.0,
)
RENEWAL_NAMED = Group(
    "renewal",
    Kind.WORKFLOW_TALK,
    "The workflow called by its name.",
    """
    renewal, renewals, renew, renewed, renews, verlängerung, renovación, renouvellement, renovação, churn, churned,
    health score, health
    """,
    points=5.0,
)
RENEWAL_TALK = Group(
    "renewal",
    Kind.WORKFLOW_TALK,
    "Customers after the sale: usage, risk, the end of a contract.",
    """
    subscription, subscriptions, contract end, end of contract, contract end date,
    expansion potential|amount|signal, usage tab|data|numbers|chart|figures, at risk, grr, nrr, nps, csat, qbr,
    qbrs, seat count, upsell, cancellation, notice period, account plan, uplift, customer page, customer health,
    gainsight, churnzero, vitally, downgrades, downgrade, chargebee, stripe, retention, arr
    """,
    points=3.0,
)
RENEWAL_PEOPLE = Group(
    "renewal",
    Kind.WORKFLOW_TALK,
    "Who keeps customers.",
    """
    csm, csms, customer success, billing system, expansion, billing sync
    """,
    points=1.5,
)
ATTRIBUTION_NAMED = Group(
    "attribution",
    Kind.WORKFLOW_TALK,
    "Where a lead came from, by name.",
    """
    attribution, lead source, original source, utm, mql, mqls, sql, campaign, campaigns, influence, first touch,
    last touch, multi touch, source report, partner influenced, lead form, lead|leads routing, lead routing,
    lead score|scoring, lead gen, convert|converting|conversion a|the lead|leads, opp source, leadquelle,
    origen del lead, lead status|converter|type|inbox|queue
    """,
    points=5.0,
)
ATTRIBUTION_TALK = Group(
    "attribution",
    Kind.WORKFLOW_TALK,
    "Leads and marketing.",
    """
    lead, leads, source, webinar, webinars, sdr, sdrs, bdr, bdrs, marketing, marketer, lifecycle, nurture,
    whitepaper, form fill, badge scans, badge, event import, trade fair|show, persona, linkedin, pardot, marketo,
    newsletter, inbound, content, hubspot workflow, event, events, landing page, registrations
    """,
    points=2.5,
)
PIPELINE_NAMED = Group(
    "pipeline_review",
    Kind.WORKFLOW_TALK,
    "The workflow and its board by name.",
    """
    pipeline, pipe, pipeline review, deal board, stage board, kanban, opportunity page|screen|layout|record|form,
    opp page|layout|screen, deal page|screen|record|form|board|view, review list, stale deal|deals, pipeline view,
    pipeline report
    """,
    points=4.0,
)
PIPELINE_TALK = Group(
    "pipeline_review",
    Kind.WORKFLOW_TALK,
    "The fields that a pipeline review looks at.",
    """
    next step, next steps, close date, close dates, stage, stages, champion, decision process, decision criteria,
    economic buyer, competitor, competitors, procurement, meddic, meddpicc, bant, closed lost, loss reason,
    probability, exit criteria, discovery, qualified, qualification, paper process, decision date, budget confirmed,
    deal desk, deal amount, close plan, etapa, phase, fecha de cierre, abschlussdatum
    """,
    points=3.0,
)
PIPELINE_RECORDS = Group(
    "pipeline_review",
    Kind.WORKFLOW_TALK,
    "Open deals in general.",
    """
    opp, opps, opportunity, opportunities, deal, deals, oportunidad, opportunité, oportunidade, negócio, negocio,
    affaire, amount
    """,
    points=1.5,
)
OTHER_NAMED = Group(
    "other",
    Kind.WORKFLOW_TALK,
    "Screens that belong to no meeting.",
    """
    account page|list|record|view|layout, company record|page, company, companies, contact page|form|record|list,
    contact form, contacts, task list|queue|view, visit report|form, global search, search bar, territory,
    calendar integration|sync|invite, import wizard, outlook plugin|addin|add-in, gmail plugin, activity timeline,
    meeting log, business card, expense, bell notification, home page, start page, left menu, account list, owner,
    merge, tasks, fiche compte, vat, reassign, account team, knowledge base, profile page, person screen,
    e-mail templates, email template
    """,
    points=3.2,
)
OTHER_TALK = Group(
    "other",
    Kind.WORKFLOW_TALK,
    "Records that no meeting owns.",
    """
    account, accounts, contact, contacts, search, mobile app, tickets, calls, calendar, emails, meeting, person
    """,
    points=1.2,
)

WORKFLOWS = (
    HANDOFF_NAMED,
    HANDOFF_TALK,
    HANDOFF_PEOPLE,
    FORECAST_NAMED,
    FORECAST_TALK,
    RENEWAL_NAMED,
    RENEWAL_TALK,
    RENEWAL_PEOPLE,
    ATTRIBUTION_NAMED,
    ATTRIBUTION_TALK,
    PIPELINE_NAMED,
    PIPELINE_TALK,
    PIPELINE_RECORDS,
    OTHER_NAMED,
    OTHER_TALK,
)
