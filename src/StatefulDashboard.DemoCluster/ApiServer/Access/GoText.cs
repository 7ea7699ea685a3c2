using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Texts as Go's %q and its error lists write them.</summary>
internal static class GoText
{
    public static string Quote(string text) => JsonSerializer.Serialize(text, JsonAccess.Plain);

    public static string Quote(IEnumerable<string> texts) => $"[{string.Join(' ', texts.Select(Quote))}]";

    /// <summary>Several errors as one (apimachinery pkg/util/errors Aggregate): each text once.</summary>
    public static string Aggregate(IEnumerable<string> errors)
        => errors.Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : $"[{string.Join(", ", errors.Distinct(StringComparer.Ordinal))}]";
}
