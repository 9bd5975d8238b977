from sqlalchemy import TextClause, text

from serving.core.leaderboard.board import Slice
from serving.core.leaderboard.windows import Window

FIRST_ROLL = text("""
insert into ranking_days (subject, day) values (:subject, date '2000-01-01') on conflict do nothing
""")

ROLLED_TO = text("select day from ranking_days where subject = :subject")

LOCK_ROLL = text("select day from ranking_days where subject = :subject for update")

ROLL = text("""
with expired as (
    select student_id,
           coalesce(sum(points) filter (
               where day between cast(:rolled as date) - 29 and cast(:today as date) - 30
           ), 0) as month_points,
           coalesce(sum(points) filter (
               where day between cast(:rolled as date) - 6 and cast(:today as date) - 7
           ), 0) as week_points
    from daily_points
    where subject = :subject and (
        day between cast(:rolled as date) - 29 and cast(:today as date) - 30
        or day between cast(:rolled as date) - 6 and cast(:today as date) - 7
    )
    group by student_id
),
rolled as (update ranking_days set day = :today where subject = :subject)
update standings
set month_points = standings.month_points - expired.month_points,
    week_points = standings.week_points - expired.week_points
from expired
where standings.subject = :subject and standings.student_id = expired.student_id
""")

POINTS = {
    Window.SEASON: "season_points",
    Window.MONTH: "month_points",
    Window.WEEK: "week_points",
}
IN_WINDOW = {
    Window.SEASON: "and standings.season = :season",
    Window.MONTH: "",
    Window.WEEK: "",
}
IN_SLICE = {
    None: "",
    Slice.REGION: "and peers.region = :region",
    Slice.GRADE: "and peers.grade = :grade",
    Slice.SCHOOL: "and peers.region = :region and peers.school = :school",
}

STANDING = """
with board as {materialized} (
    select standings.student_id, standings.{points} as points{rank}
    from {standings}
    where standings.subject = :subject and standings.origin = :origin {in_window} {in_slice}
        and standings.{points} > 0
),
mine as (select coalesce(max(points), 0) as points from board where student_id = :student_id),
counted as (
    select count(*) as total, count(*) filter (where points > (select points from mine)) as ahead from board
),
top as (
    select board.* from board join students on students.id = board.student_id
    where students.listed or board.student_id = :student_id
    order by board.points desc, board.student_id desc
    limit 10
),
above as (
    select board.* from board join students on students.id = board.student_id
    where students.listed and (board.points, board.student_id) > ((select points from mine), :student_id)
    order by board.points, board.student_id
    limit 2
),
below as (
    select board.* from board join students on students.id = board.student_id
    where students.listed and (board.points, board.student_id) < ((select points from mine), :student_id)
    order by board.points desc, board.student_id desc
    limit 2
),
placed as (
    select 'top' as part, student_id, points, {place_of_top} as place from top
    union all
    select 'above', student_id, points, {place_of_above} from above
    union all
    select 'below', student_id, points, {place_of_below} from below
    union all
    select 'mine', :student_id, mine.points, 1 + counted.ahead from mine, counted
)
select placed.*, students.display_name, students.name, students.surname, counted.total
from placed join students on students.id = placed.student_id cross join counted
"""


# Of everybody, only a few rows of the index are read beside the count of those ahead.
OF_EVERYBODY = {
    "materialized": "not materialized",
    "standings": "standings",
    "rank": "",
    "place_of_top": "1 + (select count(*) from board where board.points > top.points)",
    "place_of_above": """1 + (select ahead from counted) - (
        select count(*) from board
        where board.points > (select points from mine) and board.points <= above.points
    )""",
    "place_of_below": """1 + (select ahead from counted) + (
        select count(*) from board
        where board.points > below.points and board.points <= (select points from mine)
    )""",
}
OF_SLICE = {
    "materialized": "materialized",
    # By the students of the slice, who are few, whatever the planner thinks of looking each of them up.
    "standings": """students as peers cross join lateral (
        select * from standings as own where own.student_id = peers.id and own.subject = :subject offset 0
    ) as standings""",
    "rank": ", rank() over (order by standings.{points} desc) as place",
    "place_of_top": "top.place",
    "place_of_above": "above.place",
    "place_of_below": "below.place",
}


def standing_statement(window: Window, by: Slice | None) -> TextClause:
    parts = OF_EVERYBODY if by is None else OF_SLICE
    rank = parts["rank"].format(points=POINTS[window])
    return text(
        STANDING.format(
            **parts | {"rank": rank},
            points=POINTS[window],
            in_window=IN_WINDOW[window],
            in_slice=IN_SLICE[by],
        )
    )


STATEMENTS = {(window, by): standing_statement(window, by) for window in Window for by in (None, *Slice)}
