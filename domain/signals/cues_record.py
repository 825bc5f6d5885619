"""What people say of the CRM itself: what is in their way there, and what they did there."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "a complaint about the CRM",
        "It is a complaint about the CRM itself.",
        """
        nuisance, optional again, be optional, nobody knows this|that, as a wish, wish list, the friction,
        four days and,
        won't let me save ~ without,
        field|form|box|dropdown|picklist|screen|page ~ nuisance|annoying|useless|dumb|silly|pointless|confusing|endless,
        field|form|dropdown|picklist|stage ~ wants|asks|needs|requires|insists, 
        required|mandatory ~ early|stage|too|now,
        required|mandatory field ~ early|stage|before|now, too early, required to guess, i|we just guess,
        i|we put|choose|chose|select|pick|picked medium|zero|whatever|other|anything|something|first|unknown|none,
        whatever is first, first in the list|one, type|typing spaces|dots|xxx, why not ask, ask ~ later, asked later,
        could it be asked, can we drop|remove|shorten|rename, do we need|really need the|this field, why do we have,
        why is ~ required|mandatory, shorten the list, one more field, another field, fields before, # fields,
        report it|that|this ~ friction|revops|ops|form, file|raise|report it|this|that with|to, raise it,
        the friction channel|command|form, crm-friction, i'll report|raise, who decides that, write it down as a wish,
        takes|took ~ seconds|ages|forever, so slow, is slow, slow today, loading, spinning, times out, freezes, laggy,
        not just me, same here with, anyone else getting, is it just me, logged out, moved to the three dots,
        feld ~ nervt|pflicht, pflichtfeld, champ ~ obligatoire, campo ~ obligatorio|obligatório, demasiado pronto,
        cedo demais, trop tôt, zu früh
        """,
    ),
    Cue(
        "done in the CRM",
        "What had to be kept was kept in the CRM.",
        """
        in the deal, on the deal, with the opportunity, at the account, on|to the account, on the opportunity,
        added|put|noted|logged|entered|stored|attached|filed it|them|that on|to|in|at|with|under,
        added|put|noted|logged|entered|stored|attached|filed ~ on|to|in|at|with the deal|account|opportunity|record|crm,
        i've noted|added|put|logged|attached, left a note on, changed|updated|moved|left|set the date|dates|stage,
        close date, updated|maintained|current|done in the|hubspot|salesforce|dynamics, in the crm now, all updated,
        mine are|is current|updated|fine|done|maintained|set|up, up to date, all of mine, is set in, is in hubspot,
        is in salesforce|the crm|dynamics, created a task in, task set in|in, made a task, the next step is|says|in,
        put|put both into|in|on the deal|crm|record|opportunity, am deal|vorgang|kunden, liegt am, im crm gepflegt,
        sur l'opportunité|la fiche, à jour dans, en la oportunidad|cuenta|ficha, lo he puesto en la, actualizado en,
        na oportunidade|conta|ficha, atualizado no
        """,
    ),
    Cue(
        "the figures agree",
        "The CRM's own figure is right and is used.",
        """
        they|numbers|figures|both match|agree|matched|agreed,
        match|agree|agrees to the cent|dollar|euro|penny, do agree,
        use|using the dashboard|report|tile|standard, straight from the dashboard|crm|report, from the dashboard,
        click on it|a|the, show|shows the dashboard, live dashboard, dashboard live, the same number|figure,
        agree for the first, timezone, time zone, was from march|may|yesterday, just old, refreshes|refreshed
        """,
    ),
    Cue(
        "what customers do",
        "It is about the tools of a customer, not about ours.",
        """
        customer|client|they|their|users ~ export|spreadsheet|excel|notebook|sheet|whiteboard, their own ~, case study,
        quote of the, used|kept to keep, before us|you they|we, their data, our users, our customer's, our product,
        interview|interviews|visit with|at|done, user|customer interview|interviews|research, research folder, persona,
        diary study, participants, hypothesis, discovery visit, quote of the week,
        their planners|dispatchers|managers|teams|staff|reps|buyers, for the product team, our pitch|wedge|planning,
        planning module, they'd pay, the pain we, whole pitch, before you we, before ~ after ~ platform,
        advisory board, framing that, case study on, story on, our module
        """,
    ),
)
