using System.Globalization;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>Which cases are run: always the same, and more of them on request.</summary>
internal static class Seeds
{
    /// <summary>How many cases of each kind; or "from-to" for these seeds.</summary>
    public const string Variable = "STATEFULDASHBOARD_OUTCOME_SEEDS";

    public static IEnumerable<int> Of(int part, int parts, int usual)
    {
        var asked = Environment.GetEnvironmentVariable(Variable);
        var (from, to) = asked?.Split('-') switch
        {
            [var first, var last] => (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture)),
            [{ Length: > 0 } count] => (0, int.Parse(count, CultureInfo.InvariantCulture)),
            _ => (0, usual),
        };
        return Enumerable.Range(from, Math.Max(0, to - from)).Where(seed => seed % parts == part);
    }
}
