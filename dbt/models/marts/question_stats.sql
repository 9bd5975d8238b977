{{ config(order_by='(subject, question_id, version)') }}

with items as (

    select * from {{ ref('int_items') }}

),

answers as (

    select * from {{ ref('int_item_answers') }}

),

facilities as (

    select * from {{ ref('int_item_facilities') }}

),

calibrations as (

    select * from {{ ref('int_item_calibrations') }}

),

seconds as (

    select * from {{ ref('int_item_seconds') }}

),

discriminations as (

    select * from {{ ref('int_item_discriminations') }}

),

flags as (

    select * from {{ ref('int_item_flags') }}

),

cards as (

    select * from {{ ref('int_question_cards') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    items.question_id as question_id,
    items.statistical_version as version,
    items.subject as subject,
    items.theme as theme,
    items.kind as kind,
    coalesce(answers.attempts, 0) as attempts,
    coalesce(answers.first_attempts, 0) as first_attempts,
    coalesce(answers.right_answers, 0) as correct,
    facilities.facility as facility,
    facilities.facility_low as facility_low,
    facilities.facility_high as facility_high,
    facilities.facility_corrected as facility_corrected,
    facilities.facility_shrunk as facility_shrunk,
    {{ shown_from(50, 'discriminations.students', 'discriminations.discrimination') }} as discrimination,
    {{ shown_from(30, 'calibrations.first_answers', 'calibrations.difficulty') }} as difficulty,
    {{ shown_from(30, 'calibrations.first_answers', 'calibrations.difficulty_se') }} as difficulty_se,
    {{ shown_from(200, 'calibrations.first_answers', 'calibrations.slope') }} as slope,
    {{ shown_from(200, 'calibrations.first_answers', 'calibrations.slope_se') }} as slope_se,
    {{ shown_from(30, 'calibrations.first_answers', 'calibrations.infit') }} as infit,
    {{ shown_from(30, 'calibrations.first_answers', 'calibrations.outfit') }} as outfit,
    {{ shown_from(10, 'answers.first_attempts', 'seconds.median_seconds') }} as median_seconds,
    if(
        calibrations.first_answers >= 30,
        {{ level_of_difficulty('calibrations.difficulty') }},
        {{ level_of_facility('facilities.facility_shrunk') }}
    ) as level,
    flags.flags as flags,
    flags.proposed_option as proposed_option,
    cards.status as status,
    cards.text as text,
    cards.reports as reports,
    cards.open_reports as open_reports,
    cards.sources as sources,
    samples.as_of as as_of,
    samples.simulated as simulated
from items
left join answers
    on items.question_id = answers.question_id and items.statistical_version = answers.statistical_version
left join facilities
    on
        items.question_id = facilities.question_id
        and items.statistical_version = facilities.statistical_version
left join calibrations
    on
        items.question_id = calibrations.question_id
        and items.statistical_version = calibrations.statistical_version
left join seconds
    on items.question_id = seconds.question_id and items.statistical_version = seconds.statistical_version
left join discriminations
    on
        items.question_id = discriminations.question_id
        and items.statistical_version = discriminations.statistical_version
left join flags
    on items.question_id = flags.question_id and items.statistical_version = flags.statistical_version
inner join cards on items.question_id = cards.question_id
cross join samples
