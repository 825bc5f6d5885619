"""Trouble of order, meaning, explanation and counting. Lines as explained in `lexicon`."""

MISTAKES = """
sort_order < c_order : sort | sorted | sorts | unordered | alphabetical | alphabetically | NOT first | NOT on top |
    ranking | rank | before email | wrong customer first | wrong order | by creation | by create date | by date |
    ordered by | order by | come first | results before | bottom of list | priority | reorder | rearrange | stay in
    sequence | in front of | underneath | has to scroll past | start .. wrong one first | newest | oldest | newest
    first | oldest first | random order | no order | wrong way round | upside down | order makes no sense | by name
    | by amount | by urgency | most urgent | by priority | prioritise | most important | important ones | comes last
    | right at bottom | page three | last page | way down | top of list | at top | on top | first in line | can't be
    sorted | NOT be sorted | NOT sort | can't drag | in any order
confusing_values < c_values c_meaning : overlap | overlapping | mean different | means different | different things
    | confusing | confuse | confused | unclear which | ambiguous | other way round | NOT know whether | NOT know
    which | nobody knows which | difference between | same meaning | synonyms | everyone .. uses different |
    everyone .. different | uses different one | interchangeable | vague values | similar values | sound same |
    sound alike | nobody knows .. from | names differ | mixed up | different roles | inconsistent | read wrong |
    which one to | which to take | which to pick | which to use | which one counts | vs | versus | two fields for |
    both mean | identical | each rep .. different | interpretation | toss coin | depends who | tell .. apart |
    different from team | say difference | two names | different names | mean same | same thing | near identical |
    nearly the same | almost the same | what's the difference | what is the difference | no difference | which is
    which | which to choose | choose which | pick which | all pick | each pick | all use | we all pick | everyone
    picks .. else | pick another | picks another | several that fit | NUM that fit | more than one fits | could be
    either | both fit | both apply | sounds like | double meaning | two meanings | more than one meaning | means one
    thing | another thing | to us and | in emea | differs between | differ between | different in | not the same in
    | same field twice | field exists twice | two fields | two dates | two boxes | NUM fields for same | similar
    names | similar name | same name | or is it | which field | what's .. difference | when to use which | which do
    I use | which one do I use | which of both | do I use | gut feeling | by feel | by mood
no_guidance < c_training c_meaning c_know : no help text | no help | no legend | no explanation | no guidance | NOT
    explained | undocumented | nobody knows what | nobody knows how | easy or hard | hard or easy | what do .. mean
    | NOT described | what to enter | what to put | no description | unexplained | never trained | NOT trained |
    nobody explained | never shown | nobody showed | NOT know how | how to | no documentation | no training | trial
    and error | everyone does .. differently | instructions | tooltip | help text | help field | unclear how | good
    or bad | guideline | nobody explains | onboarding material | what counts | no instructions | ask NUM | NUM
    answers | everyone interprets | gross or net | does it mean | supposed to | am I supposed | what goes in | what
    belongs | what am I | unclear whether | unclear what | no example | no examples | not clear what | NOT clear |
    nowhere explained | NOT documented | NOT written anywhere | nobody could tell | no idea what to | no idea how |
    NOT understand | don't understand | what .. stands for | stand for | each rep enters | everyone enters |
    everybody enters | new people | left to guess | not intuitive | no manual | who knows what | everyone .. own way
    | no hint what | NOT say what | no briefing | what drives | why it changed
definition_changed < c_definition c_numbers : definition | redefine | meaning changed | changed meaning | changed ..
    meaning | rename | since update | since change | since the release | now contains | now counts | counts .. now |
    now includes | used to | used to be | someone changed | somebody changed | somebody altered | alter | lowered |
    raised | threshold changed | threshold change | without notice | incomparable | NOT be compared | NOT comparable
    | changed without | trend broken | no announcement | doubled because | moved to signing | what counts as | since
    somebody | quietly | goalposts | criteria changed | now means | no longer means | new definition | old
    definition | were changed | changed in | changed last | new rule | suddenly | overnight changed | means
    something else | history is wrong | nobody told .. changed | not announced | now requires | didn't in | has
    become | changed silently | exit criteria | counted differently | different way of counting | new formula |
    formula changed | calculation changed | new criteria | new logic | logic changed | NOT mean .. any more | mean
    .. before | meant .. until | moved without | no longer includes | no longer counts | no longer contains | since
    last month | since last quarter | since last week | from one day to | trend line | NOT comparable with | apples
    | changed overnight | different since | stage names changed | introduced without | new meaning | new threshold |
    new calculation | what happened to | anymore compare | retroactively | retroactive | definition .. changed |
    count .. differently since | differently since | since summer | since spring | since winter | since autumn |
    since january | since march | since april | since q1 | since the merger | since the reorg | since the new
count_extra < wrong_count c_numbers : counts | counted | credits | contains | include | count as | double count |
    counted twice | inflate | too high | still count | held | overstated | overstate | added together | summed | sum
    up | both summed | full sum | still appear | shouldn't be in | shows double | twice in total | test deals | gets
    credit | take .. credit | counted as | logged as | inflated by | inflates | count in | look busy | make .. look
    | are in it | shows up as | treated as | considered | appears as | sums both | even counts | counts twice |
    still in | still part of | shouldn't count | should not count | pumped up | too good | too optimistic |
    overcounts | counts every | counts anyone | counts all | padded | bloats | not filtered out | mixed in | pollute
    | polluted | pollutes | twice in the | counts .. twice | are counted | counts renewals
count_missing < wrong_count c_numbers : exclude | leave out | left out | ignore | NOT count | NOT counted | NOT
    included | NOT include | NOT in it | be short | too low | NOT part | omit | look like zero | NOT consider | NOT
    show up | understated | missing from total | missing from .. report | gets nothing | NOT get credit | NOT appear
    in | say 0 | shows 0 | shows zero | shortfall | overlook | NOT deducted | NOT taken into account | NOT
    considered | forgets | skipped | skips | doesn't reach | not part of | are missing from | is missing from | too
    small | NOT reflected | NOT reflect | drops out | falls out | fall out | not in the total | blind to | NOT see
    deals | NOT see renewals | only counts | counts only | only includes | includes only | only looks at | looks
    only at | goes missing | invisible in | not credited | no credit | misses deals | hides deals | hides small |
    aren't part | aren't credited | never appears in | NOT credited | small deals missing | misses
wrong_count < c_report c_numbers : wrong total | wrong sum | wrong number | NOT add up | miscount | NOT match |
    number .. wrong | total .. wrong | figure .. wrong | off by | doesn't sum | calculated wrong | wrong calculation
    | counts wrong | count is wrong | measured since | count from | counts from | counted from | measured from
mismatch < c_report c_numbers : mismatch | differ | NOT match | discrepancy | different number | different numbers |
    NOT reconcile | NOT agree | two numbers | NOT tie | NOT same as | off from | versus finance | contradict |
    conflicting | adds up to | when sum | NUM versus NUM | percent above | percent below | gross | NOT deducted |
    higher than | lower than | NOT equal | different from finance | different from what | says NUM | shows NUM but |
    while .. says | whereas | two versions | which is right | which one is right | NOT same number | disagree |
    disagrees | don't line up | NOT line up | inconsistent numbers | bigger than | smaller than | and report says |
    conflicting numbers | NOT the same as | is different from | other number | versions of truth | same percentages
    | treats them alike | treated alike | treats .. the same | doesn't match what | NOT match what | if I add up |
    if we add up | when I add up | when we add up | add up the | I get NUM | page says NUM | differs from my | NOT
    agree with
wrong_credit < c_report : under .. name | last touch | first touch | all credit | who gets credit | credited to
c_demand
c_effort
c_values
c_slow
c_broken
c_loss
c_limit
c_auto
c_permission
c_visible
c_notice
c_missing
c_report
c_order
c_training
c_definition
c_duplicate
c_link
c_elsewhere
c_ownership
c_sync
c_old
c_process
c_timing
c_value
c_search
c_unused
c_login
c_format
c_know
c_cannot
c_meaning
c_gone
c_transfer
c_twice
c_numbers
c_unasked
c_wait
"""
