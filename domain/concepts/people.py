"""Who is affected and when: roles, markets, moments. Lines as explained in `lexicon`."""

PEOPLE = """
rep : rep | ae | account exec | account executive | salesperson | seller | sales rep | colleague | closer
manager : manager | team lead | head of sales | vp | director | leader | boss | supervisor
csm : csm | cs | customer success | success manager | onboarding team | client success | account manager
sdr : sdr | bdr | prospector | inside sales | business development
se : se | solution engineer | sales engineer | presales | technical presales | solution consultant
finance_team : finance | accounting | controller | bookkeeping | accounts
marketing_team : marketing | marketer | demand gen | campaign manager | product marketing
legal_team : lawyer | counsel | legal
ops_team : ops | revops | sales ops | admin | administrator | operations
support_team : support | helpdesk | service team
exec_team : board | ceo | cro | exec | executives
partner_people : partner | reseller | distributor | channel
new_hire : new hire | new joiner | started monday | new starter | just joined | newcomer
customer_people : customer | client | buyer | prospect
smb : smb | small customer | small business | tiny | startup | tiny deals | small deals | one decision maker
enterprise_segment : enterprise | large account | big customer | group | key account
public_sector : public sector | public tender | government | municipal
germany : german | germany | dach | munich | berlin | bavaria
uk : uk | british | london | england | united kingdom
ireland : ireland | irish | cork | dublin
us_region : us | usa | american | america | united states | california | denver
apac_region : apac | sydney | auckland | australia | singapore | japan | japanese
swiss : swiss | switzerland | zurich
nordics : nordics | norway | norwegian | sweden | swedish | denmark
france : french | france | paris
"""

MOMENTS = """
at_creation : at creation | on creating | brand new | new deal | when create | from start
at_closing : closed won | when win | at signature | after signing | signing | when close
at_conversion : after convert | conversion | when convert
at_month_end : month end | quarter end | end of quarter | end of month
at_night : overnight | each night | every night | nightly | each morning | every morning | evening
on_monday : monday | weekly | each week
on_edit : whenever | each time | every time | after each | every change | as soon as
after_change : since update | since change | since release | since march | since | last change
in_review : review | in review | pipeline review | forecast call | qbr
first_meeting : first meeting | intro call | first call
on_clone : clone | cloned | duplicates deal | copy deal | duplicated
"""
