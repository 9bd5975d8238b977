"""What training, its statistics and its leaderboards are built from, on every edge."""

from dishka import Provider, Scope, provide, provide_all

from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.count_choices import CountChoices
from serving.core.filters.describe_subject import DescribeSubject
from serving.core.filters.ports import FilterChoices
from serving.core.inbox.messages import Inbox
from serving.core.inbox.read_message import ReadMessage
from serving.core.leaderboard.choose_appearance import ChooseAppearance, ShowAppearance
from serving.core.leaderboard.ports import Competitors, Rankings
from serving.core.leaderboard.show_leaderboard import ShowLeaderboard
from serving.core.reports.corrections import Corrections
from serving.core.reports.decide_complaint import DecideComplaint
from serving.core.reports.fix_question import CorrectQuestion, FixQuestion, WeighFix
from serving.core.reports.list_complaints import ListComplaints
from serving.core.reports.ports import Departments, Reports
from serving.core.reports.report_question import ReportQuestion
from serving.core.reports.tell_reporters import TellReporters
from serving.core.statistics.ports import Records
from serving.core.statistics.show_history import ShowHistory
from serving.core.statistics.show_statistics import ShowStatistics
from serving.core.training.adaptive_draw import AdaptiveDraw
from serving.core.training.draw_question import DrawQuestion
from serving.core.training.finish_session import FinishSession
from serving.core.training.mistake_draw import MistakeDraw
from serving.core.training.open_question import OpenQuestion
from serving.core.training.ports import Abilities, Answers, Goals, Mistakes, Serves, Sessions, Subjects
from serving.core.training.set_goal import SetGoal, ShowGoal
from serving.core.training.start_session import StartSession
from serving.core.training.submit_answer import SubmitAnswer
from serving.core.training.uniform_draw import UniformDraw
from serving.db.repositories.abilities import SqlAbilities
from serving.db.repositories.answers import SqlAnswers
from serving.db.repositories.competitors import SqlCompetitors
from serving.db.repositories.corrections import SqlCorrections
from serving.db.repositories.departments import SqlDepartments
from serving.db.repositories.filter_choices import SqlFilterChoices
from serving.db.repositories.goals import SqlGoals
from serving.db.repositories.inbox import SqlInbox
from serving.db.repositories.mistakes import SqlMistakes
from serving.db.repositories.rankings import SqlRankings
from serving.db.repositories.records import SqlRecords
from serving.db.repositories.reports import SqlReports
from serving.db.repositories.serves import SqlServes
from serving.db.repositories.sessions import SqlSessions
from serving.db.repositories.subjects import SqlSubjects


class TrainingProvider(Provider):
    scope = Scope.REQUEST

    subjects = provide(SqlSubjects, provides=Subjects)
    choices = provide(SqlFilterChoices, provides=FilterChoices)
    sessions = provide(SqlSessions, provides=Sessions)
    serves = provide(SqlServes, provides=Serves)
    answers = provide(SqlAnswers, provides=Answers)
    abilities = provide(SqlAbilities, provides=Abilities)
    goals = provide(SqlGoals, provides=Goals)
    mistakes = provide(SqlMistakes, provides=Mistakes)
    competitors = provide(SqlCompetitors, provides=Competitors)
    rankings = provide(SqlRankings, provides=Rankings)
    records = provide(SqlRecords, provides=Records)
    reports = provide(SqlReports, provides=Reports)
    departments = provide(SqlDepartments, provides=Departments)
    corrections = provide(SqlCorrections, provides=Corrections)
    inbox = provide(SqlInbox, provides=Inbox)

    use_cases = provide_all(
        ChooseFilters,
        CountChoices,
        DescribeSubject,
        StartSession,
        OpenQuestion,
        UniformDraw,
        AdaptiveDraw,
        MistakeDraw,
        DrawQuestion,
        SubmitAnswer,
        FinishSession,
        SetGoal,
        ShowGoal,
        ShowStatistics,
        ShowHistory,
        ShowLeaderboard,
        ShowAppearance,
        ChooseAppearance,
        ReportQuestion,
        ListComplaints,
        DecideComplaint,
        ReadMessage,
        TellReporters,
        CorrectQuestion,
        WeighFix,
        FixQuestion,
    )
