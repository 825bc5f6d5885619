"""How telling words and concepts are, and what each sign counts. Written by `bench/fit_pairs.py`."""


def _table(text: str) -> dict[str, float]:
    """Lines of a weight and the words that have it."""
    rows = (line.split() for line in text.split("\n") if line)
    return {word: float(weight) for weight, *words in rows for word in words}


WORD_WEIGHTS = _table("""
0.0 NOT about after again all although and another any anyone as at be because before but by can could do each even
0.0 every for from get go have here how if in into just let like make many may might more most much must no nobody
0.0 nothing now off on one only or other out over per same say should since so someone something still than then
0.0 there thing though to too until up use want what when where which while who why will with would yet
0.4 deal hav
0.5 account ask call clos customer dat new opp renewal
0.6 1 2 3 4 add befor chang com contact count creat day email field first forecast form handoff know last lead list
0.6 log look los meet mov nam need next not number open owner pag pipelin quot record report sam see show sinc stag
0.6 tak team tell ther tim two typ week
0.7 % 30 5 activity amount approval back becaus book both campaign client commit contract crm cs csm dashboard edit
0.7 end everyth fill find giv health hubspot k legal lik lin liv mail mak manager minut miss mobil monday month noth
0.7 ok onboard opportunity partner peopl phon plan pric product promis put read reason rep requir review risk sav
0.7 scor search send sign sourc split start step tab task thre twic updat view without won work writ wrong year yes
0.8 10 11 12 14 40 6 60 9 ae agr alert already answer anyon anyth app approv arriv best between bill blank board box
0.8 budget cas category champion channel churn column comment company competitor copy credit cut data demo different
0.8 discount document drop due duplicat early enter event everyon excel exist export fil filter financ fix follow
0.8 four friday goe good group half hand handover her ignor implementation includ invoic keep kickoff land lat
0.8 layout leav left link loss mean min mor morn never night non offer offlin old onc order parent past pdf person
0.8 pick project prospect q quarter question rat red region reminder request right roll row rul run sal salesforc
0.8 screen sdr seat second sell set shar sheet sit small somebody someon someth status stay sync system talk term
0.8 territory text th thank through thursday ticket today tomorrow touch train usag used user valu visibl visit w
0.8 wait way wher win
0.9 00 100 15 18 19 20 200 22 24 25 31 50 7 8 80 90 accept access acm address aes ago always april arr assign attach
0.9 attribution auto bad block bring build business button buy calendar card check checklist choos clary click clon
0.9 colleagu color commission compar confirm convert country cover criteria currency de dead decision deck delet
0.9 delivery differ discovery dollar domain dos doubl down dr draft dropdown dynamic eleven els employe empty
0.9 everybody exclud exec expansion expect fac fair feb fir fiv flag folder fre full generat going gon gong googl
0.9 green guy h happen hat hear help hid history hit hour id import influenc inherit integration invit item january
0.9 job july kanban la lack later letter licens load lock login logo long lookup lov lunch m mandatory map march
0.9 margin mark market match meddpicc member merg mql multy myself nic nin noon notic offic ops original outlook
0.9 overwritten owe own ownership paid paper part phas picklist pm point portal post postcod print privat
0.9 probability procurement proposal public pull push qbr qualify queu quick re ready real referenc releas renew
0.9 reply reseller reset retail ring rol round s scan schedul scop se seconds section security segment ship short
0.9 shown sid signatur singl six slack slid slip slow sorry sort spac sponsor spreadsheet spring sso st stakeholder
0.9 star stop stor straight success summary sunday support t technical templat test think thread thx tick til
0.9 timelin tool top total trad tuesday turn uk under upsid usa v vanish vendor vp walk web webinar wednesday weekly
0.9 weight whether whil whoever whol word yesterday zero zoom
""")

