using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>The role that a binding refers to.</summary>
internal sealed record RoleReference(string Group, string Kind, string Name)
{
    public static RoleReference From(JsonObject binding) => new(binding.Text("roleRef", "apiGroup") ?? "", binding.Text("roleRef", "kind") ?? "", binding.Text("roleRef", "name") ?? "");
}
