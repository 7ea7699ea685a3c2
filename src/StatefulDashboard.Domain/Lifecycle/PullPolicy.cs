using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What a pull policy means for an image (Kubernetes documentation: Images).</summary>
internal static class PullPolicy
{
    /// <summary>What the policy is: as specified, else what the server takes for this image.</summary>
    public static string Of(string policy, string image) =>
        policy.Length > 0 ? policy : Tag(image) == "latest" && !IsPinned(image) ? "Always" : "IfNotPresent";

    public static Statement Meaning(string policy, string image)
    {
        var tag = Tag(image);
        return Of(policy, image) switch
        {
            "Always" => IsPinned(image) ? Statement.Of(StatementCode.PullAlwaysPinned)
                : tag == "latest" ? Statement.Of(StatementCode.PullAlwaysLatest)
                : Statement.Of(StatementCode.PullAlways, tag),
            "Never" => Statement.Of(StatementCode.PullNever),
            _ => IsPinned(image) ? Statement.Of(StatementCode.PullIfMissingPinned)
                : tag == "latest" ? Statement.Of(StatementCode.PullIfMissingLatest)
                : Statement.Of(StatementCode.PullIfMissing, tag),
        };
    }

    /// <summary>The tag of an image, "latest" where there is none; a port of the registry is no tag.</summary>
    internal static string Tag(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') && colon < name.Length - 1 ? name[(colon + 1)..] : "latest";
    }

    internal static bool IsPinned(string image) => image.Contains('@', StringComparison.Ordinal);
}
