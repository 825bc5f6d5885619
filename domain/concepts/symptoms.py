"""More ways to speak of troubles: by what people see, by what they do instead, by what it costs them.

Lines as explained in `lexicon`; they add to the concepts of the same name.
"""

SYMPTOMS = """
required : system wants | wants a name | wants me to | before it allows | demanded | insists | compulsory | pflicht |
    obligatorio | star next to | can't go on without | no saving without | forced to fill | type 0000 | type 000 |
    enter dummy | put xxx | shouldn't need | makes me explain | unless I choose | without picking | without choosing |
    asks me for | stops me until | field is mandatory | must pick | mandatory | makes me fill | has to have | won't
    save
required_early : nobody knows that yet | don't know yet | NOT met yet | hasn't been sent | haven't got | sends ..
    after signing | they're still here | before there's a deal | before they churn | too early | no idea yet | yet to
    be decided | hasn't been chosen | before the first meeting | nobody knows it by then | first call | not decided
required_irrelevant : which have no | has no post code | NOT have one | even for software | even for services | for
    saas | nothing to ship | our team has only one | always the same | same for us | doesn't exist in our | for us
    it's always | don't have a | there's no such thing | only has one | not applicable
fake_value : like everybody else | click anything | click next | without looking | choose anything | nothing honest |
    make something up | random | put a dot | the first option | put other | whatever is first | just to get rid
too_many_fields : endless | box 14 | boxes | they've hung up | questionnaire | far too long | too long | interrogation
    | novel | so many questions | NUM fields | NUM boxes | 14 mandatory | asks for everything
too_many_clicks : extra screen | six clicks | clicks | confirm twice | two confirmations | pop ups | extra step |
    extra click | through four screens | detour | another tab | have to open each
too_many_values : 31 values | values to choose | has 96 | too many options | scroll through | long list | choose from
    | NUM options | NUM values | way too many
slow : coffee | kettle | takes NUM seconds | takes a minute | loads for a minute | hangs | still drawing | loading |
    takes NUM s | spinner | slow | ages | crawls | freezes | lag | seconds to | minute to load | forever | takes ages
    | went for coffee | half a minute | brew | make tea | sluggish
crash : error message | fails | breaks | stops working | drops after | error | dies | white screen | blank page |
    broken | loop | sent back to login | stops at the first | doesn't work | does nothing | dead link | failed
lost_data : gone | vanished | vanish | disappears | wiped | throws away | loses | lost | dropped | strips | swallowed
    | eaten | is blank | are gone | not kept | disappear | emptied | lose | missing afterwards | my text is gone |
    forgets
truncated : capped | cut off | cut at | stops at | only the first hundred | first hundred | limited to | limit | too
    heavy | forty megs | max | maximum | only shows the first | chopped | no more than | at most | glued together |
    system says no | over NUM mb | above NUM mb | characters only | shows just NUM | shows NUM only | too big
overwritten : jumps to | jumps back | resets | reset | put back | puts .. back | moves by itself | by itself | next
    morning it's back | back with the | again says | when I open it next time | the next time it says | replaced |
    replaces | undone | reverts | overwritten | overwrites | goes back | changes itself | is back on | after saving ..
    reads | every night | turns back | falls back | again on monday | mailable again | switches back | unticks |
    unticked | wide again | set back
permission : needs an admin | only admins | admin has to | admin ticket | open a ticket | ask an admin | rights | not
    allowed | read rights | admin rights | ask ops | ask revops | need an admin | only the admin | may not | aren't
    allowed | wait for an admin | privileges | only ops
readonly : locked | greyed out | can't be changed | can't change | can't edit | can't be edited | frozen | gesperrt |
    not editable | no way to change | no way to correct | can't correct | stuck to | can't override | can't be
    overridden | can't switch | can't fix | can't adjust | once saved | uneditable | no edit button | can't update |
    can't touch | closed for editing
no_access : can't open | no access | no rights to | insufficient | can't be opened | blind to | access denied | can't
    get into | can't log in | closed to | doesn't let me in | hidden from me | not for my eyes | share an account |
    share .. login | share .. account
too_visible : visible for the whole team | visible to everybody | landed on the customer's timeline | everyone can
    read | others can see | external partners can read | picks up private | private | whole company sees | shows up
    for all | brings private | can be read by | customer saw | everyone sees | dentist | in the open | exposed
not_visible : can't see | isn't visible | don't see | doesn't show | isn't shown | blind | tells the crm nothing |
    didn't know they had | before anyone told me | not there | NOT displayed | nowhere to see | hidden | walked into |
    doesn't appear | don't appear | where is | shows nothing | no idea whether | without knowing | have to ask | no
    way to see | had no idea | learned it from | don't find | not on the layout | only .. can see | invisible | can't
    tell | no sight
not_told : nobody is told | no notification | nobody told | not notified | found out | stays silent | noticed when |
    no warning | zero warning | nothing warned | without a word | no alert | no reminder | learn from the customer |
    NOT informed | by accident | unannounced | gets no notification | learn .. by chance | doesn't notify | we find
    out | nobody gets told | nobody noticed | no heads up | out of the blue | no one tells | don't notify
missing_option : lacks | isn't an option | no option | has no option | nothing honest I can choose | nothing that fits
    | none of mine | not in the list | other for half | should have | doesn't offer | missing value | not on the list
    | only has | only offers | is missing | not enough options | no fitting | no choice for | NOT selectable | only
    price
missing_filter : can't be filtered | can't filter | filter by | no filter | switch to my | narrow down
missing_column : no column | column for | shows ids | column missing | not as a column
missing_function : no way to | can't be | isn't possible | impossible | there's no button | no button | no preview |
    can't do | doesn't let me | couldn't | unable to | not possible | would love
cannot_bulk : one by one | one at a time | each one | bulk | mass | in one go | opening 140 | by hand each | click
    through NUM | several at once | individually | one record at a time | mass change | all at once | can't be mass
cannot_undo : can't reopen | reopen | revive | bring back | undo | can't be moved backwards | only one direction | one
    direction | one way | can't go back | back to proposal | set .. again | came back from the dead | moved backwards
    | backwards | restore | go back | no way back | really discovery again | begin anew | start over
no_place_for : no field for | nowhere to | takes only one | only one of us | one name | no room for | lives in my
    inbox | live on my desktop | in my notebook | can only enter one | only one | no field | no place | keep it in |
    in a spreadsheet | where do I put
sort_order : sorted by | sort | sort order | on top | at the bottom | wrong way round | order by
confusing_values : unclear which | which one | no one knows which | nobody knows which | what's the difference | both
    carry the same | same label | two fields called | looks the same | overlapping | nearly equal | same thing twice |
    is meant | has two | vs | has both | pick one | ambiguous | similar names | interpreted
no_guidance : play detective | doesn't say | don't understand | nobody understands | no explanation | doesn't tell |
    unclear | says nothing about | what it means | cryptic | what is wrong | which field is wrong | why it was refused
    | never explained | without saying | error doesn't say | no idea what | no reason given | not explained
count_extra : includes | still counts | counts | is counted | are in there | shows up in | still in | turn up in |
    keep coming up | keeps coming up | still has | contains | still shows | still lists | inflated | too high |
    inflates | are still in
count_missing : ignores | ignored | leaves out | aren't in | not counted | doesn't count | not included | excludes |
    left out | shows zero | shows nothing | doesn't include | pays me nothing | zero for | pays nothing | skips |
    hides | aren't in the total | missing from | too low | doesn't know | doesn't catch | no sum
double_count : counted twice | double counts | once per line | counts .. twice | twice in | counts the same | double
    counted | in there twice | per product | per line
mismatch : disagree | differs from | doesn't match | contradict | while finance has | not the same as | two different
    numbers | don't add up | different number | NUM in one and | finance has | the other says | contradicts | off from
duplicate : twice | two records | created again | doppelt | en double | doubled | again in place of | created several
    times | NUM times | dup | duplicates | creates the same | same one | arrive twice | creates meetings twice |
    second accounts | double | duplicated | three times | four times | in duplicate | two of everything
wrong_pick : wrong account | wrong opp | picks the wrong | always picks | wrong one | offers people from | offers
    other | about other companies | wrong company | attached to the wrong | wrong deal | linked to the wrong | land on
    the | lands on | end up on | goes on the contact
double_entry : retype | type it again | copy and paste | copied from | copy them over | line by line | already on the
    opp | entered twice | asks for .. twice | type twice | again by hand | transfer by hand | copied by hand | same
    data | hunting for it | look it up in | paste | re enter | retyped | retypes | manually
noise : flooded | spam | pings | every reply | eleven a day | too many alerts | reminders for things | too many
    notifications | fires | for each | each time something | muted | mute | get lost | noise | noisy | already ticked
    off | already completed | buzzes | drown | every change | inbox is full | floods | all day
wrong_trigger : too soon | fires on | fires when | doesn't stop | still sends | continues | keeps | after I already |
    although I already | starts on saturdays | runs on saturday | on weekends | triggered by | as soon as somebody |
    even though | when it shouldn't | for no reason | already completed | already done | just demoed
wrong_recipient : sent to the wrong | goes to someone | goes to the primary | wrong person | instead of the signer |
    sent to people | goes to the | waits for a | wrong manager | wrong approver | sits with
absent_person : maternity leave | sabbatical | on leave | on vacation | vacations | vacation | has left | retired |
    someone who has left | isn't even at work | isn't at work | at work | out of office | away till | holidays | who
    left | weeks off | on holiday | in crete | ill | sick leave | no longer works | nobody reads | dead queue
far_away : singapore | time zones away | a night for | wait a night | asleep | other continent | different time zone |
    eight time zones
wrong_assignment : handing | keeps handing | assigned to the wrong | goes to a dead | wrong team | wrong owner |
    belongs to | gave it to | the wrong rep | to someone else | another team | put in enterprise | goes to another
no_owner : nobody's queue | no owner | nobody watches | nobody reads | unassigned | rotting | nobody owns | orphan |
    belongs to nobody | sits in a queue | no one's | in limbo
not_synced : doesn't come back | isn't written back | not written back | doesn't reach | doesn't come through | NOT
    transferred | aren't logged | isn't logged | aren't captured | looks like I never | don't get logged | isn't
    passed | don't get to | still says sent | NOT arrive | never arrives | doesn't make it | aren't attached | don't
    show up | doesn't sync | status isn't | tells the crm | not logged | isn't filed | not attached | nothing arrives
    | doesn't log | not captured | asks me every day | doesn't flow
delay : behind | days late | a week old | lags | hours behind | still last week's | a day later | two days to | lag |
    six hours | takes a day | a week behind | yesterday's | overnight | arrive late | refresh | refreshed | not live
stale : stale | still says | still shows | still has the old | old office | previous address | last year's | not
    updated | hasn't been refreshed | haven't been | weren't updated | from 2019 | outdated | a year ago | out of date
    | in over a year | still in the old | nine months | nine months old | old branding | stays on | was worth in
    january | converted at january | as of last | stopped making | discontinued | stopped selling | retired items |
    former | legacy | archived | obsolete | since 20 | old plan | old logo | NUM months old | months behind
late_process : wait a night | waits | wait two days | sitting there | takes a day | take a day | two days | twelve
    days | hours to reach | takes a week | a week to | isn't booked until | four hours | sits there | stuck |
    bottleneck | everything waits | wait for days | hold up | days to | wait NUM days
too_late : too late | only NUM days before | month left | a month left | days before | after the notice | are over |
    already over | turns up after | when there is a month | comes too late | needs a quarter | last minute | already
    passed
wrong_value : wrong | wrong currency | wrong rate | off | converted | puts .. in | became | turned into | takes the
    group's | mixes up | headcount for a subsidiary | the group's total | calculates | incorrect | not true |
    miscalculated | rounds | whole numbers | round .. up | reckons with | uses the wrong | wrong figure
wrong_day : one day early | day off | wrong day | thursday instead | in US time | an hour late | middle of the night |
    at 3am | 2 am | time zone | hour early | a day earlier | previous day | already monday | as if I'd live
not_carried : copied to | carried over | carry over | doesn't move along | not copied | take over | isn't copied |
    follow to | along | without the products | empty | from the old contract | not inherited | starts empty | pass on
not_found : zero hits | NOT find | no result | gives nothing | can't be found | returns nothing | needs the exact |
    only exact | looks empty | don't find it | doesn't find | nothing comes up | exact spelling | can't find | no
    results | no hits
only_mine : only accounts I own | belongs to tom | own records only | isn't mine | not mine
unused : nobody reads | never read | no report reads | why do I fill | nobody looks | pointless | for nothing | nobody
    uses | no one ever | no use | write only | into the void | useless | nobody needs
logout : logs me out | password again | log in again | session expires | expires after | times out | logged out | sign
    in again | again each | every morning .. password | daily | kicks me out | re login | had to log in | signs me out
format_rejected : rejects | refused | won't accept | get refused | too picky | don't validate | format | doesn't
    accept | bounces | isn't accepted | special characters | not valid | invalid | says the number | no spaces |
    accepts only
plain_text : one blob | lose their formatting | line breaks | formatting | bullet list | as one block | paragraphs |
    bold
unreadable : m?ller | mller | umlauts | question marks | breaks umlauts | garbled | accents | became m | encoding |
    strips the accents | broken characters | hieroglyphs | squares
shared_limit : takes only one | one name | only one of us | second | takes one | only one partner | we've got three |
    just one | one person only | allows one
blocks_duplicate_rule : because there's one | common names | thinks it's a copy | duplicate warning | duplicate popup
    | a second .. same company | same company | already exists | the second contact | another contact at
offline_loss : no signal | offline | basement | no reception | warehouse | on the plane
layout_bad : eats half | half of my screen | cover | scroll down | in the way | at the very bottom | too small |
    overlaps | hide | collapse | takes up | can't be collapsed | clutter | hidden behind | tiny | scrolling | below
    the fold
missing_mobile : on the phone | on my phone | phone app | from his phone | on the tablet | iphone | mobile | not on
    the app | in the app | wait till I'm at my desk | until I'm back at the desk
skippable : optional | skip | can be skipped | press skip | lets sales skip | starts with nothing | arrive .. without
    | left empty | nobody fills | can be left | not enforced | isn't mandatory | should be mandatory | should be
    required | blank half
unclear_change : unannounced | zero warning | without a word | overnight everything | was different | moved around |
    no release note | nobody announced | deployed | suddenly
one_direction : backwards | one direction | can't go back | earlier stage | really discovery again | back to proposal
    | proposal again | step back | back again
free_text_mess : free text | typed freely | normalise | normalize | spelled | spelling | everyone writes | written
    differently | thirty days | five spellings | typos | all kinds of | free form | no picklist
no_history : who changed | no history | when it was changed | see what it was | audit
wrong_credit : credit to | got the credit | gets credit | credit disappears | last touch only | shows web | shows
    nothing | marketing got | don't get paid | for the meeting | as source | attribution | not credited | web as
    source
cannot_create : can't create | couldn't add | can't add | not allowed to create | creates the same one | won't let me
    add
cannot_log : can't log | no way to log | nowhere to record | log a call without | won't let me log
cannot_delete : can't delete | can't get rid | can't remove | impossible to remove
old_people : still shows people who left | includes leavers | people who have left | people who left | who left |
    people that left | left the team | inactive users | former reps | has left | since he left | reps who left
"""
