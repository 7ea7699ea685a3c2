namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>What an access review asks about: one verb on one resource (authorization.k8s.io/v1 ResourceAttributes).</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Resource">In the plural: "statefulsets".</param>
/// <param name="Namespace">Null for all namespaces at once, and for a kind without them.</param>
/// <param name="Subresource">"scale"; empty for the resource itself.</param>
/// <param name="Name">Empty for all objects.</param>
public sealed record ResourceAttributes(string Verb, string Group, string Resource, string? Namespace = null, string Subresource = "", string Name = "")
{
    /// <summary>"statefulsets.apps/scale", as the API server writes it in its refusals.</summary>
    public string Qualified => Resource + (Group.Length > 0 ? "." + Group : "") + (Subresource.Length > 0 ? "/" + Subresource : "");
}
