using System.Globalization;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Times as API objects carry them.</summary>
internal static class Stamps
{
    /// <summary>Whole seconds, UTC.</summary>
    public static string ToStamp(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Microseconds, UTC.</summary>
    public static string ToMicroStamp(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? FromStamp(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
