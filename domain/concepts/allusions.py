"""More ways to speak of records, fields and screens: by what is done there, by what is seen there, in everyday words.

Lines as explained in `lexicon`; they add to the concepts of the same name.
"""

ALLUSIONS = """
opportunity : what I'm selling | pursuit | selling record | sales opportunity | my pipeline entry | verbal yes
account : customer page | customer card | client page | client file | firm | group record | branch | logo | hospital |
    the account view | customer's page | organisation record | opened nestle | opening a customer | open a customer |
    customer data | client profile
contact : person at the customer | buyer's name | people at the client | john smith | maria garcia | someone at the
    customer | decision maker's name
lead : inbounds | enquiries | sign up | signup | inbound | form fill | people who filled | prospects | registrant |
    hand raisers | fresh names
quote : offers | quote line | quote lines | proposal to the customer | cost estimate | price proposal | priced offer |
    quote editor | configure price | quote builder | quote template | quote header | the bid price
contract : framework agreement | agreements | countersigned | contracting | redlines | deal paper
product_line : item picker | items | article number | sku | part number | stuff we sell | module | sensor | catalog |
    catalogue item | line items | lines on the quote | positions | device
price_book : price sheet | rate card | tariff | wrong list at the start | undiscounted rate | list rate | catalogue
    price | price list | new prices | old prices | april prices
case : sev NUM | open ticket | outage | zendesk | service desk | jira | support portal | intercom | freshdesk |
    support desk | complaint open | support queue | escalated ticket | furious customer | bug tickets
task : todo list | my list of things | follow up due | due today | overdue | due list | reminder list | checklist item
activity : the history of the customer | customer history | last touch | last contacted | history tab | what happened
    with | conversation history | customer's timeline | feed | activity feed | past conversations
note : remarks | what I wrote | what I typed | bullet list | summary text | write up | comments box | call summary |
    scribbles | minutes | rich text | long text box | paragraphs
attachment : forty megs | megabyte | mb | too heavy | big files | large files | tender documents | scans | datasheet |
    powerpoint | slides | drag and drop .. file
invoice : billed | unpaid | overdue bill | dunning | accounts receivable | paid status | paid or not | open items |
    bill | billing system | stripe | chargebee | zuora | outstanding
order : sales order | purchase order | booked orders | order creation | orders | order number | back order | sent to
    production | order confirmation
close_date : expected signing date | when it closes | when .. will sign | expected signature | set the 14th | signing
    day | enter NUM may | enter NUM june | close month | closing date | expected close | expected to close | end of
    quarter date | date of closing | date I promised
next_step : next steps | what I do next | what happens next | what to do next | next action | nextstep
stage : stages | sales step | phase | column | deal phase | sales phase | discovery | negotiation | qualified |
    contracting | set .. proposal | evaluation | verbal | chevron | pipeline step | move the deal | path only | funnel
    step
probability : percent likely | win chance | likelihood | odds | chance to win | percentage .. stage | win percent |
    confidence
forecast_category : commit | best case | upside | omitted | commit category | pipeline category
loss_reason : falls through because | deal dies | why .. died | why it was lost | lost to | lost on | motif de perte |
    why the customer said no | reason .. said no | went with someone else | closing as lost | mark .. lost | when we
    lose | what killed | we lost because
competitor : who else is bidding | other bidder | vendor we lose to | other vendors | vendors we meet | other supplier
    | who we're up against | who we are up against | alternatives they look | rival product | other side | whom we
    compete
champion : advocate | supporter | inside the customer who pushes
economic_buyer : who signs the cheque | who holds the purse | purse | who pays | money person | person who signs
contact_role : buying roles | people on the deal | who's who | who is who | role of each person
currency_field : krona | krone | lira | zloty | francs | rupee | peso | yen | swiss francs | dollars | euros | pounds
    | converted | conversion | local money | usd | eur | gbp | £ | € | exchange rates | currencies | in euro | crowns
split : second owner | share of the deal | fifty fifty | co selling | 50 50 | halves | second rep | shared with a
    colleague | share a deal | pair up | work in twos | second se | two ses | second sales engineer | overlay
presales_request : se | ses | sales engineer | solution engineer | sales engineers | solution guys | presales |
    solutions consultant | technical colleague | demo person
record_type : what kind question | what kind of | new business | kind of record | type selection | record types |
    which type | deal kind
territory : nordics team | benelux | sales area | region team | district | area manager | postcode | territories |
    geography | area | county | state lines | HQ country | moved to another region | country team
owner : account belongs | group belongs | who looks after | whose account | whose customer | keep the account |
    responsible person | responsible rep | account is mine | owned by | in my name | my name on | in his name | in her
    name | under my name | rep of the account | transferred to | account goes to | goes to another | took over | take
    over accounts | inherited | leaver's | hand over .. accounts | owners
parent_account : group's | under the group | headquarters | group company | top company | mother | konzern | belongs
    to the group | corporate parent | hq record
hierarchy : family tree | subsidiary | subsidiaries | daughter | branches | siblings | child accounts | children |
    group of companies | who belongs to whom | sites | all of deutsche bahn | structure of the group | roll up to the
    parent | parent and child | franchise
industry : sector | kind of business | what the company does | trade | branch of industry | vertical
headcount : employee count | employees | number of people | how many people work | 12 people | staff | company size |
    headcount | workforce | how big the company
segment_field : enterprise | smb | mid market | segment | put in enterprise | size class | customer tier | tier
address : office address | street | where they are | delivery address | ship to | postcode | post code | zip | zip
    code | address | lieferadresse | town | city | house number | location of the customer
phone_field : landline | landlines | phone numbers | mobile number | +47 | plus sign | leading plus | dial code |
    country code | number format | phone column | foreign numbers | brackets
email_field : gmail address | gmail addresses | mail address | e mail address | private address | email addresses
tax_id : vat | vat id | tax ids | fiscal number | tax number | ust | rfc | siret
po_number : order number of the customer | purchase order | po | customer's reference
consent : opted out | opt out | mailable | gdpr | consent | permission to mail | unsubscribed | withdrew | right to be
    forgotten | delete request | erase | erasure | personal data | privacy | dsgvo | data protection | consent flag |
    marketing permission | may be mailed | deletion request | be forgotten
unsubscribe : opted out | unsubscribed | no more mails | stop mailing | opt outs | removed from the list
legal_entity : legal name | registered name | company suffix | gmbh | ltd
partner : reseller | resellers | distributor | partners | channel | indirect | implementation partner | var | agency |
    integrator | alliance
partner_portal : portal | partner site | partner login | partner community | reseller portal | partner hub
deal_registration : deal registration | registered the deal | registered deal | registration | registers the deal |
    register a deal | reg request | deal reg | registered partner deals | submit deals
nda : nda | secrecy agreement
seat_count : seats | licences bought | licences .. handed out | users bought | number of licences | licenses |
    assigned vs bought | seats used
usage_data : product usage | usage numbers | logins of the customer | how often people sign in | how often .. log in |
    adoption | active users | telemetry | usage widget | how much they use | use the product | usage | product data |
    feature use | doubled their logins | logs in any more | flat line
payment_terms : net30 | 30d | thirty days | net 60 | days to pay | payment days | when they pay | terms of payment |
    instalments | prepayment
start_date : contract begin | begin date | start of term | go live | service begin | billing begin
amount : deal value | deal size | the number on the deal | order value | total of the deal | deal total | acv | tcv |
    sum of the deal
arr : recurring revenue | annual value | yearly value | mrr | annual revenue
commission : paid for | get paid | bonus | payout | commission statement | incentive | estimator | earn | earnings |
    kicker | accelerator | spiff | comp plan | statement | variable | paycheck | what I'm owed
quota : target | quota | goal | number I have to hit | attainment | annual number | yearly target | ramp
lead_source : where .. came from | came from | sourced by | source | how they found us | where it came from | origin |
    credit as an inbound | shows web
lead_score : points | scored | lead score | score of the lead | hot or not | grade | scoring
mql : mql | marketing qualified | mqls | qualified lead
lead_routing : round robin | assigned leads | handing inbound | hands leads | distribution of leads | lead goes to |
    leads go to | gets the lead | queue | routed | routing | assignment rule | reach an sdr | assignment of leads |
    lead distribution | given to someone | stone cold inbounds | cold inbounds | lead assignment | rotation | dealt
    out | goes round
lead_conversion : convert | converting | conversion | convert button | when I convert | becomes an opp | turn .. into
    an opp | turning a lead | converted the lead | qualify the lead
sla : first response | response time | response clock | time to first | minutes to call | speed to lead | clock |
    response deadline | sla
web_form : contact form | form on the site | website form | web form | landing page | demo form | form fields |
    download form | homepage form
webinar : webinar | on24 | attendees | online event | webinars | zoom event | attended
event_import : fair upload | trade fair list | fair list | badge scans | booth | exhibition | messe | list import |
    list upload | uploaded the list | import list | contact import | imported list | list was loaded | conference list
    | trade show | uploaded a list
data_import : import wizard | csv | import | upload rows | loaded | data load | bulk load | spreadsheet upload |
    uploaded a file | faulty row | import file | loader | import template | uploaded
export : export | download | exported file | excel export | export file | rows | downloads | extract | pull .. into
    excel | get .. into excel | csv download | lines
business_card : scanner | business card | card scan
linkedin : linkedin | sales navigator | inmail
messenger : whatsapp | messenger | wechat | text messages | sms | teams chat | telegram
sequence : cadence | sequence | drip | automated follow up | automated mails | outreach | still interested | salesloft
    | step of the cadence | auto mail
email_template : email template | templates | canned | mail template | standard mail | boilerplate | merge field |
    placeholder | dear firstname | snippet
enrichment : zoominfo | enrichment | clearbit | data vendor | cognism | apollo | auto fill company | vendor data | the
    tool reckons | dealfront | firmographics | looked up automatically
influence : attribution | first touch | last touch | credit for the deal | marketing credit | campaign credit | touch
    model | multi touch | the fair we spent | touches | sourced pipeline | roi | influenced
campaign : campaign | campaigns | mailing | event we spent | programme
campaign_member : member status | campaign members | attendee list | responded | registered | campaign member
meeting_scheduler : booking link | book a meeting | calendly | chili piper | booking page | schedule a walkthrough |
    schedule a demo | scheduling link | slots | booking widget | scheduler | demo booking | free slots
calendar : outlook calendar | google calendar | appointment | appointments | invite | invites | invitation | calendar
    | meetings | rescheduled | reschedules | organiser | organizer | calendar sync | recurring meeting | dentist |
    private appointments
call_log : logged call | log a call | call record | log calls | logged calls | calls | who was on the line | call
    outcome | disposition | call log | logging a call | voicemail
dialer : dialer | click to call | click to dial | softphone | aircall | ringcentral | caller id | ring out | phone
    system | power dialer | dial | call center | phone integration | number is dialled | when tapped
recording : gong | recordings | call recording | chorus | transcript | recorded call
email_addin : outlook panel | mail add in | outlook add in | gmail plugin | outlook plugin | sidebar | add in |
    outlook sync | gmail sync | mail sync | email sync | mail panel | plug in | inbox plugin | mailbox | e mail
    integration | inbox sync | outlook | gmail
email : mails | e mails | messages to the customer | mail thread | replies | inbox | email thread
forecast : forecast tab | forecast page | call number | forecast view | forecast call | weekly number | forecast
forecast_rollup : roll up | rollup | rolls up | total of my team | sum of my team | team's total | under a vacant |
    region total | manager total | in the total | added up
snapshot : snapshot | picture gets taken | frozen figure | sunday night | weekly picture | as of monday | last week's
    state | week on week
pipeline_view : pipeline view | pipe | pipeline | team's deals | all my deals | pipeline review | coverage | pipeline
    report | pipeline board
dashboard : dashboard | tile | widget | chart | graph | gauge | dashbord | board | component
report : regional report | total in the report | report builder | subtotal | bar chart | pivot | summary report |
    bookings list | reports | region report | report
list_view : list view | columns | column widths | saved list | sort by | list of accounts | views | filtered list |
    drag the columns | column order | pinned list | inline edit | rows in the list
handoff : handover | hand over | handoff | passed to cs | sales to cs | transition to cs | after closing | after the
    deal is won | internal handover | what was promised | was promised | promised features
handoff_form : handover form | handoff form | handover questionnaire | transition form | cs handover | onboarding form
    | sales press skip | handover sheet
commitments : promised | what we promised | promises | commitments | side promise | what sales said
onboarding : onboarding | kickoff | kick off | first session | go live | implementation team | onboarding record |
    onboarding manager | onboarding case | new customer setup | project start
health_score : red account | green account | health | traffic light | turns green | turns red | at risk | account
    shows green | customer health | happiness | churn score | flagged as at risk | red amber green | score is green
nps : nps | promoters | detractors | 9 and 10 | satisfaction
qbr : qbr | business review | quarterly review
renewal : renewals | next year's | extension | renewing | next term | prolongation | renewal list | rollover
renewal_opp : renewal opp | renewal opportunity | next year's opp | renewal deal | extension opp | renewal record
contract_end : contract running out | contract ends | runs out | end date | expiry | expires | term end | about to
    lapse | contract expiry | lapses
notice_period : notice | termination | give notice | cancel by | notice window | notice date | cancellation deadline
churn : churned | cancelled | termination | gave notice | given notice
discount : concession | concessions | rebate | rebates | percent off | special price | off the list | discounts |
    margin | price cut | reduction | round .. percent
approval : approval | say yes | sign off | approve | ok from | waiting for approval | signed off | approvals | goes to
    the vp | wait for | green light | approver | approval chain | approval mail | escalates to | permission from my
    boss | needs the vp
approver : approver | who approves | regional vp | vp | director | second approver | my boss can't approve
quote_pdf : printed offer | quote pdf | footer | page 2 | document for the customer | customer saw | letterhead |
    cover page | offer document | printout | pdf of the quote | what the customer gets | branding | logo on |
    generated document | quote document | on paper | quote template
esign : docusign | e signature | esignature | signature | signed | adobe sign | envelope | signer | sent for signature
    | legal signed | countersign | pandadoc | e sign
legal : legal | lawyers | counsel | legal team
credit_check : credit block | credit hold | credit limit | creditworthiness | stopped deliveries | credit check |
    blocked for delivery | on credit stop | solvency | delivery stop
erp : sap | netsuite | erp | accounting | back office | dynamics ax | finance system | order system | customer number
    | finance tool | oracle | sage | invoice system
slack_alert : slack | slack alert | channel | teams message | slack message
notification : notification | notified | alert | ping | buzzes | watch buzzes | reminder | bell | push message |
    pushes | reminded | notify | emails from the system | reminder emails | alerts | pings | pop up | digest |
    notifications | gets told | remind
automation : workflow | rule | bot | automatic | flow | automated | by itself | trigger | job
validation_rule : format rule | check rejects | validation | rejects | accepts only | refuses | too picky | won't
    accept | doesn't accept | error on save | format check
search : search bar | at the top | zero hits | searching | look up | search results | search | find | global search |
    type .. name | hits | lookup
picker : picker | lookup | drop down | type ahead | lookup window | selection list
picklist : dropdown | picklist | drop down | options | values | choices | pick list | list of values
duplicate_rule : duplicate rule | duplicate warning | duplicate popup | duplicate check | duplicate alert | matching
    rule | already exists | dedupe | dup check | possible duplicate | duplicate detection
merge : merge | merging | combined | combine | put together | two records into one | merged | losing account | winning
    record | consolidate
mobile : phone app | iphone | ipad | tablet | android | on my phone | mobile app | in the car | from the road | on the
    train | parking | phone screen | app | smartphone | mobile | on the go | field visit
offline : no signal | offline | no reception | warehouse | no internet | basement | no network | flight | plane | dead
    zone | tunnel
login : sso | log in | password | logs me out | logged out | session | mfa | two factor | authenticator | okta | sign
    in | login | one time code | entering the code | login screen | identity | credentials
account_page : account page | customer page | account record | account layout | client page | account screen
opp_page : opportunity page | opp page | deal page | deal screen | opp layout | opp record
page : layout | page layout | screen | tab | section | scroll | related list | header | panel | card
field_history : who changed | audit trail | what it was before | field history | changed by whom | previous value |
    log of changes | when it changed | track changes
training : training | guide | course | video | wiki | manual | e learning | onboarding deck
licence : licence | seat for | paid seat | license
time_zone : time zone | sydney | chicago | pacific | server time | utc | time zones | cet | est | london time | an
    hour late | an hour early | middle of the night | 3 am | 3am | 2am | 2 am | at night | hour off | singapore |
    tokyo | live in chicago | warsaw | eight time zones | daylight
holiday : vacation | maternity | holidays | on leave | out of office | sabbatical | sick | away till | parental |
    public holiday | bank holiday | away | crete | isn't at work | isn't even at work | not at work
region_field : dach | emea | apac | latam | nordics | benelux | region | regions | asia
sandbox : sandbox | test environment | test system | staging | refreshed copy | demo org | uat | try things | test
    anything | testing
release : release | deployed | go live on | rollout of changes | update | new version | overnight change | release
    notes | unannounced | changed overnight | was different | change log | new fields | redesign | new layout
news_widget : news | articles
private_content : dentist | doctor | private | personal | birthday | kids | school | therapist | lunch | private
    messages | yoga
characters : umlaut | umlauts | accents | special characters | muller | müller | accent | cyrillic | encoding |
    question marks | ø | å | ñ | diacritics | mueller | garbled
slow_wait : coffee | kettle | tea | spinner | hourglass | spins | spinning | loads for | to load | half a minute |
    make a sandwich | NUM seconds | NUM secs | NUM s | brew | forever to load | wheel
serial_number : serial number | serial numbers | device id | serial
test_records : test accounts | test records | do not use | dummy accounts | test data | demo accounts | demo records
leaver : left the company | left the team | has left | people who left | leavers | leaver | quit | retired | resigned
    | ex colleague | who left | former colleague | gone since | no longer works | former rep | steve's chair | vacant
    | rep leaves | someone quits | someone leaves | tom's gone | have left | departed | moved on
delegate : on behalf | assistant | ea | delegation | deputy | cover for | covering for | stand in | substitute |
    delegate | covers for
bulk : bulk | one by one | one at a time | mass | in one go | all at once | each one | by hand one | opening 140 |
    hundreds | mass update | mass change | select all | several at once | in bulk | individually | separately | mass
    edit | NUM records
"""
