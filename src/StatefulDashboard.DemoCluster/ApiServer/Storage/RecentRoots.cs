using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>
/// Keeps the roots that were made last from being collected: what is worked on is at hand, what only lies there costs its text. A tree of
/// nodes takes some ten times the memory of the text that it was read from.
/// </summary>
internal sealed class RecentRoots(int capacity = 4096)
{
    private readonly JsonObject?[] ring = new JsonObject?[capacity];
    private int next = -1;

    public void Keep(JsonObject root) => ring[(uint)Interlocked.Increment(ref next) % (uint)ring.Length] = root;
}
