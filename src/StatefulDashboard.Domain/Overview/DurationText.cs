using System.Globalization;

namespace StatefulDashboard.Domain.Overview;

/// <summary>A duration as all languages write it: 0:12, 1:02:03, 4 d.</summary>
public static class DurationText
{
    public static string Of(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1) ? "< 0:01"
        : duration >= TimeSpan.FromDays(2) ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalDays} d")
        : duration >= TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}");
}
