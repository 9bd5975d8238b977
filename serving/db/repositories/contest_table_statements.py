from sqlalchemy import text

# The best attempt of each student, by points and then by the time since the beginning.
RANKED = """
with attempt as (
    select student_id, {points} as points,
        extract(epoch from {gained_at} - counts_from)::double precision as seconds
    from contest_attempts where contest_id = :contest_id and not virtual
),
best as (
    select distinct on (student_id) student_id, points, seconds
    from attempt order by student_id, points desc, seconds nulls last
),
ranked as (
    select best.*, rank() over (order by points desc, seconds nulls last) as place, count(*) over () as total
    from best
)
"""
TABLE = f"""
{RANKED},
shown as (
    (select * from ranked order by place, student_id limit :count)
    union
    select * from ranked where student_id = cast(:student_id as bigint)
)
select shown.*, named.display_name, named.name, named.surname
from shown
left join students as named
    on named.id = shown.student_id and (named.listed or named.id = cast(:student_id as bigint))
order by place, student_id
"""  # noqa: S608 constants only
WHOLE_TABLE = text(TABLE.format(points="points", gained_at="gained_at"))
FROZEN_TABLE = text(TABLE.format(points="frozen_points", gained_at="frozen_gained_at"))

TELL_RESULTS = text(f"""
{RANKED.format(points="points", gained_at="gained_at")}
insert into inbox_messages (student_id, kind, facts, created_at)
select student_id, :kind, jsonb_build_object(
    'contest_id', cast(:contest_id as bigint), 'text', cast(:title as text), 'place', place, 'total', total,
    'points', points
), :now
from ranked
""")  # noqa: S608 constants only
