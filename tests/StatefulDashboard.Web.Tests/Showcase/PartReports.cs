using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Domain.Events;
using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Revisions;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>Parts as a person reads them in an expectation file.</summary>
internal static partial class PartReports
{
    public static string Of(SetRevisions set)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{set.Strategy}, partition {set.Partition}, {set.Updated} of {set.Replicas} updated, {(set.IsUnderWay ? "under way" : "done")}");
        foreach (var item in set.Items)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {item.Number}  {item.Name}{(item.IsCurrent ? " current" : "")}{(item.IsUpdate ? " update" : "")} | runs {Ordinals(item.Runs)} | gives {Ordinals(item.Gives)} | {string.Join(", ", item.Images)}");
        }

        Statements(text, "restart", set.Restarts);
        Statements(text, "note", set.Notes);
        if (set.Diff is { } diff)
        {
            text.AppendLine("  diff     " + diff.From + " -> " + diff.To);
            Statements(text, "change", diff.Changes);
            foreach (var row in diff.Blocks.SelectMany(block => block.Rows).Where(row => !row.IsEqual))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    - {row.From}").AppendLine(CultureInfo.InvariantCulture, $"    + {row.To}");
            }
        }

        return text.ToString();
    }

    /// <param name="withPlaces">Only where the rules of the template leave the scheduler no choice; which ordinal is where is chance all the same.</param>
    public static string Of(SetDisruption set, bool withPlaces)
    {
        var text = new StringBuilder();
        foreach (var notice in set.Notices)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{notice.Severity}: {Say(notice.Text)}");
        }

        foreach (var budget in set.Budgets)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"budget {budget.Name}: minAvailable {budget.MinAvailable ?? "-"}, maxUnavailable {budget.MaxUnavailable ?? "-"}, pods {Ordinals(budget.Ordinals)}");
            Statements(text, "verdict", [budget.Verdict.Text]);
            Statements(text, "detail", budget.Details);
        }

        Statements(text, "rule", set.Rules);
        foreach (var place in withPlaces ? set.Places : [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {place.Node} {place.Zone} {(place.IsReady == true ? "ready" : "not ready")}{(place.IsUnschedulable ? " cordoned" : "")}: {place.Ordinals.Count} pod, drain {string.Join(", ", place.Drain.Select(drain => drain.Text.Code))}");
        }

        foreach (var pin in set.Pins.Select(pin => pin.Where + " -> " + string.Join(", ", pin.Nodes)).Order(StringComparer.Ordinal))
        {
            text.AppendLine("  volume   " + pin);
        }

        return text.ToString();
    }

    /// <summary>What the set's controller and the kubelet told; what the scheduler and the volume controllers tell besides depends on who was faster.</summary>
    public static string Of(SetEvents events) => string.Concat(events.Items
        .Where(item => item.Component is "statefulset-controller" or "kubelet")
        .Select(item => $"{item.Kind} {item.Object}{(item.IsEarlier ? " (earlier)" : "")} {item.Type} {item.Reason}: {item.Message} [{item.Component}]\n")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>As kubectl shows it, without status and with what differs in each run as a word.</summary>
    public static string Of(SetManifest manifest) => manifest.State + " " + manifest.Object + "\n" + Chance().Replace(
        string.Concat(manifest.Sections.Where(section => section.Fold is null).Select(section => section.Text)), match => match.Groups["key"].Value + ": <chance>");

    private static void Statements(StringBuilder text, string word, IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {word,-8} {Say(statement)}");
        }
    }

    private static string Say(Statement statement) => statement.Code + "(" + string.Join("; ", statement.Arguments) + ")";

    private static string Ordinals(ValueList<int> ordinals) => ordinals.Count == 0 ? "-" : string.Join(' ', ordinals);

    [System.Text.RegularExpressions.GeneratedRegex("(?<key>creationTimestamp|resourceVersion|uid): .*", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex Chance();
}
