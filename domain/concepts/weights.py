"""How telling words and concepts are. Written by `bench/fit_pairs.py`."""


def _table(text: str) -> dict[str, float]:
    """Lines of a weight and the words that have it."""
    rows = (line.split() for line in text.split("\n") if line)
    return {word: float(weight) for weight, *words in rows for word in words}


WORD_WEIGHTS = _table("""
0.0 NOT about after again all although and another any anyone as at be because before but by can could do each even
0.0 every for from get go have here how if in into just let like make many may might more most much must no nobody
0.0 nothing now off on one only or other out over per same say should since so someone something still than then
0.0 there thing though to too until up use want what when where which while who why will with would yet
0.4 account customer deal hav
0.5 ask befor call chang clos contact dat day field forecast form lead list need new number open opp pag quot
0.5 renewal show stag ther tim two
0.6 1 2 3 4 add back becaus campaign com contract count creat cs dashboard edit email end fill find first handoff
0.6 know last lik log look los mail mak manager meet monday month mov nam next not opportunity owner peopl phon
0.6 pipelin product read reason record rep report sam sav scor search see send sign sinc step tak task team tell
0.6 thre typ week without writ wrong year
0.7 % 10 12 14 30 40 5 activity already amount answer anyon app approval between bill board book both box cas churn
0.7 click client column commit company competitor copy credit crm csm de discount drop duplicat everyon everyth
0.7 exist export fil filter financ four friday giv goe gon half hand handover health her hubspot ignor import includ
0.7 k keep leav left legal lin link liv load minut miss mobil mor morn never night noth ok old onboard onc order
0.7 partner past pdf person pick plan pric promis put quarter reminder request requir review right risk rul run sal
0.7 screen sdr second set shar sit someon someth sourc split start status stop sync system tab territory text
0.7 through today twic updat valu view visit wait way wher win won work yes
0.8 11 20 31 6 60 7 9 90 access address ae ago agr alert always anyth approv arr arriv assign attach attachment
0.8 attribution auto best blank block budget business button buy calendar card category champion channel check
0.8 checklist choos clon colleagu comment commission conversion convert country currency cut data dead decision
0.8 delet demo different document doubl down due early el els empty enter error event excel fair fiv fix flag follow
0.8 fre full good group help history hit hour id implementation instead invoic item january job kanban kickoff la
0.8 lack land lat layout le lock login long lookup loss mandatory mark market match mean member merg min mql multy
0.8 nin non notic offer offic offlin ops outlook overwritten paper parent picklist plac point portal post print
0.8 probability project proposal prospect q question queu rat red region reply reset result rol roll round row
0.8 salesforc se seat seconds sell sequenc sheet shown signatur six skip slow small somebody sort stay success
0.8 sunday support survey talk technical templat term test th thank think thursday tick ticket til timelin tool
0.8 total touch trad train tuesday turn under upload usa usag used user utm vat visibl vp w web webinar whether whil
0.8 whol word yesterday zero
0.9 00 100 15 18 19 200 22 24 25 50 8 80 900 accept acm activ admin aes age ai allow anybody anywher appear april
0.9 around auditor away bad becom better big boss bot bottom branch break bring broken build bulk buyer c cap carry
0.9 catalog cfo character chart chat checkbox clock co cod coffe cold color complet complianc compulsory confirm
0.9 consent contain conversation correct cost cover criteria current d dach das decid deck default definition
0.9 delivery desk dialer die differ director discovery docusign domain dos download dr draft drag dropdown dur
0.9 dynamic e eleven emea employe en engineer english enrichment entity erp euro everybody exclud exec expansion
0.9 expect expir explain fail feb feedback feel figur fin fir fiscal fit format front generat german global gmail
0.9 going gong googl great green grey guy h hang happen hat hear hid hir hold holiday hom honestly idea inbound
0.9 inbox industry influenc inherit integration invit ipad ist itself join july jump jun kill later les letter
0.9 licens limit logo lol lot lov lunch m map march margin mass mb meddpicc mention messag met middl mod negotiation
0.9 nic noon notification notify nps opt option original overlay overrid overwrit own paid park part pass password
0.9 pay percent phas picker ping pip playbook plus pm po pop postcod press previous privat process procurement
0.9 public pull purchas push qbr qualify que quick quota rais rather reach real referenc refresh refus regional
0.9 register registration reject releas remov renew reopen reseller respons rest restart retir revenu ring robin
0.9 rollup room rout s sap scan scanner schedul scop scroll section sector security segment servic ses session ship
0.9 short sid singl sku slack slid slip snapshot sorry spac speak spreadsheet spring sso st stakeholder stal stand
0.9 star statement stor straight stuff submit subscription subsidiary sum summary swiss switch t tabl tablet tag tax
0.9 tender thought thx titl tom tomorrow top try typo uk ups upsell upsid usd v validation vanish vendor verbal vs
0.9 walk warn wednesday weekend weekly weight well whatsapp whenever whit whoever y zoom
""")

