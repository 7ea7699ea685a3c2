using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Support;

internal static class ReaderExtensions
{
    /// <summary>The view at this moment, for a person about whom nobody needs to be asked: then it is there at once.</summary>
    public static ClusterView? Read(this IClusterReader reader, Person person, string clusterId)
    {
        var reading = reader.ReadAsync(person, clusterId, CancellationToken.None);
        reading.IsCompleted.ShouldBeTrue("there was nobody to be asked");
        return reading.GetAwaiter().GetResult();
    }
}
