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
0.6 log look los meet mov nam need next not number open owner pag pipelin quot record report sam see show sign sinc
0.6 stag tak task team tell ther tim two typ week year
0.7 % 30 5 activity amount approval back becaus bill book both campaign client commit company contract crm cs csm
0.7 dashboard discount edit end everyth fill find giv health hubspot k leav legal lik lin liv mail mak manager minut
0.7 miss mobil monday month never noth ok onboard opportunity partner peopl person phon plan pric product promis put
0.7 read reason rep requir review risk sav scor search send someon sourc split start step tab thre twic updat view
0.7 without won work writ wrong yes
0.8 10 11 12 14 40 6 60 9 ae agr alert already answer anyon anyth app approv arriv assign best between blank board
0.8 box budget cas category champion channel checklist churn click column comment competitor copy credit cut data
0.8 demo different document drop due duplicat early enter event everyon excel exist export fil filter financ fix
0.8 follow four friday goe good group half hand handover her ignor implementation includ invoic keep kickoff land
0.8 lat layout left link loss mean min mor morn multy night non offer offlin old onc order parent past pdf pick
0.8 project prospect q quarter question rat red region reminder request right roll row rul run sal salesforc screen
0.8 sdr seat second sell set shar sheet sit slow small somebody someth status stay success sync system talk term
0.8 territory text th thank through thursday ticket today tomorrow touch train usag used user valu visibl visit w
0.8 wait way wher win
0.9 00 100 15 18 19 20 200 22 24 25 31 50 7 8 80 90 accept access acm address aes age ago always april arr attach
0.9 attribution auto bad block bring build business button buy calendar card check choos clary clon colleagu color
0.9 commission compar confirm convert country cover criteria currency de dead decision deck delet delivery differ
0.9 discovery dollar domain dos doubl down dr draft dropdown dynamic eleven els employe empty euro everybody exclud
0.9 exec expansion expect fac fair feb fir fiv flag folder format fre full generat going gon gong googl green guy h
0.9 happen hat hear help hid history hit hour id import influenc inherit integration invit item january job july
0.9 kanban la lack later letter licens load lock login logo long lookup lot lov lunch m mandatory map march margin
0.9 mark market match meddpicc member merg mql myself nic nin noon notic offic ops original outlook overwritten owe
0.9 own ownership paid paper part phas picklist pip plac pm point portal post postcod previous print privat
0.9 probability procurement proposal public pull push qbr qualify queu quick re ready real referenc releas renew
0.9 reopen reply reseller reset retail ring rol round s scan schedul scop se seconds section security segment ship
0.9 short shown sid signatur singl six slack slid slip sorry sort spac sponsor spreadsheet spring sso st stakeholder
0.9 star stop stor straight summary sunday support t technical templat test think thread thx tick til timelin tool
0.9 top total trad tuesday turn uk under upsid usa v vanish vat vendor vp walk web webinar wednesday weekly weight
0.9 whether whil whoever whol word yesterday zero zoom
""")

CONCEPT_WEIGHTS = _table("""
0.32 c_numbers
0.33 c_cannot
0.34 c_transfer
0.35 c_know required
0.36 c_auto opportunity
0.38 c_gone
0.39 c_demand
0.4 c_visible customer_people
0.42 c_sync not_visible wrong_count
0.43 c_missing renewal
0.44 account c_unasked finance_team forecast
0.45 c_twice
0.46 c_ownership c_permission handoff
0.48 c_value c_values page
0.49 wrong_trigger
0.5 c_report
0.51 c_duplicate
0.52 contact count_extra duplicate overwritten
0.53 amount c_effort c_meaning lead pipeline_view quote stage
0.54 csm readonly
0.55 not_synced
0.56 c_slow field required_early slow
0.57 c_format count_missing lost_data note rep search
0.58 email
0.59 c_loss
0.6 c_elsewhere double_entry owner wrong_assignment
0.61 c_definition c_limit c_search c_unused dashboard definition_changed lead_source meeting mobile not_found
0.61 onboarding partner_people task unused
0.62 after_change approval at_closing campaign leaver_trouble manager missing_option partner source_field stale
0.63 activity contract noise wrong_value
0.64 confusing_values product_line required_irrelevant territory
0.65 forecast_category missing_mobile
0.66 c_process c_wait close_date health_score late_process notification wrong_default
0.67 at_night c_notice missing_filter not_told on_edit report
0.68 automation c_training closed_won discount format_rejected in_review next_step no_guidance not_carried
0.68 too_many_fields
0.69 c_order c_timing missing_function on_clone sort_order split
0.7 attachment no_owner truncated
0.71 c_broken crash invoice loss_reason mismatch too_many_clicks
0.72 churn currency_field wrong_day
0.73 address c_link calendar delay email_addin legal login on_monday wrong_pick
0.74 legal_team no_place_for permission
0.75 handoff_form influence lead_conversion no_access sdr visit_report
0.76 cannot_undo event shared_limit
0.77 account_page case help_text hierarchy lead_score price small_deal smb too_visible web_form wrong
0.78 closed_lost competitor price_book wrong_recipient
0.8 cannot_bulk handoff_checklist no_context order phone_field qualification sold_scope us_region
0.81 c_old erp kanban licence list_view obsolete qbr stakeholder too_late usage_data
0.83 auto_close contract_end enterprise_segment event_import expansion export go_live_date hubspot marketing_team
0.83 pipeline_deck region_field se snapshot time_tracking webinar weekend weekend_count
0.84 account_plan approver at_creation bad_split budget c_login call_log cannot_log exec_team forecast_comment
0.84 forecast_rollup implementation_risk logout meeting_booking missing_column opp_page ops_team renewal_amount
0.84 renewal_dashboard renewal_opp sync tax_id unassigned
0.86 arr campaign_member dialer email_template language_place layout_bad lead_status mql offline_loss picklist
0.86 playbook realignment renewal_quote salesforce score segment_field time_zone website_field
0.88 account_team apac_region at_conversion commitments esign fake_value industry meeting_scheduler merge offline
0.88 parent_account probability product_filter renewal_owner seat_count stage_age uk unreadable validation_rule
0.88 wrong_credit zoom
0.9 cannot_share clari commission contact_role date_format economic_buyer fair first_meeting handoff_pdf headcount
0.9 holiday holiday_ignored margin opp_number picker project recording renewal_risk renewal_task roadshow
0.9 sdr_visibility second_form sequence sourced_report support_team survey utm weekly_call
0.93 account_search asks_id at_month_end champion contract_value country_field covers_region currency_missing
0.93 data_import deal_registration demo france free_text_mess germany handoff_note implementation ireland
0.93 kickoff_date language_only lead_routing new_hire no_link partner_flag pdf phone_search pipeline_email
0.93 plain_text presales_request price_history procurement shipping stage_back stage_change stale_alert
0.93 technical_notes too_many_values weekly_compare
0.96 action_plan billing_address billing_contact business_card cannot_create chat coaching_note complexity
0.96 csm_assignment deal_name decision_process domain duplicate_rule engagement enrichment fax_field fiscal_year
0.96 forecast_override legal_entity legal_task mass_update nda newsletter onboarding_queue po_number
0.96 product_interest public_sector qualified_pipeline quota quote_number reference_flag rfp sales_qualified
0.96 sdr_handoff security_review slack_alert slip_reason trading_name training weighted
""")

SIGN_WEIGHTS = (
    0.851,  # nearly the same words, and no other field or trouble
    0.224,  # places in common, of all
    0.540,  # most telling place in common
    0.658,  # troubles in common, of the fewer
    0.614,  # most telling trouble in common
    0.510,  # a telling place and a telling trouble
    0.450,  # most places and most troubles
    0.164,  # a place, and some trouble
    -1.361,  # no trouble in common
    -0.671,  # no place in common
    -0.691,  # a telling trouble each for itself
    -0.853,  # a telling place each for itself
    0.074,  # people and moments in common
    -1.399,  # the same words, and no trouble in common
    -0.901,  # a record or field each for itself, more telling than any in common
)
BIAS = -0.274