CONCEPT_WEIGHTS = _table("""
0.26 c_cannot
0.27 c_numbers
0.28 c_transfer
0.31 c_auto c_gone
0.32 c_know opportunity required
0.33 c_missing email_template
0.34 c_sync
0.35 wrong_count
0.37 c_demand c_unasked c_visible customer_people
0.38 c_twice
0.39 account c_permission finance_team not_visible page
0.4 forecast
0.41 c_values
0.42 c_ownership c_value quote
0.43 c_effort wrong_trigger
0.44 count_extra handoff missing_function renewal stage
0.45 c_duplicate c_meaning c_report erp lead overwritten search
0.46 count_missing duplicate lost_data
0.47 c_format c_loss contact stale
0.49 c_elsewhere c_limit c_slow double_entry note readonly slow
0.5 campaign email field not_synced pipeline_view wrong_value
0.51 amount contract wrong_assignment
0.52 dashboard notification rep
0.53 approval csm mobile owner required_early
0.54 call_log noise report sandbox task
0.55 activity c_process c_wait late_process manager missing_option
0.56 at_closing attachment c_search c_unused confusing_values missing_mobile not_found onboarding partner
0.56 product_line too_many_fields truncated unused
0.57 after_change automation c_broken c_notice crash format_rejected lead_source list_view not_told partner_people
0.57 source_field
0.58 event_import hierarchy leaver_trouble meeting too_many_clicks
0.59 c_training close_date forecast_category no_guidance not_carried territory
0.6 at_night c_definition calendar cannot_undo currency_field definition_changed delay export health_score
0.6 permission picklist required_irrelevant
0.61 esign no_owner recording
0.62 c_timing discount email_addin missing_filter no_place_for on_edit validation_rule wrong_default
0.63 address c_link c_order cannot_bulk churn data_import login loss_reason mismatch release sort_order split
0.63 wrong_pick wrong_recipient
0.64 invoice lead_conversion leaver on_clone slow_wait
0.65 next_step on_monday shared_limit
0.66 absent_person closed_won handoff_form layout_bad lead_routing lead_score no_access region_field
0.67 approver case in_review legal legal_team picker presales_request time_zone
0.68 influence phone_field price_book too_visible wrong_credit
0.69 c_login competitor contract_end logout sdr se wrong_day
0.7 account_page commission event holiday tax_id visit_report web_form
0.71 c_old exec_team forecast_rollup free_text_mess obsolete order parent_account price too_late usage_data webinar
0.71 wrong
0.72 bulk campaign_member consent offline opp_page private_content slack_alert sync time_tracking
0.73 cannot_log dialer fake_value ops_team quote_pdf sequence start_date
0.74 kanban marketing_team merge mql probability project renewal_opp seat_count us_region weekend weekend_count
0.75 at_conversion closed_lost help_text licence quota renewal_dashboard unreadable
0.76 enterprise_segment expansion old_people pdf qbr qualification segment_field snapshot sold_scope training
0.77 contact_role deal_registration industry no_context smb stakeholder
0.78 bundle go_live_date offline_loss po_number skippable small_deal survey utm
0.79 arr country_field enrichment germany job_title language_place notice_period score support_team
0.8 blocks_duplicate_rule double_count handoff_checklist headcount hubspot lead_status meeting_booking
0.8 meeting_scheduler missing_column pipeline_deck record_type too_many_values unassigned
0.81 apac_region at_month_end auto_close budget business_card characters delegate holiday_ignored mass_update
0.81 new_hire nps plain_text uk
0.82 at_creation bad_split cannot_create chat forecast_comment playbook realignment salesforce second_form
0.82 unsubscribe website_field
0.83 action_plan asks_id cannot_share duplicate_rule engagement fair forecast_override
0.85 account_plan demo economic_buyer legal_entity phone_search procurement sla
0.86 account_team champion commitments implementation_risk kickoff_date margin renewal_amount renewal_quote rfp
0.86 sdr_visibility sourced_report stage_age stage_change technical_notes weekly_call zoom
0.88 billing_contact clari domain field_history first_meeting implementation ireland partner_portal public_sector
0.88 renewal_risk serial_number stale_alert swiss
0.9 account_search ai contract_value credit_check date_format fax_field fiscal_year forecast_submission france
0.9 linkedin messenger newsletter no_history no_link price_history product_filter qualified_pipeline renewal_owner
0.9 shipping trial unclear_change weekly_compare
0.92 activity_report asset covers_region handoff_note handoff_pdf language_only opp_number payment_terms
0.92 pipeline_email renewal_task roadshow sales_qualified weighted
0.94 billing_address cannot_extend csm_assignment currency_missing deal_name forecast_summary gross_net
0.94 marketing_automation nordics only_mine partner_flag quote_number reference_flag response_date stage_back
0.94 test_records wrong_rate
0.97 auto_renew cannot_delete coaching_note complexity dark_mode decision_process discount_field far_away
0.97 legacy_product legal_task nda onboarding_queue onboarding_task one_direction product_interest renewal_reminder
0.97 sdr_handoff security_review slip_reason subscription trading_name
""")
