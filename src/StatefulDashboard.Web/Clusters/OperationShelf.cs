using System.Collections.Immutable;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Clusters;

/// <summary>The operations of a cluster, from the ConfigMaps that hold them. One thread at a time.</summary>
internal sealed partial class OperationShelf(OperationStore? store, ILogger logger)
{
    private bool changed;

    /// <summary>By namespace and id.</summary>
    public ImmutableSortedDictionary<NamespacedName, Operation> Present { get; private set; } = ImmutableSortedDictionary<NamespacedName, Operation>.Empty;

    /// <summary>Whether they have changed since this was asked last.</summary>
    public bool TakeChanged()
    {
        var taken = changed;
        changed = false;
        return taken;
    }

    public void Apply(ResourceChange<ConfigMap> change)
    {
        if (!change.Name.Name.StartsWith(OperationRecord.NamePrefix, StringComparison.Ordinal))
        {
            return;
        }

        var key = new NamespacedName(change.Name.Namespace, change.Name.Name[OperationRecord.NamePrefix.Length..]);
        changed = true;
        string? fault = null;
        var found = change.After is null ? null : store is null ? OperationRecord.Read(change.After, out fault) : store.Read(change.After, out fault);
        Present = found is null ? Present.Remove(key) : Present.SetItem(key, found);
        if (fault is not null)
        {
            LogUnreadable(change.Name.ToString(), fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "ConfigMap {Name} calls itself an operation, but cannot be read as one: {Fault}")]
    private partial void LogUnreadable(string name, string fault);
}
