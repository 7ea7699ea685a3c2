using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Asked, under the store's gate, before an object is stored; throws the refusal when it may not be.</summary>
/// <param name="root">As it would be stored.</param>
/// <param name="old">What is stored now; null for a new object.</param>
internal delegate void WriteGuard(JsonObject root, JsonObject? old);
