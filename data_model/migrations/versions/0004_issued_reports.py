"""issued reports"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('issued_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('directive_id', sa.Integer(), nullable=True),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('as_of', sa.DateTime(timezone=True), nullable=False),
    sa.Column('unreviewed', sa.Boolean(), nullable=False),
    sa.Column('waiting_count', sa.Integer(), nullable=False),
    sa.Column('issued_by', sa.String(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('letterhead', sa.String(), nullable=False),
    sa.Column('template_sha256', sa.String(), nullable=False),
    sa.Column('template', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint('(plan_id IS NULL) <> (directive_id IS NULL)', name=op.f('ck_issued_report_one_subject')),
    sa.CheckConstraint('number > 0', name=op.f('ck_issued_report_number_from_1')),
    sa.ForeignKeyConstraint(['directive_id'], ['directive.id'], name=op.f('fk_issued_report_directive_id')),
    sa.ForeignKeyConstraint(['office_id'], ['agency.id'], name=op.f('fk_issued_report_office_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_issued_report_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_report')),
    sa.UniqueConstraint('office_id', 'directive_id', 'period', 'version', name=op.f('uq_issued_report_office_id_directive_id_period_version')),
    sa.UniqueConstraint('office_id', 'plan_id', 'period', 'version', name=op.f('uq_issued_report_office_id_plan_id_period_version')),
    sa.UniqueConstraint('office_id', 'year', 'number', name=op.f('uq_issued_report_office_id_year_number'))
    )
    op.create_table('issued_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("format IN ('docx', 'pdf', 'xlsx')", name=op.f('ck_issued_file_known_format')),
    sa.ForeignKeyConstraint(['report_id'], ['issued_report.id'], name=op.f('fk_issued_file_report_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_file')),
    sa.UniqueConstraint('report_id', 'format', name=op.f('uq_issued_file_report_id_format'))
    )


def downgrade() -> None:
    op.drop_table('issued_file')
    op.drop_table('issued_report')
