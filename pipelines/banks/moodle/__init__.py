"""Questions as Moodle knows them: what GIFT and Moodle XML both say, each in its own spelling."""
