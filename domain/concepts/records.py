"""Records of a CRM and their fields, as friction reports call them. Lines as explained in `lexicon`."""

RECORDS = """
opportunity : opportunity | opp | oppty | deal | opportunities | potential deal
account : account | big customer in | company | firm | organisation | client record | customer file | customer
    account | customer card | customer profile | organization
contact : contact | person record | person's record | new person | contacts | people record | address book | people
    records | contact record | contact details | contact person | contact list | decision makers list | customer
    contacts | primary contact | main contact
lead : lead | prospect | inquiry | enquiry | inbound request | suspect | leads | mql | sql | inbounds | inbound
    leads | hand raiser | new inquiry | website lead | demo request
campaign : campaign | marketing event | program | campaigns | mailing campaign | campaign list | campaign name |
    campaign field
quote : quote | offer | proposal document | quotation | cpq | order form | price proposal | configurator | estimate
    pdf | quotes | offers | proposals | quoting | quoting tool | quotation tool | price offer
contract : contract | agreement | signed paper | msa | order paper | frame agreement | contracts | paperwork |
    signed document | contract file | order document
product_line : product line | line item | product | sku | line items | opportunity product | item on quote | article
    | hardware | products | product items | modules | add ons | add on | service lines | product catalogue | product
    family | skus | product code | line items appear | opportunity products | products on opp
price_book < quote : price book | price list | catalogue | catalog | list price | pricebook | rate card | price
    lists | prices | list prices | catalogue prices
case : ticket | case | support request | complaint | helpdesk | incident | email to case | zendesk | service desk |
    escalation
task : task | to do | to dos | todo | action item | follow up task | reminder task | activities to do | checklist
    task | tasks | reminders | follow ups | follow up | next action | action list | due items | task list
activity : activity | activities | timeline | interaction | engagement | touchpoint | logged call | last
    conversation
note : note | remark | comment | call notes | memo | meeting notes | free text | notes | notes field | notes box |
    meeting summary | write up | long text
attachment : attachment | attach | upload | file | document | zip | redline | pdf upload | image | attachments |
    pdfs | documents | picture | photo | screenshot | file upload | uploads
subscription : subscription | entitlement | licence term | license term | evergreen
order : orders | purchase order | sales order
invoice : invoice | invoicing | bill | billing | accounts receivable | paid | payment | dunning
asset : asset | installed base | serial number | equipment
project : project | implementation project | onboarding project | kickoff | kick off
visit_report : visit report | visit form | call report | field visit | customer visit | left with customer | visit
    reports | visit notes | trip report | field report | after a visit | visits | customer visits | visit log
account_plan < account : account plan | strategy doc | account strategy | whitespace map | white space | untapped
    potential | potential for | upsell potential | expansion potential | whitespace | growth potential
price : price | pricing
amount : value of deal | amount of deal | sum | total | amount | deal value | deal size | tcv | acv | deal amount |
    size deal | sum of deal | order value | volume | deal volume | opp value | opportunity amount | opp amount |
    total price | how much | figures on deal | amount field | multi year | first year
arr < amount : revenue figure | recurring | arr | mrr | recurring revenue | annual recurring
margin < amount : margin | profit | cost price
close_date : close date | closing date | expected close | closed date | date when deal closes | push date | push ..
    date | close deal date | pushing .. deal .. quarter | signing date | close from | date deal | close dates |
    closing day | expected date | target date | deal date | close month | date of close | date slips | pushed date |
    push the date | signing day | expected signature
next_step : next step | next steps | what happens next | what comes next | next action | next action field | what's
    next | next move | follow up field
stage : stage | phase | sales stage | pipeline stage | move stage | discovery | negotiation | step of pipeline |
    sales process | negotiate | exit criteria | entry criteria | stage criteria | opportunity stage | deal stage |
    stage field | stage change | closing stage | propose | evaluation stage
probability < forecast : probability | win probability | percent chance | likelihood | win chance | odds | win
    percentage | percentage field
forecast_category < forecast : forecast category | best case | upside | commit category | category | omitted |
    commit | most likely | pipeline category
loss_reason : loss reason | reason .. lost | lost reason | closed lost reason | reason lost | why lost | churn
    reason | reason churn | reason why we lost | cancellation reason | lost renewal .. take | reason .. lose | why
    we lose | reason for loss | reason for losing | why deal .. lost | price feature | project cancelled | lost
    because | why .. lost | customer dropped | lost to | close reason | closed reason | reason for closing | why we
    lost
closed_lost : closed lost | lost deal | mark lost | dead deal | marked dead | marked .. lost | lose deal | dead
    deals | lost opps | lost deals | closed lost opps
closed_won : closed won | win deal | won deal | close won | when win | deal signed | at winning | after win | after
    signature | marked won | deal is won | won opps | won opportunities | after .. win | newly won | new win
competitor : competitor | rival | competition | competing vendor | battlecard | competitors | rivals | competitor
    field | who we compete | up against | competing
champion : champion | sponsor | coach in account | advocate | internal sponsor | supporter at customer | our friend
    at | inside sponsor | ally
economic_buyer : economic buyer | budget holder | whoever has budget | decision maker | signatory | who has budget |
    budget owner | person with budget | final decision maker | money person
contact_role : contact role | buying group | buying committee | buying role | stakeholder role | role buying |
    stakeholder map | contact roles | roles on deal | role of contact | roles
stakeholder : stakeholder | stakeholders | people involved | contacts involved | decision makers | influencers |
    people at customer | buying centre | buying center
decision_process : decision process | how decide | decision making process | buying process | essay
decision_criteria : decision criteria | evaluation criteria
procurement : procurement | purchasing | purchasing department | buyer department | sourcing department |
    procurement status | procurement portal | purchasing dept | buying department | vendor registration | supplier
    onboarding
qualification : meddic | meddpicc | bant | qualification | qualification questions | spiced | qualification criteria
    | meddic fields | bant fields
implementation_risk : implementation risk | delivery risk | rollout risk | project risk | technical risk |
    implementation effort | implementation risks | delivery risks | go live risk | technical risks | risk of
    implementation | rollout risks | onboarding risk | risk section | project risks | risks field | risk field
implementation : implementation | rollout | deployment | technical workshop | tech workshop
budget : budget
currency_field : currency | dollar | eur | euro | usd | gbp | sek | pounds | kroner | zloty | franc | yen | exchange
    rate | fx | multi currency | conversion rate | converted rate | foreign currency | local currency | exchange |
    in euros | in dollars | sterling | in pounds | show euros | in other currency
split : split | overlay | split deal | shared deal | co seller | co sell | secondary owner | shared opp | deal team
    | credit split | double credit | splits | overlay rep | co owner | second owner | deal share | share of deal |
    credit sharing | splitting
deal_name : opp name | deal name | opportunity name | name of deal | deals are called | deal called
record_type : record type | deal type | type of deal | opportunity type
territory : territory | patch | region assignment | sales area | postcode area | territories | area assignment | geo
    | patches | zone | area | sales region | regions | postcodes | zip codes | borders
owner : owner | ownership | account owner | assigned rep | belong to | who owns | reassign | account manager field |
    record owner | deal owner | opp owner | opportunity owner | lead owner | owned by | who is responsible | move ..
    customer from | from one rep to another | customers belong | change of owner | owner change | reassigning |
    accounts to another rep
parent_account < hierarchy : parent account | parent company | parent | mother company | group head | ultimate
    parent | holding | new parent
hierarchy : hierarchy | account hierarchy | subsidiary | child account | children | group structure | corporate
    family | moved to another group | subsidiaries | parent and child | affiliates | daughter company | sister
    company
industry : industry | sector | vertical | branch of trade | line of business | naics | sic code
segment_field : segment | tier | account tier | customer class | segments | segmentation | customer segment |
    enterprise | mid market | smb segment
country_field : country | billing country | nation
address : address | street | postcode | zip code | zip | city | postal code | shipping address
billing_address < address invoice : billing address | invoice address | billing street
billing_contact < contact invoice : billing contact | invoice person | invoice contact | accounts payable contact |
    who gets the invoice
phone_field : phone column | telephone column | has a telephone | phone field | phone number | mobile number |
    telephone | caller | landline | number in search
email_field : email address | mail address
website_field : website | domain | web address | url | homepage
fax_field < contact : fax | birthday | fax number | assistant name
job_title : job title | title | function of person | persona | cfo | job role | position of person
tax_id : vat id | vat number | tax number | tax id | vat | ust id | ein | company registration number | tax
    registration | tax code
po_number : po number | purchase order number | po | pos | order reference | purchase order | po field | order
    numbers
consent : consent | gdpr | opt in | data processing | privacy flag | permission to contact | double opt in
unsubscribe : unsubscribe | opt out | opted out | do not contact | stop list | suppression list | do not call
legal_entity : legal entity | legal name | entity
trading_name : trading name | trade name | brand name | dba | doing business as | company alias
partner_flag < partner : partner influenced | partner tick box | partner box | partner checkbox | partner sourced
    flag | partner flag
partner : partner | reseller | channel partner | distributor | alliance | var | channel deals | via channel
product_interest < product_line lead : product interest | interested in | interest list | product of interest
reference_flag : reference flag | reference customer | referenceable | customer reference | referenceable account
action_plan : mutual action plan | closing plan | close plan | joint plan | map
nda < legal : nda | confidentiality | non disclosure
seat_count : seat | number of users | user count | number of seats | head count
legal_contact < legal contact : legal contact | lawyer name | legal counsel name
payment_terms < contract : payment terms | payment term | net 30 | billing frequency | payment schedule
start_date < contract : start date | subscription start | service start | term start
auto_renew < renewal : auto renew | auto renewal | automatic renewal | evergreen
use_case : use case | pain point | pain points | business problem
incumbent : incumbent | current provider | existing vendor | current supplier
decision_date : decision date | buying timeline
org_chart < stakeholder : org chart | organigram | relationship map
call_off < hierarchy : call off | umbrella | framework deal | framework
edit_reason : reason for change | why .. changed | why .. altered | change reason
parent_child : parent opp | child opp
legal_task < legal task : legal task | contract review | legal to do | review to do
inactive_user < owner : inactive user | former employee
target_list : target account | target list | abm | named account
exec_sponsor : executive sponsor | exec sponsor
deal_score : deal score | opportunity score | ai score
region_field : region | geography | regions
delivery : delivery date | ship date | delivery
pricing_tier : price tier | volume tier | tier price
headcount : number of employees | employees | headcount | company size | staff size | size of company
date_format : date format | date fields | date field | date picker | calendar picker | dates flip
account_team < account : account team | account teams | specialists | deal team members
sow < contract : sow | statement of work | signed contract
price_history < price : price history | history of price | earlier terms | earlier prices | what we charged |
    charged | past price | previous price | former price
approver < approval : approver | second approver | approval chain | chain of approval | approval request | approval
    path | approval step | ok a price | sign offs
demo : demo | demonstration | product demo
multi_thread < stakeholder : multi threaded | multi threading | several people involved | multithreaded
realignment < territory : realignment | territory realignment | territory split | new territories | territory change
    | territory swap | territory handover | carve up | january territories | reorg | patch change | new patch
legacy_product < product_line : legacy product | old product | v4 | previous version
gross_net : gross | net
score : score
time_tracking : hours | record time | time on deal | time entry | time tracking | timesheet
discount_field < discount : discount field | discount percent | discount terms | percent discount
customer_ref < reference_flag : reference
fiscal_year : fiscal year | financial year | year end
slip_reason < close_date : slip reason | reason for slip | reason for delay | why it's delayed | pulled forward |
    pull .. date | push reason
politics < stakeholder : politics | who hates whom
shipping : shipping | freight | shipping cost
small_deal : small deals | small opps | deals under | opps under | tiny deals | transactional | web order | NUM
    dollar | NUM euro | smb deals | low value deals
stage_change < stage : stage change | move of opportunity | moved stage | changes stage | change of stage
stage_back < stage : moving back | move back | back a stage | step back | one step back | back to an earlier stage |
    previous stage | set back
sales_qualified < lead : sql | sales qualified | definition of sql | qualified lead | funnel conversion
technical_notes < note handoff : technical notes | technical bit | technical notes from | evaluation notes | se
    wrote | se's notes | solution notes
pipeline_email < pipeline_view notification : pipeline email | pipeline summary | monday summary | weekly pipeline
    email | pipe summary
renewal_task < renewal task : renewal task | renewal tasks | call clients .. renewal | task .. renewal
renewal_probability < renewal probability : renewal probability | probability .. renewal | every .. extension starts
opp_number < opportunity : opp id | opp number | opportunity number | opportunity id | deal number | deal id
"""
