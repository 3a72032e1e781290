"""Refreshes one workbook and waits with Airflow's TableauOperator; the connection comes from the environment."""

import sys

from airflow.providers.tableau.operators.tableau import TableauOperator

TableauOperator(
    task_id="refresh",
    resource="workbooks",
    method="refresh",
    find=sys.argv[1],
    match_with="id",
).execute({})
