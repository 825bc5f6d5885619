"""Trouble of doubles, double work, assignment, transfer, waiting and finding. Lines as explained in `lexicon`."""

TANGLES = """
duplicate < c_duplicate c_twice : copies | NUM copies | duplicate | dup | twice | two times | three times | double |
    doubles | exist twice | second account | second one | make second | second contact | second record | two
    contacts | two projects | two accounts | three accounts | two records | cloned too | clone | same .. twice |
    everybody twice | several records | another ticket | one made by | in there twice | new lead | fresh prospects |
    multiple records | two of each | existing customers | triplicate | more than once | already exists | another
    copy | second copy | listed twice | appears twice | shows up twice | two entries | NUM versions | again as new |
    two different | double account | torn apart | NUM records | created again | split across | spread over NUM |
    half .. half | exist .. times | exists NUM times | NUM times in | in system twice | in there NUM times | a
    second time | second profile | same person | same company | same customer | twins | redundant record | one for
    each | creates another | makes another | made another | double record | double entry in | entered under | under
    two names | under NUM names | found NUM | parallel | clones itself | copies itself | copy of the contact | new
    copy
wrong_pick < c_link : pick wrong | wrong one | dead one | attach to wrong | wrong deal | attach wrong | wrong record
    | closed original | appear on closed | wrong account | go on contact | on contact only | contact only | link
    wrong | wrong contact | matches wrong | old one | wrong opp | wrong opportunity | on wrong | half my emails |
    other one | attached to another | on another | on a different | to a different | sticks to | tied to | linked to
    wrong | lands on | landed on | filed under | filed on | logged on | logged to | logged against | ends up on |
    end up on | belongs on | should be on | should go to | goes to contact | goes to lead | to old deal | old deal |
    matched wrong | mismatch .. account | first one it finds | oldest opp | latest opp | random opp
double_entry < c_elsewhere c_transfer c_twice : retype | @enter again | @enter .. again | @enter twice | typed twice
    | entered twice | type .. twice | enter .. twice | by hand | manually | copy by hand | same answers | already in
    | already on | already has | already known | already there | be known in | known in | although .. has | on
    signed paper | key in again | double entry | re enter | then again | copy over | copy .. into | copy .. to |
    copy from | have to be typed | have to note | rekey | write .. all out | add up | must search | have to look up
    | look up one | look .. up in | nothing changed | even if nothing changed | same info | same information | same
    data | redundant | second time | once more | lives in | exist in | stored in | could come from | signed order |
    in both | two systems | both systems | both places | NUM places | two places | transcribe | again in | although
    .. fills | why am I entering | already does | does that already | already filled | could be filled | could be
    pulled | prefill | auto fill | automatically filled | NOT prefilled | sits in | same question | asked twice |
    ask twice | already answered | answered already | already gave | already provided | already told | told them
    already | typing what | transfer by hand | transfer manually | swivel chair | keep both | maintain both |
    maintain two | in parallel | twice over | over again | all over again | again and again | again by hand | again
    for | duplicate work | double work | double maintenance | from one tool to | from .. into crm | is on the
    contract | is on the order | contract says it | it's in contract | nothing has changed | hasn't changed | same
    as last year | already on file | on file | already recorded | recorded already | already captured | by me
    although | copy across
noise < c_auto c_unasked : noise | spam | flood | pile up | piles up | fill inbox | fills inbox | too many emails |
    too many tasks | too many notifications | NUM tasks | NUM to do | delete delete | delete NUM | notification
    overload | drown | arrive three times | email to everybody | to everybody | scroll past | bombard | nag |
    nagging | fatigue | pester | ping | irritating | annoying | stop reading | mute | NUM reminders | NUM
    notifications | NUM emails | clutter | tick off | get .. email for each | an email for each | mail for each |
    pesters | buzz | buzzes | constantly | constant | nonstop | all day | every hour | every day | daily mail |
    daily email | daily reminder | NUM mails | NUM alerts | NUM messages | too often | swamped | buried in |
    drowning | at 3 am | in the middle of night | at night | stop sending | unsubscribe from | turn it off | switch
    it off | switch off | turn off | opt out of | everyone on the team gets | whole team gets | in copy | chatter |
    chatty | useless mails | useless alerts | useless tasks | pointless tasks | ghost tasks | phantom | tasks nobody
    | auto tasks | clog | clogs | clogged | clutters | cluttered | mess up my | full of tasks | 40 open | overdue
    tasks | open tasks | unreadable because | gets announced | announced | posts every | posts each | every stage
    change | each move | too chatty | each stage change | every single
wrong_trigger < c_auto c_unasked : fire | fires even | although meeting | though meeting | even though | be sent
    although | while deal be open | deal be NOT lost | deal NOT lost | for no reason | created for | create for |
    create on | created on | made for | too renewals | get created | be triggered | trigger | unnecessary | should
    NOT fire | asked when | one minute after | immediately | meeting booked | have meeting | in calendar | re enrol
    | go off | regardless | NOT needed | pop up | pops up | appear while | auto created | get generated | kick off |
    keep creating | remind .. update | hour ago | already done | creates .. task | creates task | to do .. every |
    task .. each time | task every time | auto close | shut by | closed by system | ones I closed | already closed |
    already won | already lost | won opportunities | won deals | lost deals | after we won | after I closed |
    despite | in spite | when there's no | where there's no | where there is no | that don't need | that doesn't
    need | not need it | who don't | as if | treats .. as | thinks | believes | mistaken for | wrongly flagged |
    flagged | false alarm | false alarms | gets started | starts for | runs on | runs for | applied to | applies to
    | on anything | on everything | for everything | smallest change | every edit | every save | small change | even
    a typo | spelling | after edit | with every | with each | each save | even full price | zero percent | comes up
    even | appears even | asked .. even | asks .. even | even when | even though no | even without | for zero |
    pulled forward | already churned | that have already | who have already | cancelled last year | who cancelled |
    who have left | for churned | even on closed | closed already | on a deal that's closed | for existing customers
    | we've been billing | already a customer | already customers
wrong_recipient < wrong_assignment : go to rep | go to wrong | land with | someone who left | meant for | go to
    someone | send to wrong | sent to wrong | for managers | shared mailbox | wrong person | wrong inbox | rather
    than to | mailed to | goes to original | sent to old | sent to someone
wrong_assignment < c_ownership : wrong team | routed to wrong | routed to | assign to | assigned to | belong to |
    wrong owner | wrong rep | wrong territory | assign by | get assigned | end up with | sent to other team |
    someone else | other people | give leads | wrong region | goes to .. team | go to .. team | reassign | changes
    owner | becomes owner | as owner | owner .. wrong | nothing to do with me | NOT mine | isn't mine | aren't mine
    | not my patch | another team's | another region | other region | other rep's | given to another | goes to ..
    instead | ends with | landed with | landed on | hands .. to | steals | stolen | taken away | took .. away | took
    away | split between | divided between | attributed to | allocates | allocated to | allocation | allocate |
    assigned | unfairly | uneven | unevenly | distributed | overlap territory | two owners | fighting over | dispute
    | who owns | handed to another | passed to another | new owner each | changes hands | change hands | another sdr
    | another rep
no_owner < c_ownership : sit with no | sits in | sit in | no owner | nobody works | nobody watch | orphan | limbo |
    unassigned | ownerless | unattended | without owner | hang in queue | lie around | until ops moves | under
    unassigned | nobody responsible | nobody picks up | nobody takes | nobody .. responsible | no one owns | nobody
    owns | no one picks | no one's | without an owner | has no owner | have no owner | belongs to nobody | waits in
    queue | in a queue | sits in queue | untouched | left alone | never called | never contacted | not worked | not
    followed up | NOT followed up | rot | rots | rotting | gather dust | nobody on it | has nobody | blank owner |
    owner .. blank | owner .. empty | isn't worked | aren't worked | nobody gets them | no assignee | falls through
    | fall through | between chairs | nobody assigned | no rep
leaver_trouble < c_ownership : leaver | resigned | quit | ex employee | inactive | former colleague | deactivated |
    who left | who have left | left company | left before | left team | departed | who's gone | is gone | still come
    up | still see deals | former employee | no longer works | has left | no longer with | NOT with us | not here
    any more | moved on | moved to another | now selling | never answers | used to work | changed team | changed
    role | changed jobs | NOT work here | works elsewhere | works here | last day | predecessor | ex rep | old owner
    | previous owner | ex owner | who isn't here | months ago left | leave in | left in | left last | someone who's
    left | users who left | terminated | offboarded | former employees | people who left | left the client | left
    the customer | often gone | long gone | gone from company | no longer employed | who isn't there | former
    colleagues | goes to leavers | still on the list | no longer on the team | people who aren't here
not_synced < c_sync c_transfer : NOT sync | NOT synced | NOT log | NOT logged | NOT write back | NOT written back |
    NOT make it | NOT arrive | never arrive | never make it | NOT transferred | NOT transfer | NOT passed | NOT pass
    | NOT come across | sync drop | drops in sync | disappear in sync | stay empty | NOT filled from | NOT filled |
    NOT recorded | NOT on lead | NOT linked | NOT recognise | NOT added | NOT imported | NOT attached | goes on ..
    only | get lost in | stay behind | NOT come through | NOT show up in | never reach | NOT reach | NOT pushed |
    NOT pulled | NOT flow | out of sync | broken sync | disconnect | one way | NOT make .. into | NOT land | NOT go
    to | NOT move to | never shows up | sync broken | missing in .. after | NOT copied | NOT come along | doesn't
    reach | NOT handed to | NOT handed over | NOT appear in | NOT get through | NOT get to | NOT get into | NOT end
    up in | NOT copied over | NOT update in | never gets to | never gets into | never show | never shows | NOT
    picked up | NOT feed into | missing from netsuite | isn't in hubspot | isn't in salesforce | only in hubspot |
    only in salesforce | only exists in | doesn't cross | no connection | NOT connected | NOT integrated | no
    integration | integration broken | integration drops | import drops | sync fails | sync stopped | stopped
    syncing | sync error | stuck in sync | sync every | drops out of | lost on the way | en route | halfway |
    partially | NOT saved in | NOT stored in | NOT tracked | NOT track | NOT captured | NOT pull | NOT push | empty
    in crm | blank in crm | empty on | blank on | no longer create | no longer creates | NOT create an activity |
    stopped creating | stopped logging | don't show up on | arrive with no | arrives with no | arrive without | come
    in without | comes in without | come without | comes without | come out of .. without | come through without |
    land without | lands without | lost when .. submitted | lost on | is lost between | gets dropped | get dropped |
    falls off | fall off | disappears on the way | disappears between | no trace in | get lost between | lost
    between | gets lost between
delay < c_sync c_transfer : late | day late | delay | delayed | with delay | hours later | lag behind | takes day |
    come later | catch up | only arrive | week late | once day | slow connector | overnight sync | takes until |
    hours old | next day | days until | two days | hours after | following morning | until following | next morning
    | hour after | after meeting | after the call | after forecast call | when over | hours behind | takes overnight
    | until tomorrow | a day behind | in the meantime | come after | comes after | lands after | too slow to | still
    cold | whole day | only hours later | not in real time | real time | NOT immediately | batch | nightly
stale < c_sync c_transfer : frozen | NOT updated | NOT update | NOT refreshed | NOT refresh | yesterday | last week
    | outdated | out of date | since september | still say | still green | still show | still old | refresh | stop
    updating | NOT moved | for weeks | old data | NOT current | stuck at | stale | following day | not fresh | days
    old | weeks old | months old | a week behind | NOT real time | lags | not up to date | up to date | old value |
    old values | old number | old numbers | old figure | last month's | as it was | stays at | stays the same |
    hasn't changed since | unchanged | never changes | never updated | never updates | not moving | NOT reflected
    until | cached | snapshot from | as of yesterday | NOT been updated | hasn't been updated | has not updated | no
    update since | still on | still show as | never gets updated | NOT get updated | shows as invited | remain |
    stays on | stuck on | NOT change after | weeks after | long after | hasn't moved since
obsolete < c_old : archived | no longer sell | NOT longer | discontinued | from 2019 | old logo | former address |
    old branding | retired | obsolete | phased out | legacy | expired | inactive products | old price | old prices |
    previous brand | outdated template | old product | before rebrand | old names | no longer exist | old version |
    v4 | ancient | years old | long gone | former name | former names | defunct | sunset | not sold | no longer
    offer | NOT offer any more | NOT sell any more | stopped selling | stopped offering | dead products | old
    campaigns | closed campaigns | past events | never cleaned | clean up list | cleaned up | outdated list |
    outdated values | old stage | old process | two years ago | historic values | rebrand | merged years ago | not
    valid any more | invalid now
late_process < c_process c_wait : waits | wait | wait week | take .. weeks | weeks to | NUM weeks | two days for |
    approval takes | long approval | meanwhile | approved on | need NUM approvals | NUM approvals | take three |
    until .. approved | bottleneck | turnaround | sign off | still no login | have to click ok | waiting for | days
    to get | hold up | held up | process takes | need approval | require approval | must approve | pending | pending
    for | waiting on | takes days | take days | days for | days until approved | weeks until | takes a week | a week
    to | forever to approve | slow approval | approver | too many approvers | NUM approvers | NUM signatures | stuck
    with | stuck in approval | lies with | sat for | sits for | in someone's inbox | bottlenecked | on his desk | on
    her desk | until someone | until ops | until admin | long to approve | response from ops | turn around | red
    tape | working days | for five | sits on | sit on | take a week | takes a month | a month to | weeks for |
    before anyone answers | no answer for | drag on | drags on | approval is slow | slow to approve | until legal
too_late < c_timing : too late | NUM days too late | come late | deadline passed | have passed | after deadline |
    NUM days before | by time | already over | marked late | marked as late | created late | created NUM days | NOT
    in time | happens after | late for | an hour after | when it's over | already signed | already decided | by the
    time | after the fact | too short notice | short notice | no time left | last minute | day before | week before
    | only NUM days | NUM weeks before | NUM days earlier | should come earlier | would need it earlier | need ..
    earlier | earlier warning | NOT early enough
wrong_value < c_value c_numbers : wrong | incorrect | off by | false | inaccurate | mistake | miscalculate | one day
    short | day short | nonsense | show wrong | incorrectly | one year only | wrong first name | NOT right | NOT
    correct | NOT true | NOT reliable | unreliable | nobody maintains | NOT trusted | isn't right | aren't right |
    is off | is nonsense | makes no sense | rounds | rounded | rounding | computed | computes | miscomputes | can't
    trust | cannot trust | NOT trust | garbage | false number | wrong amount | wrong total | wrong name | wrong
    language | wrong template | wrong price | wrong currency | wrong year | wrong quarter | wrong owner name | wrong
    sign | shows .. of someone else | belongs to other | not matching
wrong_day < c_value c_numbers : day early | one day early | previous day | yesterday date | previous month | wrong
    month | wrong date | hour late | wrong hours | timezone | time zone | miss month | day short | one day short |
    wrong time | shift | paris time | pacific | utc | local time | day before | day late | month end deals | wrong
    day
wrong : wrong | incorrect | wrongly
currency_missing < c_value : without currency | sek or eur | currency sign | currency missing | currency NOT shown |
    which currency | dollars or euro | eur or usd
wrong_rate < c_value : exchange rate | convert with | old rate | conversion rate | fx rate | rate from
wrong_default < c_value c_transfer : default | preselected | start at | start in | start with | starts from |
    prefilled | standard value | inherit | come with | open with | opens with | price of last year | instead of
    current | copied from old | initial value | comes up with | comes up as | always comes up | set to ..
    automatically | automatically set | set to today | preset | pre set | pre selected | pre filled | start from |
    always starts | opens on | lands on setup | lands on | initially | by default | first value | top value | takes
    the first | standard | old price | last year's price | previous term | carried forward | always NUM | starts at
    NUM | start at NUM | always set to | always says | is always | always the same
not_carried < c_sync c_gone c_transfer : NOT carried | NOT carry | after convert | after conversion | gone after |
    NOT follow | NOT take over | NOT taken over | NOT copied | NOT inherited | lost in conversion | never arrive on
    deal | stored on lead | NOT on new contact | without agreed | lose notes | NOT transferred to deal | without
    uplift | NOT come along | didn't come | NOT go with | left behind | NOT on .. opp | aren't copied | NOT handed |
    vanished from | come along | without the terms | lost after | lose after | lost when | disappear after |
    disappears when | disappear when | gone when | gone once | NOT on the new | NOT on deal | NOT on the account |
    have to re add | re add | add again | NOT move with | NOT migrate | NOT survive | stays on the lead | stay on
    lead | stays on old | stay on old | doesn't travel | NOT travel | NOT pass on | NOT passed on | NOT come with |
    NOT moved over | NOT inherit
not_found < c_search : NOT find | never find | NOT found | no match | no hit | no result | got nothing | get nothing
    | return nothing | search fail | NOT come up | search ignore | NOT searchable | only knows | only find | find
    only | come up empty | comes up empty | NOT look for | unfindable | scroll through | zero results | NOT locate |
    hunt | dig | exact name | exact spelling | NOT turn up | NOT show .. search | NOT cover | have to know | nothing
    comes back | comes back empty | zero hits | nothing comes up | NOT recognise | NOT recognize | no matches |
    nothing found | search .. nothing | nothing shows up | unless .. exact | spelled exactly | exact match | must
    know exact | NOT search by | NOT search for | only searches | searches only | NOT look up | can't be searched |
    NOT get .. found | impossible to find | hard to find | needle | takes me .. to find | where to find | where ..
    find | have to scroll | endless scrolling | gives me everything | hundreds of results | too many results | NUM
    results | NUM hits | irrelevant results | skips over
unused < c_unused : NOT used | NOT use | nobody read | never read | no one read | no one uses | nobody look | no
    report read | pointless | useless | unread | why .. fill | nobody use | what for | no purpose | no report use |
    read by nobody | read by anybody | nobody need | go nowhere | black hole | nobody open | who uses | NOT in any
    report | in no report | never mentioned | never asked | no idea who | nobody asked | why collect | dead field |
    for nothing | nobody cares | what happens with | NUM years nobody | theatre | no one .. asked | nobody .. asked
    | ever asked about | then silence | nobody act | for show | box ticking | decorative | ends nowhere | NOT feed |
    feeds nothing | NOT evaluated | nobody analyse | nobody analyze | what .. do with it | without anybody reading |
    nobody ever reads | nobody wants | no one wants | no one needs | NOT analysed | nobody works with | never looked
    at | NOT looked at | no one looks | no one opens | disappears into | busywork | busy work | makes no difference
    | NOT matter | NOT appear in any | in none of | NOT referenced | could be dropped | could go | get rid of field
    | does anyone | does anybody | anyone read | anybody read | anyone use | anybody use | for the bin | into the
    void | never comes up | never came up | no value to | NOT add value | ceremony | nobody needs to know | nobody
    needs | no one needs to know | not used to | never used | NOT used by | for no one | never reads | never read by
    | they don't look | don't look at it | doesn't look at it | nobody looks at it | NOT look at it | doesn't read |
    don't read | NOT read it | NOT read the | reads the first | not one person | nobody opens it | NOT opened | no
    one opens it
logout < c_login : log out | logged out | sign in again | sign out | session expire | session ends | expire |
    password prompt | ask password | password | login again | kick out | signed out | log in again | re login | re
    authenticate | sign in | two factor | logs me off | logged off | logoff | thrown out | throws me out | session
    times | times out | reconnect | authenticate | authentication | verification code | code by sms | token |
    password every
format_rejected < c_format : with blanks | spaces | blanks | format | slash | capital | umlaut | special character |
    accent | https | http | reject | rejected | uppercase | capitals | encoding | invalid | NOT accept | only accept
    | leading zero | NOT valid | decimals | whole percent | date format | european | decimal | NOT take | wants
    format | only takes | must be in | character | characters NOT | accents | apostrophe | hyphen | dash | plus sign
    | country code | leading zeros | emoji | garbled | scrambled | question marks | mangled | weird characters |
    broken characters | turns .. into questionmarks
plain_text < c_format : plain text | bullet | bold | NOT be formatted | formatting | rich text | blob
unreadable < c_format : unreadable | tiny | small print | cryptic | font | grey letter | hard to read | illegible |
    NOT legible | auto generated | names be cut | NOT tell them apart | too small
language_only < c_format : english only | only english | in english | NOT translated | only in english | work in
    french | other language | translation missing | speak none | in german only | only in german | in french only |
    wrong language | translated | translate | untranslated | english text | half english | localised | localized |
    local language | native language
shared_limit < c_limit c_cannot : only a single | only one | only single | one only | one per | NOT have two | NOT
    .. two | NOT put .. two | second one | allows one | allows only | allows just | room for one | one contact only
    | one owner | one name | one at most | NOT more than one | NOT add second | NOT add another | second person |
    second contact | another person | two people | only lets me .. one | just a single | single value | multi select
    | multiple choice | more than one value | select several | choose several | pick several | pick more | several
    values | single slot | one slot | side by side | two parallel | single next step | in parallel | at the same
    time
blocks_duplicate_rule < c_duplicate : think .. copy | think .. duplicate | block subsidiary | false duplicate |
    blocked as duplicate | same name
offline_loss < lost_data : no signal | offline | basement | no reception | no network | dead zone | no internet |
    without reception | offline mode
layout_bad < c_format : cover button | covers | misplaced | bottom of page | hidden under | far down | overlapped |
    sideways | rearranged | redesign | new layout | pushed down | off screen | cut by | overlaps | on top of each
    other | can't be scrolled | sideways scroll | horizontal scroll | too wide | too narrow | wasted space | half
    the screen | white space on page
covers_region < c_values : only knows usa | american | usa list | only for usa | only works in | only available in
weekend_count < c_timing : runs on weekends | on weekend | weekend | saturday | sunday | public holiday | friday
    night | NOT working days | calendar days | over weekend
holiday_ignored < c_ownership : people on holiday | ignore holiday | on paternity | on leave | on vacation | out of
    office | absence | on holiday | parental
bad_split < c_report : per year | per customer | per tenant | per workspace | NOT split | by year | one total | add
    up .. hand | spread | in phases
missing_mobile < c_missing : NOT on mobile | NOT on phone | missing in mobile | mobile layout | NOT in app | on
    phone | on mobile | laptop | open computer | desktop only | only in browser | only on desktop | NOT on tablet |
    from phone | back at office | back in hotel | in hotel | small screen | app lacks | app NOT | app has no | no
    mobile | when travelling | on train | in the field | at customer site | out of office phone | standing at | at
    the customer's | in the app I could not | could not .. in the app | from my phone | on the go | on the move
cannot_extend < c_missing : NOT extend | run out | expire after | run out after | expires after | prolong | deadline
    can't
closes_early < c_timing : window close | window .. shut | submit .. shut | submission close | cut off time | closed
    at | shuts at
no_context < c_missing c_know : no context | without context | but not what | which pages | no detail | no details |
    NOT say what | NOT say why | NOT enough information | no information | no info | tells me nothing | no clue why
    | bare | just a name | only a name | just the name | only the name | without details | without detail | without
    saying | vague | no reason given | without reason | no explanation why | not which | not who | not why | blank
    handoff | empty handoff | incomplete | lacks detail | half empty | nothing in it | came back with a no | not a
    word
no_link < c_missing : no link | without link | link missing | search .. myself | NOT clickable | not a link | can't
    click | opens wrong | link goes | link leads | links to | no way back to
asks_id < c_effort : ask for id | asks for .. id | record id | character number | from url | NUM character
free_text_mess < c_values c_meaning : free text | typed freely | spelled differently | different spelling | write
    anything
"""
