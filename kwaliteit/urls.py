from django.urls import path

from kwaliteit.views import dashboard, kengetallen

app_name = "kwaliteit"
urlpatterns = [
    path("", dashboard.overzicht, name="dashboard"),
    path("kengetallen/<str:code>/", kengetallen.detail, name="kengetal"),
    path("kengetallen/<str:code>/rijen/", kengetallen.uitvoer, name="uitvoer"),
    path("verdelingen/", kengetallen.verdelingen, name="verdelingen"),
    path("verdelingen/<str:code>/", kengetallen.verdeling, name="verdeling"),
]
