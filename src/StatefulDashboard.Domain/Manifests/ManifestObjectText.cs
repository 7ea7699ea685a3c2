using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>An object as the server has it, and the same as YAML. Making it of a large object takes a while: it is made once of each state.</summary>
public sealed record ManifestObjectText(string Json, ValueList<ManifestSection> Sections)
{
    /// <param name="apiVersion">Put in where the server left it out, as it does in lists; so is the kind.</param>
    public static ManifestObjectText Of(RawObject item, string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item.Json, ManifestText.Of(item.Json, apiVersion, kind));
    }
}
