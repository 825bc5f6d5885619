"""Screens, reports, tools, automations and stages of work, as friction reports call them. Lines as in `lexicon`."""

SYSTEMS = """
lead_source < source_field : lead source | original source | source | origin | utm | referral source | how did they
    hear | where lead came from | acquisition channel | first source | tags on ad links | recommend | sales
    generated | sources | how they found us | first touch source | source value | source field | channel field |
    came from | where .. came from | deal came from
source_field : attribution source | source
lead_status : lead status | status of lead | nurture | disqualify | disqualified | recycled | lead stage | lifecycle
    | lifecycle stage
lead_score : lead score | scoring | score needed | lead grade | points | grading | scoring model | score threshold |
    hot score | behaviour score
mql : mql | marketing qualified | mqls | what counts as mql | qualified leads | marketing leads | lead definition
lead_routing : lead routing | routing | round robin | lead assignment | assignment rule | distribution of leads |
    routed | lead queue | leads go | leads goes | lead goes | lead .. team | gives leads | distribute | route |
    routes leads | leads land | lead lands | lead distribution | lead gets assigned | leads get assigned | assigned
    leads | gets the lead | get the lead | gets leads | lead goes to | leads end up
lead_conversion : lead conversion | convert | converter | conversion | convert lead | after converting | qualifying
sla : sla | response time | time to first response | first response | response clock
web_form : web form | website form | landing page | form on website | sign up form | registration form | sign ups |
    download guide | contact us form | whitepaper | gated content | form on the site | ebook | demo form | contact
    form on | inbound form | sign up
webinar : webinar | zoom webinar | registration | registrants | attendee | registers | register for event
event_import : event import | trade fair | import list | fair upload | badge scan | upload list | list import |
    spreadsheet import | bulk import | import | csv | event upload | hannover | list upload | imported | importing |
    booth leads | badge scans | attendee list | fair leads | import file
business_card < contact : business card | card scan | card scanner | photograph .. fair | scan card
linkedin : linkedin | sales navigator | lead gen form
chat : chat | chatbot | live chat | drift | intercom | website chat
messenger : whatsapp | messenger | sms | text message | wechat | telegram
newsletter : newsletter | newsletters | email campaign | marketing email | marketing sends | marketing mail | bulk
    email
sequence : sequence | cadence | outreach sequence | drip | nurture flow | salesloft | outreach | drip campaign |
    cadences | mail sequence | sequences | automated outreach | follow up mails
email_template : email template | template | canned email | snippet | outreach text | boilerplate | templates |
    standard mail | mail template | standard text | greeting
enrichment : enrichment | zoominfo | clearbit | cognism | data provider | apollo | dun bradstreet | firmographics
campaign_member < campaign : campaign member | member status | attended status | attended | invited | attendee
    status | attendance | show as invited
influence : influence | campaign influence | influence report | attribution model | multi touch | first touch |
    attribution | touches | marketing credit | attribution report | influenced pipeline | marketing influence |
    sourced pipeline | credit for | touchpoint | last touch | final click | multi touch attribution | attribution
    window
meeting_scheduler : meeting scheduler | booking page | calendly | scheduler | booking link | chili piper | book slot
meeting : meeting | appointment | first meeting | intro call | kickoff call | demo meeting | discovery call |
    meetings | visit | appointments | call with customer | session with | workshop
calendar : calendar | outlook calendar | google calendar | calendar sync | appointments | meetings sync | meeting
    sync | calendar entries | calendar event | invites
call_log : call outcome | log call | logging call | call disposition | calls logged | intro call | call number |
    call result | call log | log a call | logged calls | call entry | call notes | call record | noting .. rang |
    note .. rang | call duration | calls I make | my calls log
dialer : dialer | aircall | click to call | dialpad | ringcentral | softphone | phone system | telephony | cti |
    power dialer | hang up | ringing
recording : call recording | gong | chorus | transcript | call summary | call tool | conversation intelligence | ai
    notes | note taker | call summaries
email_addin : outlook add in | log mail | mail log | gmail plugin | outlook plugin | gmail add on | outlook sidebar
    | gmail sidebar | add in | addin | plug in | plugin | side panel | outlook | gmail | email integration | inbox
    panel | mail logging | log email | outlook plug | inbox add | email sync | mail sync | email logging | mails
    logged | emails logged | logged emails | log emails | bcc | email tracking | mail add in | outlook integration |
    gmail integration | emails sit | mail alias | replies from
forecast : forecast | forecasting | prediction | forecast tab | forecast page | commit call | forecast call |
    forecast screen | outlook for quarter | quarter outlook | projection | call number | submit number | commit
    number | numbers call | roll up call
forecast_rollup < forecast : roll up | rollup | team forecast | team total | team sum | aggregated forecast
forecast_override < forecast : override | manager adjustment | overrode | manager override | adjusted deal |
    judgement
forecast_submission < forecast : forecast submission | submit forecast | submit call | submitted number | submission
forecast_comment < forecast note : forecast comment | deal story | forecast note | remark on forecast | comment ..
    forecast | remark .. forecast | write next to my forecast | comment next to | remarks on my forecast | forecast
    remarks | forecast notes
snapshot < forecast : snapshot | forecast history | history of forecast | historical pipeline | trend
clari < forecast : clari | boostup | aviso | forecast tool | forecasting tool
quota : sales target | target .. see | annual target | quota | quotas | attainment | target attainment | plan number
commission : commission | payout | incentive | variable pay | bonus | spiff | commissions | compensation | comp plan
    | accelerators
pipeline_view : pipeline view | pipeline report | pipeline | pipe | pipe list | pipeline list | pipe report | kanban
    | deal board | deal list | funnel | pipeline review | opportunity list | list of deals | list of opps | opp list
    | open deals list | deals overview | deal overview | board view
qualified_pipeline < pipeline_view : qualified pipeline | pipeline coverage | coverage | qualified pipe
dashboard : dashboard | tile | board | chart | widget | scorecard view | win rate | exec dashboard | kpi | cockpit |
    scorecard | home page | homepage | home screen | start page | graph | metric | metrics | tiles | leaderboard
report : report | analytics | report builder | figures | statistic | numbers report | reporting | stats | monthly
    report | weekly report | board report | source report
list_view : list view | in list | saved list | table view | view filter | grid | saved view | queue | overview |
    saved search | worklist | work queue | inbox view
export : export | download list | excel | csv export | spreadsheet export | extract | contact list out | get .. list
    out
activity_report < report activity : activity report | activity count | call numbers | number of calls | report on
    activities | activity dashboard
churn_report < report : churn report | churn figure | churn rate | retention report | churn number
handoff : handoff | hand over | handover | transition to cs | pass to cs | for cs | sales to cs | post sale | pass
    deal to | transition | sales to service | sales to onboarding | handing over | pass on | passed to cs | kickoff
    | take over customer | hand customer | hand over customer | inherits the customer | ask sales | interview the
    rep
handoff_note < handoff note : handoff note | handover note | line for cs | note for cs | note to onboarding
handoff_pdf < handoff export : handoff pdf | handover pdf | export .. partner | handoff export
handoff_checklist < handoff : handoff checklist | handover checklist | checklist | handoff part
handoff_form < handoff : handoff form | handover form | form when win | closed won screen | closed won form | win
    form | winning form
complexity < handoff : complexity | effort score | difficulty rating | easy or hard | hard or easy
onboarding : onboarding | onboard | implementation to do | implementation to dos | implementation tasks | onboarding
    task | welcome project | new customer start | implementation | onboarders | implementation team | delivery team
    | professional services
onboarding_queue < onboarding : onboarding queue | queue onboarding | starts .. customer first | start .. customer
    first | customer queue
go_live_date < onboarding : go live | live date | launch date | go live date
kickoff_date < onboarding : kickoff date | project start | when project starts | start date of project | kick off
    date
health_score : health score | customer health | health | health tab | amber | traffic light | health weighting |
    score green | health tile | turned red | says green | is green | in red | account health | health rating |
    health colour | red amber | churn candidates | red for all | is red | turned amber | health red
usage_data : usage | usage data | active users | adoption data | product usage | logging in | telemetry |
    consumption | tenant | usage numbers | usage stats | product data | consumption data | active seats | licences
    used | license usage
nps : nps | satisfaction | csat | satisfied | survey score
survey : survey | questionnaire | feedback form
playbook : playbook | success plan | guided selling | sales path | battle plan
qbr : qbr | business review | review deck | quarterly review | deck | slides
renewal : renewal | renew | renewed | renewing | next term | contract extension | extension | prolongation |
    renewals | upcoming renewal | contract renewal | subscription renewal | re sign | resign contract | rollover |
    prolongs
renewal_amount < renewal amount : renewal amount | renewal value | value .. renewal | price .. renewal | amount ..
    renewal | renewal price
renewal_date < renewal contract_end : renewal date | date of renewal
contract_end < contract : contract end | end date | expiry date | expiration | contract ends | contract .. end |
    expires | end of term | subscription end | when .. contract .. ends | term end | renewal due | due for renewal |
    end of contract | contract expires | runs out | contract runs | expiring
renewal_risk < renewal : renewal risk | risk on renewal | churn risk | at risk flag | account becomes .. risk | risk
    of churn
renewal_dashboard < renewal dashboard : renewal dashboard | renewals dashboard | renewals board | renewal view |
    renewal report | review renewals | renewal list
renewal_opp < renewal opportunity : renewal opp | renewal opportunity | opens renewal | renewal is created | creates
    renewal | renewal record
renewal_reminder < renewal notification : renewal reminder | renewal reminders | renewal notice | renewal alert |
    warns .. renewal
notice_period < renewal : notice period | cancellation deadline | termination deadline | notice date
uplift < renewal : uplift | price increase | indexation | cpi increase | agreed uplift
expansion : expansion | upsell | cross sell | add on sale | upgrade | additional seats
churn : churn | cancel | cancellation | lapse | terminate | termination | churned | leaving | cancelling | at risk
    of leaving | wants out | non renewal | lost customers
discount : discount | rebate | percent off | price cut | markdown | concession | lower the price | lower price |
    reduction | reduced price | cheaper | price break | special price
approval : approval | sign off | approve | approver | approved | deal desk | authorisation | approval chain | green
    light | approvals | ok from | needs an ok | waiver | exception request | deal desk approval | sign off process |
    click ok | permission from boss | deviation | non standard terms | exception | exceptions | special terms |
    unusual terms
quote_pdf < quote : quote pdf | offer pdf | pdf quote | quote document | printed offer | quote template | quote
    layout | proposal template
pdf : pdf | printout | printed | print
quote_number < quote : quote number | offer number | offer NUM | number of quote
bundle < quote : bundle | optional item | add on module | option | package | modules | configurator option
legal : legal | lawyer | counsel | contract review | legal review | legal team | nda | redline | click through |
    legal department | legal clause | clause | clauses | t and c | legal approval | dpa | lawyers
esign : docusign | e signature | esignature | adobe sign | signature | sign electronically | autograph | signing
    tool | sign on tablet
credit_check : credit check | credit limit | creditworthiness | bonity | finance check
security_review : security questionnaire | security review | infosec | vendor assessment | security status |
    security check | security assessment | security clearance
rfp : rfp | tender | public tender | bid | request for proposal
contract_value < contract amount : contract value | value of contract | contract amount | total contract
deal_registration < partner : deal registration | register deal | deal reg | registered deal | resellers submit |
    partner portal | partner deal | after they register
erp : erp | netsuite | sap | navision | business central | invoicing tool | billing system | finance system |
    accounting system | billing sync | accounting tool | finance tool | billing tool | invoicing system | order
    system | stripe | chargebee | zuora | quickbooks | xero | oracle | ledger | back office
zoom : zoom | teams call | webex
slack_alert : slack alert | slack channel | win alert | channel post | slack message | slack notification | channel
    celebrates
notification : notification | alert | reminder | alert mail | notification email | bell | email alert | notify | got
    told | system warns | notifications | emails from the system | system mail | system email | push message | push
    notification | automatic mail | automatic email | digest | nag | auto mail | nudge | nudges | alerting
stale_alert < notification : stale deal | stale mail | deal is stale | going cold | gone cold | inactivity alert |
    stale deal counter | rotting | deal went quiet | stuck deal
automation : automation | workflow | flow | process builder | automatic | automatically | trigger | bot | automated
    | rule fires | workflow rule | rules engine | automated task | system creates | system created | auto generated
    | robot | scheduled job | background job | auto email | playbook automation
validation_rule : validation rule | validation | rule | stage gate | gate | rules | business rule | validation rules
    | check on save | save rule | field check
sync : sync | synchronisation | synchronization | connector | integration | interface | api | zapier | mulesoft |
    syncs | data transfer | data feed | data exchange | data flow | nightly job | etl | webhook | middleware
search : search | lookup | search bar | global search | look up | search box | finder | searching | type ahead |
    search field | search function | search results | looking for | look for | searched | find record | looked for |
    quick find
account_search < search account : account search | searching company | search customer | search company | find
    customer | company search | account lookup | search for company | search for customer | find a company | find
    account | find the account | account finder | look up customer
phone_search < search phone_field : phone search | search .. phone | search .. number | looked up .. number | typed
    number | look up .. number | phone .. search | caller .. search
picker < search : picker | lookup field | dropdown | drop down | select list
picklist : picklist | pick list | options list | dropdown values | choices | legend | dropdown list | selection list
    | list of values | value list | drop down list | choices list | pull down | pulldown
duplicate_rule : duplicate check | duplicate rule | dedupe rule | matching rule | deduplication | tool thinks ..
    copy | thinks .. duplicate
merge : merge | merging | clean up duplicates | cleaning up .. copies
mobile : mobile | on my phone | phone layout | phone app | iphone | android | ipad | tablet | on the phone | on
    phone | smartphone | from the app | in the app | salesforce app | mobile app | car park | on the road | in app |
    phone version | handheld | ios | on iphone | mobile version | mobile screen | when travelling | smartphone app |
    on my mobile | tablet app | phone screen
offline : offline | no signal | no network | basement | no reception | without internet | airplane mode | dead zone
login : login | log in | sign in | password | sso | single sign on | session | logs out | logs me out | signs out |
    two factor | mfa | authenticator | signed out | log on | logging in | signing in | credentials | authentication
    | access token | okta
licence : licence | license | seat | user account | new user | provisioning | access for new
account_page < account page : account page | account record | customer page | company page | opening .. customer |
    opening company | account layout | customer record | company record
opp_page < opportunity page : opp page | opportunity page | deal page | opp layout | opportunity record | deal
    screen | opp needs
page : page | screen | layout | form | view | tab | mask | popup | pop up | dialog | window | section
field : field | box | checkbox | tick box | tickbox | attribute
help_text : help text | tooltip | legend | explanation | guidance | instructions | documentation | explanation text
    | info text | description text | field help | info icon
training : training | tutorial | enablement | course | video
field_history : field history | audit trail | change log | who changed | history tracking | change history
dark_mode : dark mode | dark theme | night mode | theme
product_filter < product_line : product filter | product line filter | by product | per product | product split
partner_portal < partner : partner portal | prm
customer_portal : customer portal | self service | community | client portal
presales_request : se request | presales request | solution engineer request | presales engineer | request an se |
    sales engineer | demo request | technical help
stage_age < stage : stage age | days in stage | time in stage | age of stage | how long in stage | how long .. in
    stage | stalled | time in phase | stage duration | stage durations | duration
sample : sample | trial kit | loan unit
trial : trial | pilot | poc | proof of concept | free account | sandbox account
parent_link : convert .. existing account
mass_update : bulk update | mass update | mass edit | bulk edit | one by one | opening each one | bulk | several at
    once | all at once | each one separately | individually
email : email | mail | message | inbox | mails
unassigned : unassigned | leaver | account of leaver | colleague left | colleague resigned | resigned | quit | no
    longer here | departed | parental leave | someone leaves
language_place : english | french | german | language | translation | spanish
time_zone : timezone | time zone | utc | sydney | auckland | apac | local time | gmt | day early | pacific time |
    previous day
holiday : holiday | vacation | paternity | maternity | out of office | on leave | absence | pto
weekend : weekend | saturday | sunday | public holiday | friday night
ai : ai | copilot | einstein | machine learning | predictive
kanban < pipeline_view : kanban | deal board | drag deal | drag | board column | board is full
commitments < handoff : promise | promised | commitment | what was sold
auto_close < automation : auto close | closes deals | shut by system | closed automatically | inactivity
weekly_compare < snapshot : weekly comparison | week on week | compared with last week | changed since | what moved
    | moved column
success_criteria < handoff : success criteria | desired outcomes
weighted < forecast : weighted pipeline | weighted
sdr_handoff < lead : sdr handoff | meeting handover | qualification notes | sdr notes | sales accepted | mql alert |
    lead alert
no_show < meeting : no show | noshow | cancelled meeting | rescheduled
event : event | trade show | conference | booth | fair | exhibition | dinner
cost_field < campaign : campaign cost | campaign budget | budget campaign
utm < lead_source : utm | utm parameter | tracking link | ad link | tracking code | campaign info | safari | apple
    browsers | tracking data | tracking parameters
self_reported < lead_source : how did you hear | self reported | heard about
mood < handoff : customer mood | mood | sentiment
csm_assignment < handoff : csm assigned | csm is assigned | csm allocation | named success manager | allocation |
    assigned csm | success manager | csm is | csm gets
onboarding_task < onboarding task : onboarding task | implementation task | implementation to do | onboarding to do
data_import < event_import : import | csv
customer_success_tool : gainsight | totango | churnzero | vitally | planhat
hubspot : hubspot
salesforce : salesforce
dynamics : dynamics
pipedrive : pipedrive | zoho
meeting_booking < meeting calendar : book meeting | schedule meeting | meeting .. booked | schedule intro | book ..
    meeting
engagement < activity : engagement | engagement score | auto answers | auto reply | out of office replies | bounce
marketing_automation : marketo | pardot | eloqua | mailchimp | marketing automation | activecampaign | marketing
    cloud | braze | klaviyo
hot_lead < lead_score : hot prospect | hot lead | cold lead | look cold | warm lead
sold_scope < handoff : features sold | products sold | what was sold | product list | sold scope | scope | which
    products | what customer bought | bought | purchased | order details | what they bought | promised | sold
    modules | technical scope | integrations promised
domain < website_field : domain | web domain | email domain
fair < event : trade fair | tradeshow | trade show | fair | exhibition
sdr_visibility : open opp | running deal | deal in progress | ongoing deal | live deal | active opportunity | open
    opportunity
forecast_summary < forecast report : forecast summary | forecast email | weekly forecast | forecast mail
weekly_call : pipeline call | weekly call | monday meeting | pipeline meeting | forecast meeting | forecast call |
    review meeting | weekly review | pipe review
partner_margin < margin partner : partner margin | reseller cut | reseller's cut | partner commission | partner
    share
response_date < campaign : response date | first response | campaign response | responded
second_form < web_form : second form | form fill | form again | another form
renewal_owner < renewal owner : renewals owned | owner .. renewal | renewal .. owner | person .. renewal | renewal
    .. assigned | assigned .. renewal
pipeline_deck < pipeline_view qbr : review deck | slide | vp's slide | board deck | deck | powerpoint | presentation
roadshow < event : roadshow | dinners | offline event | offline events | hosted event | field event | in person
coaching_note < note : coaching note | manager comment | deal review comment | managers comments | coaching
sourced_report < partner report : partner sourced | sourced report | sourced numbers
success_team_note : success note
customer_transfer < handoff : customer transfer | transfer of customer
renewal_quote < renewal quote : renewal quote | renewal offer | offer for next | quote for next | quote for renewal
campaign_type < campaign : campaign type | campaign types
customer_form : client form
"""
