namespace StatefulDashboard.Web.Localization;

/// <summary>Names the resource files that hold the texts of the pages.</summary>
public sealed class UiText;
