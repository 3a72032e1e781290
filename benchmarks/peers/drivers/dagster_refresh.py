"""Refreshes workbooks one after another and waits for each with dagster-tableau's own client."""

import os
import sys

from dagster_tableau.resources import TableauServerClient


class LoopbackClient(TableauServerClient):
    """The client puts https:// before every address, and loopback speaks http: that one line is ours."""

    @property
    def base_url(self):
        return os.environ["SERVER"]


client = LoopbackClient(
    connected_app_client_id=os.environ["CLIENT_ID"],
    connected_app_secret_id=os.environ["SECRET_ID"],
    connected_app_secret_value=os.environ["SECRET_VALUE"],
    username=os.environ["USER_NAME"],
    site_name=os.environ["SITE"],
    server_name=os.environ["SERVER"],
)
with client.sign_in():
    for luid in sys.argv[1:]:
        client.refresh_and_poll_workbook(luid)
