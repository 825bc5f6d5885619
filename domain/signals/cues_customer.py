"""What a customer refers to that nobody else knew of, and what those who sold it answer."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "the customer refers to it",
        "A customer refers to something that those who serve them did not know of.",
        """
        customer|client|they|he|she|user ~ says|say|claims|claim|insists|insist|believes|believe|expects|expect,
        customer|client|they|he|she ~ assumes|assume|swears|swear|writes|refers|refer|counts|count|reckons|reckon,
        customer|client|they ~ thinks|think|asks for|asks about|asks when|asks why|asking for|telling,
        according to the customer|client|them, @name says|claims|insists|believes|expects|thinks|swears|asks for,
        kunde|kundin ~ sagt|meint|besteht|behauptet|erwartet, client ~ dit|prétend|affirme|réclame|attend,
        cliente ~ dice|afirma|insiste|espera|diz|fala|exige, never heard of it, first i hear, first time i hear,
        is that right, is that so, is it true, is that true, is there something i don't|do, news to me, that's news,
        could've|could|should|might have ~ warned|told|mentioned, how would i know, where would i have found,
        nobody told|mentioned|said, i wasn't told, wasn't aware, can you confirm, please confirm
        """,
    ),
    Cue(
        "who sold it confirms",
        "Whoever sold it confirms what was agreed.",
        """
        i did, i did say|tell|promise|offer, yes i|we|it was|that, yep i|we|that|deal, that was me|mine, it was me,
        i gave|give|offered|granted|threw|confirmed|okayed|approved|nodded ~, i have given|offered|agreed|promised,
        i've given|offered|agreed|promised, i agreed, i offered, i confirmed, we gave them|him|her, we let them,
        we said yes|fine|ok, i said yes|yeah|fine|ok|sure, said they|he|she could, shook on, shake on, deal thing,
        there is|there's an understanding|agreement|arrangement, an understanding with, my concession, part of the deal,
        was part of, part of what, the thing that got, to get it done|signed|over, over coffee|lunch|dinner|drinks,
        in the negotiation, last night of, in return for, in exchange for, at the end of the negotiation,
        it's agreed|agreed, apparently agreed, on the phone, verbally, at zero, comes with it, we owe them,
        we gave it|that|this to them, gave it to them, we would|we'd eat it, handshake, got carried away, not on paper,
        in spirit, since the last negotiation, was sorted with, cleared it with, to beat, begged us|me,
        i meant to change,
        correct we|i|they|it, right we|i|they said|told|agreed, doch, hab ich|habe ich ihm|ihr|denen|gesagt,
        oui c'était moi, c'était à l'oral, sí se lo, se lo dije|di, fui eu, eu falei|dei
        """,
    ),
    Cue(
        "a list of what matters",
        "What matters of a customer is listed from memory.",
        """
        goal|goals|success|outcome ~ is|are|means|criteria, success criteria,
        goals|pains|risks|promises|contacts|people .,
        promised|champion|sponsor|decision maker|buyer|risk|risks|goal|goals|timeline|scope|owner|contact|dates .,
        promised a|an|the|dates|date|outcome, things nobody will tell, what nobody tells, three|two|few things,
        in a nutshell, in short, long story short, what hurts, hates|hate us|it|being,
        loves|love us,
        scared of, afraid of, burnt by, apologise first, first thing, keep ~ in copy, in the loop, lead with,
        never ring|email|call before|them|her|him, pays late|slowly, your man, your woman|person is,
        the one to convince,
        does nothing without, has a veto, is a fan, isn't a wish, is not a wish, begged, compare us with, skip the,
        don't call|mention|ask|cc|bring, do not call|mention|ask|bring, avoid the, never call|mention
        """,
    ),
)
