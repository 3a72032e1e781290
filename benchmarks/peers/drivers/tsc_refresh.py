"""Refreshes one workbook and waits, call for call as samples/refresh.py of tableauserverclient does."""

import os
import sys

import tableauserverclient as TSC

token = TSC.PersonalAccessTokenAuth(os.environ["TOKEN_NAME"], os.environ["TOKEN_SECRET"], site_id=os.environ["SITE"])
server = TSC.Server(os.environ["SERVER"], use_server_version=True)
with server.auth.sign_in(token):
    workbook = server.workbooks.get_by_id(sys.argv[1])
    job = server.workbooks.refresh(workbook)
    print(f"Update job posted (ID: {job.id})")
    server.jobs.wait_for_job(job)
    print("Job finished successfully")
