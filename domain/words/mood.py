"""Words of praise, blame and wishing: they say how it feels, and count against a report that says nothing else."""

from domain.words.matching import Group, Kind

VERDICT = Group(
    "verdict",
    Kind.VERDICT,
    "Praise and blame say how it feels, not what happens.",
    """
    mess, messy, bad, awful, terrible, horrible, horrendous, joke, pain, painful, nightmare, disaster, hate, hates,
    hated, sucks, suck, rubbish, garbage, trash, crap, crappy, shit, shitty, stupid, dumb, ridiculous, annoying,
    annoys, annoyed, frustrating, frustrated, frustration, ugly, clunky, confusing, useless, pointless, nonsense,
    broken, unusable, weird, strange, odd, off, haunted, chaos, chaotic, lottery, mystery, anxiety, dread, tired of,
    sick of, fed up, given up, give up, drives me|us, driving me|us, killing me|us, kills me|us, can't stand, worst,
    worse, lame, poor, hopeless, tedious, cumbersome, unfriendly, unintuitive, nuts, insane, crazy, absurd, silly,
    disappointing, disappointed, let down, lacking love, needs love, nerve, nerves, nervt, schrecklich, katastrophe,
    furchtbar, mist, nulle, nul, pénible, desastre, fatal, péssimo, péssima, horrível, merda, mierda, schlimm,
    shambles, train wreck, dumpster fire, abomination, monster, hell, sad, cry, weep, circus, jungle, maze,
    headache, unbearable, dreadful, atrocious, meh, ugh, wtf, omg, sob, face with, pray, hit and miss,
    leave|leaves me cold, kind|good word for, stars out of, thumbs down, up the wall, fairy tale, nicht gut,
    keine freude, cockpit, headaches, tension, sigh, galère, so so, bane of, wonky, overwhelming, overwhelmed,
    toxic, fiction, theatre, theater, random, bugging me, bugs me, temperamental, flaky, buggy, glitchy, unreliable,
    unstable, moody, erratic, misbehaving, all over the place, half baked, over engineered, overengineered,
    overcomplicated, complicated, bloated, archaic, dinosaur, stone age, slog, chore, torture, agony, misery, grim,
    dire, woeful, pathetic, laughable, comical, embarrassing, shameful, disgrace, unacceptable, unworkable,
    not ideal, no fun, not fun, hard to use|love|follow|navigate, difficult to use, not easy, hard work, time sink,
    black box, not fit for, isn't fit for, no sense, make|makes|made sense, beyond me, acting funny, funny,
    speaking terms, eyes bleed, never again, oh dear, why though, seriously, not so nice, underwhelming, below par,
    mediocre, inferior, primitive, impossible to work, soul destroying, soulless, demotivating, exhausting,
    draining, stressful, infuriating, maddening, irritating, dysfunctional, disorganised, disorganized, cluttered,
    waste of, wasting, sense of humour, ruined, ruins, not convinced, not sold, unconvinced, horror, monstrosity,
    wahnsinnig, gefällt, taugt nichts, müll, schlecht, unbrauchbar, zumutung, albtraum, unübersichtlich, nutzlos,
    schrottig, schrott, sirve para nada, sirven para nada, no sirve, no sirven, pesadilla, una porquería, un lío,
    inutilisable, ne sert à rien, horreur, catastrophique, cauchemar, bagunça, pesadelo, uma porcaria, confuso,
    confusa, waardeloos, verschrikkelijk, schifo, pessimo, not good, not great, no good, sub par, subpar, dated,
    old fashioned, from 1998, acting up, playing up
    """,
)

WISH = Group(
    "open wish",
    Kind.WISH,
    "Wishes without a content: nicer, better, simpler, something has to change.",
    """
    could be ~ better|nicer|simpler|easier|improved|more|clearer|friendlier,
    should be ~ better|nicer|simpler|easier|improved|more|reconsidered|intuitive|modern|clearer|friendlier,
    would be ~ better|nicer|simpler|easier|great|good|nice, more intuitive|modern|user|friendly, user friendly,
    intuitive, improve, improved, improvement, improvements, be improved, rethink, rethought, reconsider,
    reconsidered, redesign, overhaul, revamp, modern, do something, do something about, sort it out, sort out,
    please fix, fix it|this|the, fix, please help|look|do, please have a look, have a look, take a look, look into,
    look at the, needs work|attention|help|fixing|improvement|love, has to change, needs to change,
    something about|wrong|off|strange|weird, something is|has, something's, somehow, less painful|annoying|clunky,
    better one, rework, redo, redone, start over, scrap, bin it, burn it, ditch,
    can you|somebody|someone|anyone check|look|fix|help|improve, please check, any chance, any news, let's talk,
    talk to us, not a huge fan, a huge fan, deserve, deserves, promised, still waiting, i avoid, avoid the,
    avoid it, i wish, could use some|a, could do with, with some tlc, some thinking, needs a rethink,
    need a rethink, something needs|has|must|should, must be a, there must be, should be a better, a better way,
    smarter way, better way, leaves much, desired, up to scratch, what a, who came up, who thought, who designed,
    who decided, whose idea, was designed by, where do i even|start|begin, even start, overall, in general,
    why is the, why is it like, like this, give us, was built for, made for, pain point, struggles with,
    struggle with, challenges with, challenging, concerns about, not user, ein witz, bitte verbessern, mejorar,
    améliorer, melhorar, take this forward, step back, gone downhill, go back to the old, want ~ back, a bit nicer,
    so much more, don't help, doesn't help, not helpful, not helping, not work for|well, doesn't work|work for,
    isn't working, not working, just not working, is not working, doesn't serve, not what we|i need, never what we,
    can't put my finger, not sure why, no idea why, don't get me started, no words, say no more, say any more,
    for some reason, issue with, issues with, problem with, problems with, an issue, a problem, trouble with,
    struggling, get stuck, gets stuck, feels|feel right, believe it, believe in, workshop, as discussed, you know,
    i mean, dislike, not a fan, don't like, doesn't like, won't use, not happy, unhappy, complain, complains,
    complained, complaining, political, never works|work|right
    """,
)

MOOD = (VERDICT, WISH)
