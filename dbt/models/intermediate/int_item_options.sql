{{ config(order_by='(question_id, statistical_version, option_id)') }}

with versions as (

    select * from {{ ref('stg_questions') }}

),

first_versions as (

    select
        question_id,
        statistical_version,
        if(
            kind = 'yes_no',
            [toUInt16(1), toUInt16(0)],
            arrayMap(each -> each.1, JSONExtract(content, 'options', 'Array(Tuple(id UInt16))'))
        ) as option_ids,
        multiIf(
            kind = 'yes_no', [toUInt16(JSONExtractBool(content, 'key'))],
            kind = 'one', [toUInt16(JSONExtractUInt(content, 'key'))],
            JSONExtract(content, 'key', 'Array(UInt16)')
        ) as right_ids
    from versions
    where version = statistical_version and kind != 'open'

)

select
    question_id,
    statistical_version,
    arrayJoin(option_ids) as option_id,
    toBool(has(right_ids, option_id)) as is_key
from first_versions
