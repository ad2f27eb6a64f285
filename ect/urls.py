from django.urls import URLPattern

app_name = "ect"
urlpatterns: list[URLPattern] = []
