using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>The storage of a set as a person reads it in an expectation file.</summary>
internal static class StorageReport
{
    public static string Of(SetStorage storage)
    {
        var text = new StringBuilder();
        var totals = storage.Totals;
        text.AppendLine(CultureInfo.InvariantCulture, $"{storage.Set.Name}: claims {totals.Count}, {SizeText.Of(totals.Bytes)}; left behind {totals.LeftBehind}, {SizeText.Of(totals.LeftBehindBytes)}; waiting {totals.Waiting}; drifted {totals.Drifted}");
        Lines(text, "  keeps   ", storage.Retention);
        foreach (var template in storage.Templates)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  template {template.Name}: {template.Requested} {Modes(template.AccessModes)} {template.VolumeMode}, class {Class(template.StorageClass, template.Class)}");
            Lines(text, "    why     ", template.Why is null ? [] : [template.Why]);
            Lines(text, "    source  ", template.Source is null ? [] : [template.Source]);
            Lines(text, "    data    ", template.Data is null ? [] : [template.Data]);
        }

        foreach (var shared in storage.Shared)
        {
            text.Append("  shared ").Append(Of(shared.Claim, shared.Says));
        }

        foreach (var claim in storage.Claims)
        {
            text.Append("  claim ").Append(Of(claim, []));
        }

        return text.ToString();
    }

    public static string Of(ClaimStorage claim, IEnumerable<Statement> says)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Join(" | ",
            $"{claim.Name} {claim.Phase} {claim.Use} {claim.Provisioning}{(claim.IsTerminating ? " terminating" : "")}",
            $"{claim.Requested ?? "-"}{(claim.Capacity is null ? "" : "/" + claim.Capacity)} {Modes(claim.AccessModes)} {claim.VolumeMode}",
            "class " + Class(claim.StorageClass, claim.Class),
            claim.Volume is { } volume ? $"volume {volume.Name} {volume.Kind} {volume.Detail} {volume.ReclaimPolicy}" : "volume " + (claim.VolumeName ?? "-"),
            claim.Users.Count == 0 ? "nobody" : "used by " + string.Join(", ", claim.Users.Select(user => $"{user.Kind} {user.Name}{(user.HasEnded ? " (ended)" : "")}"))));
        Lines(text, "    where   ", claim.Volume?.Where ?? []);
        Lines(text, "    source  ", claim.Source is null ? [] : [claim.Source]);
        Lines(text, "    data    ", claim.Data is null ? [] : [claim.Data]);
        Lines(text, "    why     ", claim.Why);
        Lines(text, "    drift   ", claim.Drift);
        Lines(text, "    says    ", says.Concat(claim.Notes));
        Lines(text, "    owner   ", claim.Owners.Select(owner => owner.Meaning));
        foreach (var said in claim.Events)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    event   {(said.IsWarning ? "! " : "")}{said.Reason}: {said.Message}");
        }

        return text.ToString();
    }

    private static void Lines(StringBuilder text, string label, IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            text.AppendLine(label + statement.Code + "(" + string.Join("; ", statement.Arguments) + ")");
        }
    }

    private static string Modes(IEnumerable<string> modes) => string.Join('+', modes);

    private static string Class(string? named, ClassInfo? counts) =>
        (named is null ? "(default)" : named.Length == 0 ? "\"\"" : named)
        + (counts is null ? "" : $" [{counts.Name} {counts.Provisioner} {counts.BindingMode} {(counts.AllowsExpansion ? "grows" : "fixed")} {counts.ReclaimPolicy}]");
}
