"""Trouble of what is asked, slow, lost, locked, hidden or missing. Lines as explained in `lexicon`."""

HURDLES = """
required < c_demand : makes me @enter | make me @enter | made me @enter | makes us @enter | need value | ask for ..
    before | ask for .. at | ask for .. when | asked for .. before | insists on | required | require | mandatory |
    compulsory | obligatory | must have | demand | forced | force | oblige | @must @enter | @must .. @enter | have
    to @enter | have to .. @enter | need to @enter | need to .. @enter | need before | need at | need to .. save |
    must .. before | NOT @save without | NOT @save .. unless | NOT @save .. without | NOT @save .. until | NOT
    @advance .. unless | NOT @advance .. without | NOT @advance .. until | NOT .. until | NOT .. unless | NOT ..
    without | NOT empty | NOT be blank | NOT leave .. blank | NOT leave .. empty | NOT be skipped | NOT skip | ask
    me for | asked for | wants to know | want .. before | want .. paragraph | want .. from | made to | gatekeep |
    gate | block .. save | block .. saving | block @save | block @advance | block logging | block creating | stop ..
    moving | stop .. saving | stuck until | stuck at .. until | without choosing | without saying | prerequisite |
    hard stop | validation error | validation rule | NOT proceed | NOT progress | only lets .. if | lets .. only |
    needs text | unless @enter | until @enter | refuses to save | refuses to @save | save .. blocked | asterisk |
    red star | NOT optional | should be optional | make .. optional | won't accept | NOT accept | won't go on | NOT
    go on | NOT continue | NOT finish | NOT submit | NOT close it | NOT close .. unless | NOT close .. without | is
    enforced | enforced | enforce | keeps me from | holds up | won't let | NOT let | hard requirement | requirement
    | red box | red message | must not be | needs filling | needs a value | needs an entry | has to be | must be |
    have to be set | has to be set | have to tick | must tick | must choose | must select | asks every | asks each |
    asked every | asked each | wants every | wants each | expects | expected to | no way around | NOT get past | NOT
    get through | get past | get through | NOT bypass | no skip | skip | refuses | refuse | can't be left | be left
    blank | left blank | have to name | must name | must give | have to give | insist | was asked why | asked why |
    am asked | gets asked | get asked | ask why | asks why | asks me why | wants a reason | want a reason | reason
    required | NOT stay empty | insists | form insists
required_early < required : too early | too soon | NOT know yet | NOT know .. yet | NOT .. yet | before know |
    before .. know | before first | before .. first | long before | at creation | on creating | on create | at
    creating | when create | when .. create | brand new | at that point | at this point | at that stage | at stage
    NUM | in stage NUM | premature | first stage | second stage | only know .. after | only known after | only learn
    after | only find out | know only .. after | NOT .. until after | NOT known until | NOT decided until | before
    .. spoken | before .. talked | before .. heard | before .. met | before even | day one | on day one | first
    contact | first call | at signature | NOT been decided | nobody .. planned | nobody planned | NOT heard | guess
    | guesswork | before proposal | before discovery | before qualification | weeks later | months later | weeks
    before | months before | later in process | NOT possibly know | far too early | no idea at | no idea yet | no
    clue yet | unknown at | nobody knows at | NOT exist yet | NOT introduced | haven't met | only comes up later |
    comes later | from the start | early on | right at start | still unknown | only clear after | way before |
    before .. is topic | nobody has sent | planned weeks after | planned after | gets planned | isn't signed |
    before signed | before .. signed | NOT signed yet | NOT agreed yet | NOT clear yet | NOT settled | still
    negotiating | NOT fixed yet | NOT started | hasn't started | NOT finished | nobody can know | who knows at |
    crystal ball | fortune teller | make a guess | guessing game | wild guess | wet finger | at first meeting |
    first conversation | after first call | only talked once | as soon as create | at opening | when I open a new |
    fresh deal | on new deals | new opp | as early as | early stage | early stages | already in stage | already at
    stage | already in discovery | still in discovery | in discovery | at qualify | at qualification | at
    prospecting | at intake | later stage | in later stage | belongs in stage | belongs later | ask .. later |
    should come later | should be asked later | rather at | could wait until | ask me after | ask after | can only
    answer | only customer can | learn .. in stage | learn it in | know that until | know that before | know this
    before | know it until | until the contract | until the workshop | until signature | until proposal | until late
    | comes up in | end of the process | decided .. later | decided later | gets decided | week later | week after |
    weeks after | months after | before its due | assigned later | planned later | settled later | after the fact we
    | before anyone | before anybody | before there is | first touch | not introduced
required_irrelevant < required : useless in | useless for | NOT apply | NOT applicable | irrelevant | makes no sense
    for | make no sense for | have none | NOT have any | NOT have that | NOT relevant | NOT every | NOT all have |
    even for | even if | overkill | pointless for | same checklist | same rules as | doesn't fit our | for deals
    under | for small | one size fits all | nothing to do with | no need in | never have | NOT use that | NOT make
    sense for | no sense for | no sense in | no sense with | makes sense only | only makes sense | applies only |
    only applies | NOT for us | NOT meant for | NOT needed for | unnecessary for | superfluous | NOT concern | have
    nothing to | they have none | there is none | there isn't any | isn't one | NOT exist for | doesn't exist in |
    not used in | for each tiny | no matter | regardless of size | for tiny | for a small | for existing customers |
    with existing customers | for renewals too | even renewals | even on renewals | even upsells | although there's
    no | although they have no | although we have no | though there's none
fake_value < required : type zeros | enter zeros | zero | 000000 | tbd | xxx | put low | everyone puts | everybody
    puts | everyone types | everyone picks | everyone selects | invent | make up | made up | first in list | first
    one | top one | dummy | placeholder | bogus | fake | random value | garbage | random | whatever | type anything
    | put anything | enter anything | anything to get | full stop | choose whatever | junk
too_many_fields < c_effort : endless | too long | too many fields | too many boxes | too many questions | NUM fields
    | NUM boxes | NUM questions | NUM entries | NUM values to | NUM items | scroll | never ending | overloaded |
    bloated | many fields | form .. long | half fields | long form | essay | novel | questionnaire | interrogation |
    overkill | asks NUM | wants NUM | NUM things | far too much | wants .. and .. and | too much to fill | so much
    to fill | repeats | far too many | half a page | two pages | three pages | whole page | tax return | interview |
    whole form | mandatory fields | before I can save | takes NUM minutes to fill | minutes to fill | quarter of an
    hour | half an hour | NUM separate | shorter form | cut it down | only need NUM | only reads NUM | too many
    required | eleven boxes | boxes to tick | only to store | just to store | just to save | just to add | only to
    add | only to save | just to create
too_many_clicks < c_effort : click | NUM clicks | NUM screens | NUM tabs | NUM pages | too many clicks | buried |
    NUM steps | through .. screens | deep | many clicks | cumbersome | hop between | jump to | jump between | switch
    between | back and forth | long way | hidden behind | on main page | shortcut | no button | tedious | detour |
    several menus | NUM windows | NUM levels deep | NUM menus | NUM pop | several clicks | lots of clicks | extra
    click | extra clicks | clicking | click through | clicking through | leave the page | open another | separate
    page | other tab | another tab | another screen | other screen | open NUM | have to open | to get to | three
    levels | nested | submenu | sub menu | wizard | too many steps | go to another | bounce | in two tabs | keep two
    tabs
too_many_values < c_values : too many values | NUM values | list too long | too many options | four values | long
    list | NUM options | NUM entries | NUM choices
slow < c_slow : slow | slowly | spinner | spin | spinning | NUM seconds | NUM sec | half minute | hang | lag | laggy
    | sluggish | ages | forever | eternity | take ages | take .. seconds | take .. minutes | time out | timeout |
    loading | keep loading | coffee | crawl | unresponsive | performance | wait .. seconds | wait .. minutes |
    waiting while | wait for .. page | until can type | blocked while | blocks typing | hourglass | seconds per |
    seconds until | minute to | minutes to open | minutes to load | draws | grey screen | beachball | churn away |
    freezes | freeze | drag | patience | snail | faster | loading bar | progress bar | takes NUM sec | sec | never
    finishes | never stops loading | freezing | stalls | stall | stutter | choppy | drags | watch paint | stare |
    for minutes | several seconds | several minutes | a full minute | minutes until | loads forever | takes so long
    | takes too long | take long | takes long | takes half | waiting for it | waiting time | wait for | time to load
    | loading time | response time | slow to | slower | crawls | go make tea | tea | brew | kettle | white page |
    blank while | half loaded | doesn't respond | NOT respond | jammed | spinning wheel | wheel | looking at a |
    long time to open | open on mondays | forever to open
crash < c_broken : crash | error message | get error | red error | close itself | white screen | blank page | bug |
    fail | failure | NOT work | NOT working | stop working | dead link | link dead | leads nowhere | error page |
    404 | NOT exist more | NOT start | NOT open | throws error | error | exception | dies | goes blank | stays blank
    | stays white | shuts down | force close | fails with | failed | broken since | doesn't do anything | nothing
    happens | button does nothing | NOT load | won't open | won't start | won't load | unexpected | unknown error |
    component error | internal error | NOT respond
lost_data < c_loss c_gone : lost | lose | gone | vanish | disappear | wipe | erase | NOT saved | NOT save | NOT keep
    | throw away | throws away | swallow | drop | NOT survive | deleted by | deleted when | evaporate | blank out |
    blanked | NOT there .. more | missing after | start over | type .. all again | went away | nowhere to be found |
    went missing | go missing | goes missing | no trace | disappears | disappeared | lost everything | loses
    everything | all lost | wiped out | clears | cleared | empties | emptied | discard | discarded | eaten | eats |
    ate | nuked | not there afterwards | nothing was saved | NOT been saved | NOT autosave | no autosave | no draft
    | save drafts | save draft | half written | typed .. gone | wrote .. gone | everything .. gone | unsaved
truncated < c_limit c_gone : cut off | cut | cuts off | truncate | chop | clip | NUM characters | first NUM | only
    first | only lists first | stop at | stops at | stop after | ends at | ends somewhere | limit | maximum | max |
    too big | over NUM mb | size limit | row limit | NOT .. more than | no more than | only show NUM | NUM levels |
    too large | capped | ellipsis | half sentence | rest is missing | rest missing | max length | NUM rows | end ..
    missing | one line | single row | more room | NUM words | too short | too small | NOT enough space | longer text
    | won't fit | NOT fit in | doesn't fit in | only room | last part | sentence .. missing | second half |
    disappears after | beyond | at most | NUM max | no room | NUM at a time
overwritten < c_auto c_gone : overwrite | overwritten | reset | set back | sets .. back | back to | back on | revert
    | jump back | jump | go back to | goes back | went back | flip | turn into | changes to | changes .. to | change
    by itself | by itself | undone | clobber | push .. back | pushes .. back | set again | restart | go to zero |
    goes to zero | overridden | all turn into | put back | something else after | say something else | each morning
    | each night | every night | overnight | NOT stick | NOT stay | keeps changing | replaces | undoes | blanked
    when | wipes | rolled back | lost every | forgets | forget | NOT remember | remembered | set .. again | replaced
    by | unticks itself | untick | unchecks | itself | erased by | undone by | changed back | turned back | switches
    back | swaps back | keeps going back | keeps resetting | keeps reverting | keeps jumping | won't stay | doesn't
    stay | NOT hold | gone next morning | next day it's | back again | turned into | becomes again | reverts | set
    to .. again | fall back | falls back | moves back | snaps back | put in .. by system | without me touching |
    nobody touched | no one touched | changed without | my change .. gone | my changes .. gone | loses my setting |
    have to reset | have to set .. again | overwriting | gone as soon as | gone when .. save | gone after .. save |
    disappear when .. save | disappears when .. save | vanish when | new owner each | again in the morning | in the
    morning .. again | moves .. every night | belong to .. again | NOT kept | doesn't keep
permission < c_permission : permission | privilege | rights | access rights | restricted | authorised | ask ops |
    ask admin | only admin can | only ops | message .. each time | chase | ask .. every time | ask .. each time |
    need to ask | have to ask | must ask | has to ask | ask .. to change | ticket .. to change | raise ticket | via
    ops | only owner | NOT owner | on behalf | profile | padlock | beg | gatekeeper | NOT permitted | NOT authorised
    | admin rights | NOT enough rights | insufficient rights | role NOT allow | forbids | forbidden | access to |
    ask .. admin | wait for admin | need admin | through admin | depend on .. to | must go through | have to go
    through | log a request | admin request | on our behalf | beg ops | need ops to | only ops can | have ops | go
    via | go through ops | plead
readonly < c_permission c_cannot : read only | readonly | read rights | view only | NOT edit | NOT be edited | NOT
    be changed | NOT editable | locked | greyed | NOT @edit | NOT .. edit | NOT .. change | no edit rights | no edit
    | only .. can change | only .. can edit | only .. may | NOT correct | NOT modify | NOT .. changed | write access
    | NOT adjust | NOT overridden | NOT be overridden | NOT override | no way to change | no way to put | no way ..
    to correct | NOT accept input | closed for | NOT set myself | only rep can | only ae can | only admins | no
    means to | no means for | NOT owner | NOT my record | only look | must ask .. to update | NOT let me edit | NOT
    let me change | NOT let me correct | NOT let me fix | NOT let us | may look but | look but NOT touch | no pencil
    | pencil | no right to change | NOT amend | NOT update it myself | myself | can't alter | NOT remove the | NOT
    reassign | NOT touch | NOT allowed to change | NOT allowed to edit | NOT allowed to update | NOT permitted |
    blocked for | closed to
no_access < c_permission c_know c_cannot : no access | insufficient access | insufficient privileges | NOT open |
    NOT have access | NOT allowed to see | access denied | no read access | no rights | profile NOT | hidden from |
    NOT get to see | denied | NOT .. see theirs | NOT able to open | locked out | NOT let .. see | NOT let .. open |
    access request | 403 | NOT let in | keeps me out | locked out of | NOT open .. record | can't get into | NOT get
    into
cannot_log < c_permission c_cannot : NOT log | NOT add calls | NOT able to add | NOT log anything | NOT log
    activities | NOT able to log
too_visible < c_visible : everyone can see | everybody can see | visible to everybody | visible to everyone |
    private | confidential | exposes | can see contract | can see .. margin | partners can see | leak | see everyone
    | exposed | colleagues can see | privacy | personal | should not be visible | shouldn't be visible | see too
    much | sees too much | can read my | read by everyone | open to all | open to everyone | public | to the whole
    company | to all users | all users see | NOT hide from | salary | sensitive | can be read by | can be edited by
    anyone | edited by anyone
not_visible < c_visible c_know : NOT see | NOT visible | NOT show | NOT shown | NOT displayed | NOT display | NOT
    appear | hidden | invisible | NOT on page | NOT on .. page | is NOT on | is NOT in | missing in | missing on |
    missing from | NOT there | nowhere | NOT tell | NOT tell who | NOT tell which | NOT tell apart | hear .. from
    customer | must open .. to find | open .. to see | phone .. to hear | no hint | without sign | shown without |
    sign missing | show no | no sign | NOT listed | blind | no .. visible | unaware | there was no | collapsed | NOT
    say which | NOT say whether | NOT show whether | NOT highlighted | stand out | nothing .. tells | nothing tells
    | no indication | no indicator | no overview | have to open each | NOT obvious | find out in front | find out |
    no idea which | no idea what | no idea whether | no idea who | no idea how | I don't see | never see | never
    sees | NOT get to see | can't look up | cannot tell | ask sales every | ask .. every time | have to ask | must
    ask | have to call | have to phone | have to message | ask colleague | ask the rep | ask around | nowhere in |
    no trace of | no view of | no visibility | visibility | in the dark | black box | not on the list | not on the
    card | doesn't say | doesn't display | does not display | isn't displayed | isn't shown | aren't shown | isn't
    visible | aren't visible | hides | hide | hiding | hidden in | can't check | could not see | no sign of | no
    marker | no flag | no badge | no icon | no colour | same colour | looks the same | look the same | look alike |
    NOT distinguish | can't distinguish | indistinguishable | not obvious | can't spot | NOT spot | overlooked |
    easy to miss | out of sight | what drove | hides small | can't look at | NOT look at | no way to see | no way of
    seeing | no chance to see | NOT know when | can't find out when | NOT know who | can't read | NOT read what |
    cannot read | is invisible for | invisible to | no insight | no view into | NOT have a view | no window into |
    can't view | NOT view
not_told < c_notice c_know : NOT notify | NOT notified | nobody told | NOT told | NOT tell .. anything | no
    notification | no confirmation | hear nothing | NOT informed | find out by accident | found out by accident | by
    accident | nothing tells | silently | without telling | without notice | NOT announced | no feedback | no alert
    | NOT alerted | hears about | hear about | learn about .. from | NOT get a message | no word | kept in the dark
    | out of loop | nothing warns | nothing .. warns | no one said | nobody said | said nothing | never told | NOT
    warn | no warning | learn .. from customer | find out .. customer | heard it from | find out from | found out |
    no message | no email about | NOT let me know | only noticed | noticed by chance | surprise | surprised | never
    hear | hear about it from | NOT aware | no ping | no alert when
missing_option < c_values c_cannot : has just | only has | has only | only have | under other | as other | is
    missing | list .. missing | misses | value .. missing | option .. missing | no option | something between | none
    fits | lack | list miss | NOT in list | NOT on list | NOT in picklist | only offers | no value for | missing
    value | nothing in between | in between | end up as other | ends up under other | no fitting | picklist missing
    | NOT cover | NOT fit | only fixed values | list .. miss | no suitable | no matching | need another value | no
    entry for | yes no | yes or no | yes and no | forced into | closest | nearest | neither | no such option |
    choose between | neither applies | nothing fits | none applies | not one of | NOT among | forced to choose |
    closest match | stick it under | put it under | put under | catch all | miscellaneous | misc | no choice for |
    no way to say | no answer for | NOT have value | has no value | have no value | NOT offered | isn't offered |
    list stops at | list knows only | list .. no | dropdown .. no | isn't an option | NOT an option | picklist ..
    without | there's no choice | no status for | no stage for | no type for | no reason for | no reason called | no
    category for | too few options | too few values | need more options | want more values | add .. to list | add ..
    value | new value | more granular
missing_filter < c_report : filter missing | missing filter | can only filter | filter by | no filter | NOT filter |
    NOT be filtered | lack filter | narrow | can only do | by segment | group by | grouped by | split by | filtered
    by | per product | by product | breakdown | break down | slice | drill down | cannot be split | segment by |
    only total | per region | by region | by team | per team | by owner | can't view by | NOT only my | only for me
    | NOT see only | see everything | whole company | entire company | all regions | all teams | NOT exclude | NOT
    hide | can't exclude | can't hide | can't limit | NOT limit | narrow down to | restrict to | restricted to | NOT
    restrict | NOT separate | can't separate | NOT separated | separately | new and existing | mixes | mixed | lumps
    | lumped | lumped together | all in one | one bucket | same bucket | aggregate | aggregated | only overall |
    only in total | only the total | not per | by country | by month | by rep | by csm | by stage | by partner | by
    industry | by quarter | by competitor | by channel | no split | no segmentation | dimension
missing_column < c_report : no column | column missing | lack column | NOT column | no .. column | need column |
    changed since | what changed | what moved | moved column | compare screenshots | add column | extra column |
    week on week | compared with last | shows .. not .. changed | don't show amount | NOT show amount | doesn't have
    .. column | add a column | no date column | need to see .. next to | NOT include column | column for | what is
    new | what's new | what's changed | since monday | since last review | since last week | week over week |
    movement | moved since | slipped | pushed deals | which deals moved | which deals changed | which ones moved |
    what happened since | delta
no_place_for < c_missing c_cannot c_transfer : no place for | nowhere to record | no field for | where .. record |
    NOT be logged | NOT record | nowhere to put | no room for | only enter one | NOT write | NOT note | no space for
    | NOT be entered | second .. field | add third | NOT add | no box for | NOT captured | captured anywhere | where
    .. put | nowhere to write | NOT capture | NOT stored anywhere | isn't a field
missing_function < c_missing c_cannot : no button | no way to | NOT possible | NOT be booked | NOT support | no
    function | unable to | NOT offer | missing feature | wish could | can't be done | cannot be done | no feature |
    no means of | no option to | no export | NOT export | NOT import | NOT attach | NOT link | can't be linked | NOT
    be linked | NOT add to | NOT combine | NOT copy | NOT clone | NOT print | NOT download | NOT upload | NOT
    schedule | NOT assign | NOT merge | NOT mark | NOT flag | NOT tag | NOT mention | NOT comment | NOT reply | NOT
    send from | NOT customise | NOT customize | NOT configure | not customisable | NOT save .. view | no template |
    would like to | would be nice | should be able | want to be able | would need | early | before due date | can't
    be closed | NOT be closed | NOT be closed early | NOT close early
cannot_bulk < c_effort c_cannot : bulk | one by one | mass | opening each | several at once | each one |
    individually | all at once | one at time | in one go | open each | deal by deal | record by record | each record
    | every record | each deal | each account | every account | account by account | line by line | row by row |
    select multiple | multi edit | inline edit | in bulk | multiple at | for each of | one after another |
    separately | one record at
cannot_undo < c_missing c_cannot : NOT undone | NOT reopen | NOT be reopened | irreversible | start again from
    scratch | from scratch | create again | NOT go back | undo | NOT be undone | redone | redo | start over |
    cloning offer | no undo | by mistake | slipped | accidentally | back button | take back | taken back | NOT take
    back | step back | back to previous stage | restore | recover | NOT restore | recycle | wrong click | misclick |
    by accident clicked | final | permanent | once saved | once submitted | once sent | after submitting | after
    saving | set back to draft | NOT withdraw | recall | NOT recall | NOT cancel
cannot_delete < c_missing c_cannot : NOT delete | NOT be deleted | NOT remove | get rid
cannot_create < c_permission c_cannot : NOT create | NOT open deals | blocked from creating | prevent creating |
    block creation | refuse to create | NOT open .. deal | NOT open .. opp
cannot_share < c_missing c_cannot : NOT share | NOT be shared | sharing | copy paste .. from
"""
