namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>A text in the languages of the dashboard.</summary>
/// <param name="English">Always there.</param>
/// <param name="Chinese">Simplified Chinese; the English text where a file has none.</param>
public sealed record LabText(string English, string Chinese)
{
    /// <summary>The text in a language, named as in .NET ("en", "zh-Hans", "zh-CN").</summary>
    public string In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
    }
}
