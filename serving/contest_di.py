"""What contests are built from, on every edge."""

from dishka import Provider, Scope, provide, provide_all

from serving.core.contests.announce_contest import AnnounceContest
from serving.core.contests.ask_for_reminder import AskForReminder
from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.draft_contest import ChangeContest, DraftContest
from serving.core.contests.enter_contest import EnterContest, Entrance
from serving.core.contests.finish_contest import FinishContest
from serving.core.contests.item_analysis import AnalyseContest, Analyst
from serving.core.contests.make_duel import MakeDuel
from serving.core.contests.manage import Manage
from serving.core.contests.ports import Attempts, Contests, Duels, Tables
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.rejudge_contest import MarkAgain, RejudgeContest, WeighRejudgement
from serving.core.contests.rejudgement import Rejudgements
from serving.core.contests.show_contests import ListContests, ReviewAttempt, ShowContest, ShowTable
from serving.core.contests.show_duels import FindDuel, ListDuels
from serving.core.contests.show_marks import MarkSheets, ShowMarks
from serving.core.contests.show_plan import ShowPlan
from serving.core.contests.take_part import AnswerInContest, FinishAttempt, NextInContest, UnderWay
from serving.db.repositories.contest_attempts import SqlAttempts
from serving.db.repositories.contest_marks import SqlMarkSheets
from serving.db.repositories.contest_rejudgements import SqlRejudgements
from serving.db.repositories.contest_tables import SqlTables
from serving.db.repositories.contests import SqlContests
from serving.db.repositories.duels import SqlDuels
from serving.fixed_sets.analysis import FixedSetAnalyst


class ContestProvider(Provider):
    scope = Scope.REQUEST

    contests = provide(SqlContests, provides=Contests)
    attempts = provide(SqlAttempts, provides=Attempts)
    tables = provide(SqlTables, provides=Tables)
    duels = provide(SqlDuels, provides=Duels)
    duelling = provide_all(MakeDuel, FindDuel, ListDuels)
    managing = provide_all(
        Manage,
        DraftContest,
        ChangeContest,
        AnnounceContest,
        FinishContest,
        CancelContest,
        PublishResults,
        ShowPlan,
        ShowMarks,
        AnalyseContest,
    )
    analyst = provide(FixedSetAnalyst, provides=Analyst)
    sheets = provide(SqlMarkSheets, provides=MarkSheets)
    rejudgements = provide(SqlRejudgements, provides=Rejudgements)
    rejudging = provide_all(MarkAgain, WeighRejudgement, RejudgeContest)
    taking_part = provide_all(
        UnderWay,
        Entrance,
        AskForReminder,
        EnterContest,
        NextInContest,
        AnswerInContest,
        FinishAttempt,
        ListContests,
        ShowContest,
        ShowTable,
        ReviewAttempt,
    )
