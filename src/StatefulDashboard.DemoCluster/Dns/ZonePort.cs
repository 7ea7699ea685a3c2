using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>A named port of a Service or slice, in lower case as names are compared.</summary>
internal sealed record ZonePort(string Name, string Protocol, ushort Number)
{
    /// <summary>The ports that have a name; the others have no records.</summary>
    public static IEnumerable<ZonePort> Of(IEnumerable<JsonObject> ports)
        => ports.Where(p => !string.IsNullOrEmpty(p.Text("name")))
            .Select(p => new ZonePort(p.Text("name")!.ToLowerInvariant(), (p.Text("protocol") ?? "TCP").ToLowerInvariant(), (ushort)(p.Number("port") ?? 0)));

    public bool Is(string name, string protocol) => Name == name && Protocol == protocol;
}
