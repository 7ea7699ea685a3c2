using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;

namespace StatefulDashboard.Web.Api;

/// <summary>A part as programs get it, over JSON and over the hub alike.</summary>
/// <param name="Part">"storage".</param>
/// <param name="Namespace">Null for a part of the whole cluster.</param>
/// <param name="Name">Of the set; null for a part of the whole cluster.</param>
/// <param name="Stale">The link to the cluster is broken: this is the last known state.</param>
/// <param name="Unread">Resources that you may not read ("events"): what rests on them is unknown, not missing.</param>
/// <param name="Value">Differs for each part. Adding fields is allowed; renaming one breaks scripts.</param>
public sealed record PartDocument(string Cluster, string? Namespace, string? Name, string Part, bool Stale, ValueList<string> Unread, object? Value)
{
    internal static PartDocument Of(IPart part, PartAddress address, PartView<object> view) =>
        new(address.Cluster, address.Set?.Namespace, address.Set?.Name, part.Name, view.State == PartState.Stale, view.Unread, view.Value);
}
