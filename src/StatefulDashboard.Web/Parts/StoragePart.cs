using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>The storage of one set.</summary>
public sealed class StoragePart(PartReader reader) : Part<SetStorage>(reader)
{
    public override string Name => "storage";

    public override bool IsOfSet => true;

    protected internal override Func<ClusterView, DateTimeOffset, SetStorage?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set ?? throw new ArgumentException("It is of one set.", nameof(address));
        var reading = new StorageReading(objects, set.Namespace);
        return (view, _) => SetStorage.From(reading.Read(view), set);
    }
}
