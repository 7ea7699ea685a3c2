using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>The storage of a cluster, as far as the person may read it.</summary>
public sealed class ClusterStoragePart(PartReader reader) : Part<ClusterStorage>(reader)
{
    public override string Name => "storage";

    public override bool IsOfSet => false;

    protected internal override Func<ClusterView, DateTimeOffset, ClusterStorage?> Follow(LiveObjects objects, PartAddress address)
    {
        var reading = new StorageReading(objects, null);
        return (view, _) => ClusterStorage.From(reading.Read(view));
    }
}
