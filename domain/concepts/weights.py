"""How telling words and concepts are, and what each sign of likeness counts. Written by `bench/fit_pairs.py`."""


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
0.5 account ask ca call clos customer dat new opp renewal ther
0.6 1 2 3 4 befor chang com contact count day email field first forecast form handoff know last lead list log look
0.6 meet mov nam need next not number open owner pag pipelin quot record report sam see show sign sinc stag team
0.6 tell tim two typ week
0.7 % 12 30 5 9 activity add amount approval back becaus bill book both campaign client commit contract creat crm cs
0.7 csm dashboard edit end everyth fill find giv hand health hubspot k leav legal lik lin liv los mail mak manager
0.7 minut miss monday month noth ok onboard opportunity partner peopl phon plan pric product promis put read reason
0.7 rep review risk sav scor search send someon sourc split start step tab tak task text thre through twic updat
0.7 view without won work writ wrong year yes
0.8 10 11 14 40 6 60 address ae agr alert already answer anyon anyth app approv arriv attach attribution best
0.8 between blank board box budget buy cas category champion check click column comment company competitor copy
0.8 credit cut data dead demo different discount document drop due duplicat early enter everyon excel exist export
0.8 fil filter financ fix follow four friday goe good group h half handover her ignor implementation includ invoic
0.8 keep kickoff land lat layout left link long loss lunch mean min mobil mor morn multy never night offer offlin
0.8 old onc order paper parent past pdf person pick project prospect q quarter question queu rat region reminder
0.8 request requir right roll row rul run sal salesforc screen sdr seat second security sell set shar sheet signatur
0.8 sit small somebody someth status stay sync system talk term territory test th thank thursday ticket today
0.8 tomorrow touch trad train tuesday turn under usag used user valu visit w wait way wher win wo
0.9 00 100 15 18 19 20 200 22 24 25 31 50 7 8 80 90 accept access acm aes ago april arr assign auto bad block bring
0.9 build business button calendar card channel checklist churn clary clon colleagu color commission confirm convert
0.9 country cover currency de decision deck delet discovery domain dos doubl down dr draft dropdown dynamic els
0.9 employe empty event everybody exclud exec expansion expect fac fair feb fir fiv flag folder fre full generat
0.9 going gon gong googl green guy happen hat hear help hid history hit hour id import influenc inherit invit item
0.9 january job july kanban la lack later letter licens load lock login logo lookup lov m mandatory map march margin
0.9 mark market match meddpicc merg mql myself nic nin non noon notic offic ops original outlook owe own ownership
0.9 paid part phas pm point portal post postcod print probability procurement proposal public pull push qbr qualify
0.9 quick re ready real red referenc releas renew reply reseller reset retail ring rol round s scan schedul scop
0.9 seconds segment ship short sid singl six slack slid slip slow sorry sort spac sponsor spreadsheet spring sso st
0.9 stakeholder star stop straight success sunday support t templat think thx tick til timelin tool top total uk
0.9 upsid usa v vendor visibl vp walk web webinar wednesday weight whether whil whoever whol word yesterday zero
0.9 zoom
""")

CONCEPT_WEIGHTS = _table("""
0.32 c_numbers
0.33 c_cannot
0.36 c_know c_transfer required
0.37 c_auto opportunity
0.39 c_gone
0.41 c_demand c_visible customer_people
0.42 wrong_count
0.43 not_visible
0.44 account c_sync finance_team
0.45 c_missing c_unasked forecast renewal
0.46 c_twice
0.47 c_permission handoff
0.48 c_ownership c_value
0.49 c_values page
0.51 c_report wrong_trigger
0.53 c_duplicate c_meaning count_extra quote stage
0.54 amount c_effort contact duplicate lead overwritten
0.55 csm
0.56 c_format count_missing readonly
0.57 field lost_data not_synced pipeline_view
0.58 email required_early search
0.59 c_loss rep
0.6 c_limit meeting note
0.61 c_elsewhere double_entry onboarding
0.62 activity at_closing c_slow dashboard owner partner_people slow wrong_assignment wrong_value
0.63 after_change approval contract missing_option noise partner
0.64 c_search manager mobile not_found required_irrelevant task
0.65 c_definition confusing_values definition_changed leaver_trouble
0.66 c_notice campaign forecast_category not_told on_edit product_line report territory
0.67 at_night automation c_unused close_date missing_filter unused
0.68 c_timing c_training closed_won format_rejected health_score lead_source no_guidance not_carried source_field
0.68 split stale
0.69 hierarchy in_review missing_function notification truncated
0.7 attachment c_process c_wait late_process no_owner wrong_default
0.71 missing_mobile next_step too_many_clicks too_many_fields
0.72 discount invoice
0.73 address c_link c_order calendar login sort_order wrong_day wrong_pick
0.74 c_broken crash currency_field delay on_clone
0.75 c_old influence lead_conversion legal loss_reason no_place_for obsolete web_form
0.76 churn legal_team permission shared_limit visit_report
0.77 cannot_undo case email_addin no_access project sdr wrong
0.78 closed_lost event handoff_form help_text lead_score price smb
0.79 mismatch phone_field price_book sold_scope
0.81 account_page cannot_bulk competitor list_view on_monday qbr stakeholder too_late us_region wrong_recipient
0.82 auto_close contract_end enterprise_segment expansion export go_live_date hubspot kanban licence no_context
0.82 order pipeline_deck snapshot time_tracking too_visible usage_data weekend weekend_count
0.84 account_plan approver bad_split budget c_login call_log cannot_log erp event_import exec_team logout
0.84 marketing_team meeting_booking missing_column opp_page renewal_amount renewal_dashboard se sync webinar
0.86 arr dialer handoff_checklist layout_bad lead_status mql offline_loss ops_team qualification realignment
0.86 region_field renewal_opp renewal_quote score segment_field small_deal time_zone unassigned website_field
0.88 account_team apac_region at_creation commitments email_template esign fake_value industry language_place
0.88 meeting_scheduler merge offline parent_account picklist product_filter renewal_owner salesforce stage_age uk
0.88 unreadable wrong_credit zoom
0.9 at_conversion cannot_share clari commission contact_role date_format economic_buyer fair forecast_rollup
0.9 handoff_pdf headcount holiday holiday_ignored margin picker recording renewal_risk roadshow sdr_visibility
0.9 seat_count second_form sequence sourced_report support_team survey weekly_call
0.93 account_search asks_id at_month_end champion country_field currency_missing deal_registration demo
0.93 first_meeting forecast_comment france free_text_mess germany handoff_note implementation implementation_risk
0.93 ireland kickoff_date lead_routing new_hire no_link partner_flag pdf phone_search presales_request price_history
0.93 procurement shipping stage_change stale_alert validation_rule weekly_compare
0.96 action_plan billing_address billing_contact business_card cannot_create coaching_note complexity contract_value
0.96 covers_region csm_assignment data_import deal_name decision_process domain duplicate_rule engagement enrichment
0.96 fax_field fiscal_year forecast_override language_only legal_entity legal_task mass_update nda newsletter
0.96 onboarding_queue plain_text po_number probability product_interest public_sector qualified_pipeline quota
0.96 quote_number reference_flag rfp security_review slack_alert slip_reason tax_id too_many_values trading_name
0.96 training weighted
""")

SIGN_WEIGHTS = (
    0.681,  # nearly the same words
    0.448,  # places in common, of all
    0.480,  # most telling place in common
    0.840,  # troubles in common, of the fewer
    1.176,  # most telling trouble in common
    0.372,  # a telling place and a telling trouble
    0.231,  # most places and most troubles
    0.433,  # a place, and some trouble
    -1.152,  # no trouble in common
    -0.574,  # no place in common
    -0.889,  # a telling trouble each for itself
    -0.736,  # a telling place each for itself
    0.538,  # people and moments in common
    -1.343,  # the same words, and no trouble in common
    0.000,  # the same words, and no place in common
)
BIAS = -0.491
