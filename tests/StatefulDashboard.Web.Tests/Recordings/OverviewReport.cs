using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>An overview as a person reads it in an expectation file.</summary>
internal static class OverviewReport
{
    public static string Of(StatefulSetOverview set)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{set.Name.Name}: {set.Phase}, {set.AvailableReplicas} of {set.Replicas} available{(set.Partition > 0 ? ", partition " + set.Partition : "")}");
        text.AppendLine("  says    " + Say(set.Explanation.Headline));
        foreach (var detail in set.Explanation.Details)
        {
            text.AppendLine("          " + Say(detail));
        }

        foreach (var notice in set.Notices)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {notice.Severity,-7} {Say(notice.Text)}");
        }

        foreach (var step in set.Next)
        {
            text.AppendLine("  " + (step.IsNow ? "now     " : "then    ") + Say(step.Text));
        }

        foreach (var slot in set.Slots.Reverse())
        {
            text.AppendLine("  " + Row(slot));
        }

        return text.ToString();
    }

    private static string Row(OrdinalSlot slot)
    {
        var parts = new List<string>
        {
            $"{slot.Ordinal} {slot.Position}",
            slot.HasPod ? $"{slot.State}{(slot.Ready && slot.State == OrdinalState.Terminating ? " (ready)" : "")}{(slot.Fault is null ? "" : " " + slot.Fault)}" : "no pod",
        };
        if (slot.HasPod)
        {
            parts.Add($"{slot.RevisionRole} {slot.Revision}{(slot.IsOutdated ? " (now: " + slot.RevisionIfMadeNow + ")" : "")}");
        }

        parts.AddRange(slot.Claims.Select(claim =>
            $"{claim.Name} {claim.Phase} {claim.Requested}{(claim.Capacity is null ? "" : "/" + claim.Capacity)} {claim.StorageClass ?? "-"} {claim.ReclaimPolicy ?? "-"}"
            + (claim.LeftBehind ? " left behind" : "") + (claim.IsTerminating ? " terminating" : "") + (claim.OwnerKinds.Length > 0 ? " owned by " + claim.OwnerKinds : "")));
        parts.Add("dns " + slot.Dns.Verdict + (slot.Dns.Published.Count > 0 ? " " + string.Join(' ', slot.Dns.Published) : ""));
        return string.Join(" | ", parts);
    }

    private static string Say(Statement statement) => statement.Code + "(" + string.Join("; ", statement.Arguments) + ")";
}
