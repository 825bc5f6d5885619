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
0.3 hav
0.4 account customer deal
0.5 ask befor call chang clos com contact dat day field forecast form lead list need new number open opp pag quot
0.5 renewal sam see show stag team ther tim two
0.6 1 2 3 4 add back becaus campaign company contract count creat crm dashboard edit email end find first handoff
0.6 know last lik lin log look los mail mak manager meet month mov nam never next not noth opportunity owner peopl
0.6 phon pipelin product put read record rep report sav scor search send sign sinc start step tak task tell thre typ
0.6 updat week without work writ wrong year
0.7 % 10 12 30 5 activity alert already amount answer anyon app approval between bill board book both box cas click
0.7 client column commit competitor copy credit cs csm de discount drop duplicat everyon everyth exist export fill
0.7 filter financ four friday giv goe gon half hand handover health her hour ignor import includ k keep leav left
0.7 legal link liv load minut miss mobil monday mor night offer ok old onboard onc order partner past pdf person
0.7 pick plan pric promis quarter rat reason red region reminder request requir review right risk rul run sal screen
0.7 sdr second sell set shar sit somebody someon someth sourc split status sync system tab territory text through
0.7 ticket today twic user valu view visit wait way wher win won yes
0.8 11 14 15 20 31 40 6 60 7 9 90 access address admin ae age ago agr always anybody anyth approv arr arriv assign
0.8 attach attribution auto best blank block budget bulk business button buy buyer calendar card category champion
0.8 channel check checklist choos churn clon colleagu comment commission conversion convert country currency cut
0.8 data dead decision delet demo different document doubl down due early el els empty enter error event excel fair
0.8 fil fir fiv fix flag follow fre full good group help history hit hubspot id implementation instead invoic item
0.8 january job kanban kickoff la lack land lat layout limit lock login long lookup loss mandatory mark market match
0.8 mean member merg min morn mql multy nin non notic offic offlin ops outlook overwritten paid paper parent
0.8 picklist plac point portal post press print probability project prospect q qualify question queu quota reach
0.8 register releas reply reset result rol roll round row salesforc se seat seconds sequenc servic sheet shown
0.8 signatur singl six skip slow small sort stay stop success summary sunday support talk technical templat term
0.8 test th thank think thursday tick til timelin tool total touch trad train tuesday turn under upload usa usag
0.8 used vat visibl vp w web webinar whil whol word yesterday zero
0.9 00 100 18 19 200 22 24 25 300 50 8 80 900 accept acm activ aes ai allow anywher appear april around articl
0.9 attachment attainment attende auditor away bad becom begin belong better bid big boss bot bottom branch break
0.9 bring broken build c cap carry catalog cfo character chart chat checkbox clock co cod coffe cold color committe
0.9 compar complaint complet complianc compulsory confirm consent contain conversation correct cost cover creation
0.9 criteria current d dach das decid deck default definition delivery desk dialer die differ differenc director
0.9 disappear discovery docusign dollar domain dos download dr draft drag dropdown dur dynamic e editor eleven emea
0.9 employe en engineer english enrichment enterpris entity entry erp euro everybody exclud exec expansion expect
0.9 expir explain fac fail far featur feb feedback feel figur fin firm fiscal fit format french front generat german
0.9 global gmail going gong googl great green grey guess guy h hang happen hat head hear hi hid hir hold holiday hom
0.9 honestly idea inbound inbox industry influenc info inherit integration invit ipad ist itself join july jump jun
0.9 kill label languag later le les letter licens linkedin logo lol lot lov lunch m machin map march margin mass mb
0.9 meddpicc mention messag met mid middl mix mod myself negotiation net nic noon notification notify nps nurtur opt
0.9 option org original our overlay overrid overwrit own park part pass password pay payment percent period phas
0.9 photo picker ping pip plant playbook plus pm po pop postcod previous privat process procurement proposal public
0.9 pull purchas push qbr que quick rais rather re ready real recycl referenc referral refresh refus regional
0.9 registration reject remov renew reopen reseller respons rest restart retir return revenu ring robin rollup room
0.9 rout s sampl sap scan scanner schedul scop scroll section sector security segment select separat ses session
0.9 several ship short sid sku slack slid slip snapshot soon sorry spac speak spreadsheet spring sso st stakeholder
0.9 stal stand star statement stor story straight stuff submit subscription subsidiary sum summer survey swiss
0.9 switch t tabl tablet tag target tax tender third thought thx titl together tom tomorrow top track treat trial
0.9 trigger try typo uk unless ups upsell upsid usd utm v validation vanish vendor verbal vs walk warehous warn
0.9 wednesday weekend weekly weight well whatsapp whenever whether whit whoever widget window within x y zon zoom
""")

CONCEPT_WEIGHTS = _table("""
0.26 c_cannot
0.27 c_numbers c_transfer
0.3 c_auto
0.31 c_gone opportunity
0.32 c_know c_missing email_template required
0.34 c_sync wrong_count
0.36 c_visible customer_people
0.37 c_demand c_twice c_unasked
0.38 account not_visible page
0.39 c_permission finance_team
0.41 c_value c_values forecast quote
0.42 c_ownership wrong_trigger
0.43 c_effort count_extra missing_function renewal
0.44 c_meaning c_report erp lead lost_data stage
0.45 c_duplicate duplicate handoff overwritten search
0.46 c_loss count_missing
0.47 c_format contact stale
0.48 c_elsewhere c_limit double_entry note readonly
0.49 c_slow campaign contract email field not_synced slow wrong_value
0.5 amount wrong_assignment
0.51 dashboard notification pipeline_view
0.52 owner product_line rep required_early
0.53 approval c_process c_wait csm late_process mobile noise report
0.54 activity attachment automation call_log confusing_values missing_option partner sandbox task
0.55 c_notice manager not_told truncated
0.56 after_change at_closing c_broken c_search c_unused crash hierarchy list_view meeting missing_mobile not_found
0.56 onboarding partner_people too_many_fields unused
0.57 format_rejected lead_source leaver_trouble
0.58 at_night calendar event_import not_carried recording required_irrelevant source_field
0.59 c_definition c_training cannot_undo close_date definition_changed delay export forecast_category health_score
0.59 no_guidance no_place_for permission territory too_many_clicks wrong_default
0.6 currency_field esign missing_filter no_owner picklist
0.61 c_link c_timing mismatch on_edit release validation_rule wrong_pick
0.62 address cannot_bulk churn data_import discount email_addin invoice login shared_limit split
0.63 c_order case loss_reason on_clone sort_order wrong_recipient
0.64 lead_conversion leaver slow_wait
0.65 absent_person layout_bad lead_routing next_step on_monday picker region_field
0.66 c_login closed_won competitor lead_score legal legal_team logout
0.67 approver commission handoff_form in_review influence no_access phone_field presales_request time_zone
0.67 too_visible visit_report
0.68 bulk contract_end order price_book quota webinar wrong_credit wrong_day
0.69 c_old event exec_team obsolete offline sdr se time_tracking
0.7 account_page fake_value holiday ops_team parent_account tax_id too_late wrong
0.71 campaign_member forecast_rollup marketing_team price private_content project usage_data web_form
0.72 consent dialer free_text_mess merge notice_period opp_page seat_count segment_field slack_alert sync
0.73 cannot_log language_place quote_pdf sequence
0.74 help_text kanban lead_status licence mql renewal_opp sold_scope start_date us_region weekend weekend_count
0.75 at_conversion closed_lost enterprise_segment expansion industry offline_loss old_people pdf probability
0.75 renewal_dashboard rfp stakeholder training unreadable
0.76 job_title qbr snapshot
0.77 bundle deal_registration mass_update no_context qualification skippable support_team
0.78 arr contact_role small_deal smb survey too_many_values
0.79 germany go_live_date po_number score unassigned utm
0.8 auto_close blocks_duplicate_rule budget cannot_create chat country_field delegate double_count enrichment
0.8 handoff_checklist headcount hubspot meeting_booking meeting_scheduler messenger missing_column pipeline_deck
0.8 plain_text record_type website_field
0.81 apac_region at_creation at_month_end business_card cannot_share characters duplicate_rule holiday_ignored
0.81 new_hire nps trial uk
0.83 bad_split demo fair field_history forecast_comment linkedin margin playbook realignment salesforce second_form
0.83 unsubscribe
0.84 account_team action_plan asks_id engagement forecast_override sla
0.85 account_plan asset commitments economic_buyer kickoff_date language_only legal_entity phone_search procurement
0.85 zoom
0.86 champion domain forecast_submission france implementation implementation_risk payment_terms public_sector
0.86 renewal_amount renewal_quote sample sdr_visibility sourced_report stage_age stage_change stale_alert
0.86 technical_notes weekly_call
0.88 account_search ai billing_contact cannot_extend clari first_meeting gross_net ireland nordics partner_portal
0.88 renewal_risk sales_qualified serial_number shipping sow swiss
0.9 activity_report contract_value credit_check date_format fax_field fiscal_year newsletter no_history no_link
0.9 price_history product_filter qualified_pipeline renewal_owner roadshow unclear_change weekly_compare
0.92 cannot_delete covers_region handoff_note handoff_pdf news_widget opp_number org_chart pipeline_email
0.92 quote_number renewal_task test_records weighted
0.94 billing_address csm_assignment currency_missing deal_name forecast_summary marketing_automation mood
0.94 onboarding_task only_mine partner_flag reference_flag response_date stage_back trading_name wrong_rate
0.97 auto_renew closes_early coaching_note complexity dark_mode decision_process discount_field far_away
0.97 inactive_user legacy_product legal_task nda no_show onboarding_queue one_direction partner_margin
0.97 product_interest renewal_reminder sdr_handoff security_review slip_reason subscription uplift
""")
