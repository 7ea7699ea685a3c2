using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Live;

namespace StatefulDashboard.Web.Components.Storage;

/// <summary>How claims look: a colour and, since colour alone tells nobody enough, a sign.</summary>
internal static class StorageLook
{
    public static (string Class, string Sign) OfPhase(ClaimStorage claim) => claim switch
    {
        { IsTerminating: true } => ("gone", "–"),
        { Phase: "Bound", Why.Count: > 0 } => ("wait", "!"),
        { Phase: "Bound" } => ("ok", "✓"),
        { Phase: "Lost" } => ("bad", "✕"),
        { Phase: "Pending" } => ("wait", "◔"),
        { Phase: ClaimBinding.MissingPhase } => ("gone", "–"),
        _ => ("gone", "?"),
    };

    public static (string Class, string Sign) OfUse(ClaimUse use) => use switch
    {
        ClaimUse.Used => ("ok", "✓"),
        ClaimUse.WaitsForPod => ("busy", "◔"),
        ClaimUse.LeftBehind => ("old", "▮"),
        ClaimUse.NotSeen => ("wait", "!"),
        _ => ("gone", "?"),
    };

    /// <summary>What is lost is bad, what waits is a warning; what only has not had its turn is neither.</summary>
    public static (string Class, string Sign) OfWhy(ClaimStorage claim, StatementCode why) =>
        claim.Phase == "Lost" ? ("bad-text", "✕")
        : why is StatementCode.ClaimWhyNotMadeYet or StatementCode.ClaimWhyWaitsForFirstPod ? ("", "")
        : ("wait-text", "!");

    /// <summary>"10 GiB"; as it is written where that is no size.</summary>
    public static string Size(string? quantity) => Quantity.ToBytes(quantity) is { } bytes ? SizeText.Of(bytes) : VisibleText.Of(quantity);

    /// <summary>"RWO" for ReadWriteOnce, as kubectl writes it.</summary>
    public static string Short(string mode) => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadWriteMany" => "RWX",
        "ReadOnlyMany" => "ROX",
        "ReadWriteOncePod" => "RWOP",
        _ => VisibleText.Of(mode),
    };
}