CONCEPT_WEIGHTS = _table("""
0.31 c_numbers
0.33 c_cannot
0.34 c_transfer
0.36 c_auto c_know opportunity required
0.38 c_gone
0.39 c_demand
0.4 c_visible
0.41 customer_people
0.42 c_sync not_visible wrong_count
0.44 account c_missing c_unasked finance_team
0.45 c_twice forecast renewal
0.46 c_permission handoff
0.47 c_ownership c_value
0.49 c_values page
0.5 c_report wrong_trigger
0.52 c_duplicate count_extra quote
0.53 amount c_effort contact duplicate overwritten stage
0.54 c_meaning csm lead pipeline_view readonly
0.56 not_synced
0.57 c_format count_missing field lost_data note required_early search
0.58 c_slow email rep slow
0.59 c_loss
0.6 owner
0.61 approval c_definition c_elsewhere c_limit dashboard definition_changed double_entry meeting onboarding partner
0.61 partner_people wrong_assignment
0.62 after_change at_closing c_search campaign manager mobile not_found stale wrong_value
0.63 activity contract lead_source leaver_trouble missing_option noise product_line source_field task territory
0.65 c_unused required_irrelevant unused
0.66 at_night c_process c_wait confusing_values health_score late_process missing_mobile notification on_edit report
0.66 wrong_default
0.67 c_notice forecast_category not_told
0.68 automation c_training close_date closed_won in_review missing_filter next_step no_guidance not_carried split
0.69 c_order c_timing sort_order too_many_fields
0.7 attachment format_rejected mismatch missing_function no_owner on_clone truncated
0.71 discount loss_reason too_many_clicks
0.72 invoice
0.73 address c_link calendar churn legal login wrong_day wrong_pick
0.74 c_broken crash delay email_addin legal_team on_monday
0.75 handoff_form influence lead_conversion no_place_for permission visit_report
0.76 cannot_undo currency_field event sdr shared_limit
0.77 case hierarchy no_access price small_deal smb web_form wrong
0.78 closed_lost help_text lead_score price_book too_visible
0.8 order phone_field qualification sold_scope wrong_recipient
0.81 account_page c_old cannot_bulk competitor kanban licence list_view obsolete qbr stakeholder too_late us_region
0.81 usage_data
0.82 auto_close contract_end enterprise_segment expansion export go_live_date hubspot marketing_team no_context
0.82 pipeline_deck region_field se snapshot time_tracking webinar weekend weekend_count
0.84 account_plan approver bad_split budget c_login call_log cannot_log erp event_import exec_team forecast_comment
0.84 forecast_rollup implementation_risk logout meeting_booking missing_column opp_page ops_team renewal_amount
0.84 renewal_dashboard sync unassigned
0.86 arr at_creation campaign_member dialer email_template handoff_checklist language_place layout_bad lead_status
0.86 mql offline_loss picklist realignment renewal_opp renewal_quote score segment_field time_zone website_field
0.88 account_team apac_region at_conversion commitments esign fake_value industry meeting_scheduler merge offline
0.88 parent_account probability product_filter renewal_owner salesforce seat_count stage_age uk unreadable
0.88 validation_rule wrong_credit zoom
0.9 cannot_share clari commission contact_role date_format economic_buyer fair handoff_pdf headcount holiday
0.9 holiday_ignored margin opp_number picker recording renewal_risk renewal_task roadshow sdr_visibility second_form
0.9 sequence sourced_report support_team survey utm weekly_call
0.93 account_search asks_id at_month_end champion contract_value country_field covers_region currency_missing
0.93 deal_registration demo first_meeting france free_text_mess germany handoff_note implementation ireland
0.93 kickoff_date language_only lead_routing new_hire no_link partner_flag pdf phone_search pipeline_email
0.93 presales_request price_history procurement project shipping stage_back stage_change stale_alert technical_notes
0.93 too_many_values weekly_compare
0.96 action_plan billing_address billing_contact business_card cannot_create chat coaching_note complexity
0.96 csm_assignment data_import deal_name decision_process domain duplicate_rule engagement enrichment fax_field
0.96 fiscal_year forecast_override legal_entity legal_task mass_update nda newsletter onboarding_queue plain_text
0.96 po_number product_interest public_sector qualified_pipeline quota quote_number reference_flag rfp
0.96 sales_qualified security_review slack_alert slip_reason tax_id trading_name training weighted
""")

SIGN_WEIGHTS = (
    0.647,  # nearly the same words, and no other field or trouble
    0.019,  # places in common, of all
    0.703,  # most telling place in common
    0.590,  # troubles in common, of the fewer
    0.666,  # most telling trouble in common
    0.449,  # a telling place and a telling trouble
    0.362,  # most places and most troubles
    0.227,  # a place, and some trouble
    -1.145,  # no trouble in common
    -0.792,  # no place in common
    -0.969,  # a telling trouble each for itself
    -0.875,  # a telling place each for itself
    0.100,  # people and moments in common
    -1.414,  # the same words, and no trouble in common
    -0.777,  # a record or field each for itself, more telling than any in common
)
BIAS = -0.299
